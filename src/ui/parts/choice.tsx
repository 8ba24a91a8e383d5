import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One option of a choice. */
export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: ComponentChildren;
  /** The effect of choosing it. */
  readonly hint?: string;
}

/** Radio buttons with their legend: one of a few options, all of them visible. */
export function Choice<Value extends string>(props: {
  readonly legend: string;
  readonly options: readonly ChoiceOption<Value>[];
  readonly value: Value;
  readonly change: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      {props.options.map(({ value, label, hint }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.change(value)}
          />
          <span>
            {label}
            {hint && <span class="quiet hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
