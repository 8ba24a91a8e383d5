import { useId, useRef, useState } from 'preact/hooks';

/** An entry of a menu: its label, and the action of choosing it. */
export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
}

/**
 * A button that shows further buttons below it. Escape, choosing one, and moving the focus elsewhere close it. They are plain
 * buttons and no ARIA menu, so that Tab goes through them as everywhere else.
 */
export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const onFocusOut = (event: FocusEvent & { readonly currentTarget: HTMLElement }) => {
    if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is inside
    <div class="menu" onKeyDown={(event) => event.key === 'Escape' && close()} onFocusOut={onFocusOut}>
      <button type="button" ref={opener} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label} <span aria-hidden="true">▾</span>
      </button>
      <ul id={id} class="card" hidden={!open}>
        {(open ? items : []).map((item) => (
          <li key={item.label}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                item.act();
                close();
              }}
            >
              {item.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
