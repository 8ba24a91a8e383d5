import { essayName } from '../../report/essay-name.ts';
import type { ShownKind } from '../../report/kinds.ts';
import type { RankedSource } from '../parts/source-order.ts';
import { useWords } from '../parts/words-context.tsx';
import type { PanelState } from './panel-state.ts';

function Select(props: {
  readonly label: string;
  /** Label of the option that filters nothing. */
  readonly all: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <select aria-label={props.label} value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
      <option value="all">{props.all}</option>
      {props.options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function ShowIgnored({ ignored, state }: { readonly ignored: number; readonly state: PanelState }) {
  const words = useWords();
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={state.ignored.value}
        onChange={(event) => {
          state.ignored.value = event.currentTarget.checked;
        }}
      />
      <span>
        {words.say('showDismissed')} ({words.number(ignored)})
      </span>
    </label>
  );
}

/**
 * Controls for the matches that are listed: by kind, by essay, and whether ignored ones are included. If all are ignored, they
 * are listed anyway and there is no control for that.
 */
export function MatchFilters(props: {
  readonly sources: readonly RankedSource[];
  /** Kinds that occur on the page; only these can be chosen. */
  readonly kinds: readonly ShownKind[];
  readonly matches: number;
  readonly ignored: number;
  readonly state: PanelState;
}) {
  const words = useWords();
  const { sources, state } = props;
  return (
    <div class="row filters">
      <Select
        label={words.say('filterKind')}
        all={words.say('filterAllKinds')}
        value={state.kind.value}
        change={(kind) => {
          state.kind.value = kind as typeof state.kind.value;
        }}
        options={props.kinds.map((kind) => [kind, words.say(`kind_${kind}`)])}
      />
      <Select
        label={words.say('filterSource')}
        all={words.say('filterAllSources')}
        value={state.source.value}
        change={(source) => {
          state.source.value = source as typeof state.source.value;
        }}
        options={sources.map(({ card, rank }) => [card.ref, `${rank}. ${essayName(card)}`])}
      />
      {props.ignored > 0 && props.matches > 0 && <ShowIgnored ignored={props.ignored} state={state} />}
    </div>
  );
}
