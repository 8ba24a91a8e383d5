import type { ComponentChildren } from 'preact';

/** One of several lists that are shown in the same place. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

/** Tabs according to the ARIA Authoring Practices: one stop for the Tab key; arrow keys go from tab to tab. */
export function Tabs<Name extends string>(props: {
  readonly tabs: readonly Tab<Name>[];
  readonly selected: Name;
  readonly select: (name: Name) => void;
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  const { tabs, selected, select } = props;
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const at = tabs.findIndex(({ name }) => name === selected);
    const next = (at + by + tabs.length) % tabs.length;
    select(tabs[next]!.name);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === selected}
            aria-controls="tab-panel"
            tabIndex={name === selected ? 0 : -1}
            onClick={() => select(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${selected}`}>
        {props.children}
      </div>
    </div>
  );
}
