import type { ComponentChildren } from 'preact';

/** A labelled checkbox with the role of a switch. */
export function Switch(props: {
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly change: (on: boolean) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <label class="switch">
      <span>{props.children}</span>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        disabled={props.disabled ?? false}
        onChange={(event) => props.change(event.currentTarget.checked)}
      />
    </label>
  );
}
