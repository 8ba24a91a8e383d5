import { memo } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { askBackground } from '../../messages/channel.ts';
import { essayName } from '../../report/essay-name.ts';
import { kindWords, SHOWN_KINDS, similarityWords } from '../../report/kinds.ts';
import type { EssayCard, MatchView, PageView } from '../../report/page-view.ts';
import { type RankedSource, sourceColour } from '../parts/source-order.ts';
import { useWords } from '../parts/words-context.tsx';
import { Dismissed } from './judge-box.tsx';
import { filtered, type PanelState } from './panel-state.ts';

/** Matches that are drawn in one frame: some 10 ms of work on a slow machine, far below a long task. */
const CHUNK = 20;

interface RowProps {
  readonly match: MatchView;
  readonly card: EssayCard | undefined;
  readonly rank: number | undefined;
  readonly tab: number;
  readonly current: boolean;
  readonly compare: (id: string) => void;
}

// Every view brings the matches as new objects; what a row shows of one hangs on its name, its mark and the user's word.
function isSameRow(a: RowProps, b: RowProps): boolean {
  const [x, y] = [a.match, b.match];
  return (
    x.id === y.id &&
    x.dismissed === y.dismissed &&
    x.note === y.note &&
    a.current === b.current &&
    a.rank === b.rank &&
    a.tab === b.tab
  );
}

const Row = memo(({ match, card, rank, tab, current, compare }: RowProps) => {
  const words = useWords();
  const show = () => void askBackground('show', { tab, id: match.id });
  const others = new Set(match.also.map((place) => place.essay).filter((essay) => essay !== match.essay)).size;
  return (
    <li class={`card match ${match.kind}`} data-id={match.id} aria-current={current ? 'true' : undefined}>
      <button type="button" class="excerpt" disabled={match.dismissed !== null} onClick={show}>
        <span class="hidden-text">{words.say('labelled', words.say('showOnPage'), '')}</span>
        <mark>{match.excerpt}</mark>
      </button>
      <p class="row where">
        <span class="dot" style={{ '--dot': sourceColour(rank) }}>
          {rank ?? '·'}
        </span>
        <span class="name">{card ? essayName(card) : ''}</span>
      </p>
      <p class="quiet">
        {[
          kindWords(match, words),
          words.count('letters', match.letters),
          ...similarityWords(match, words),
          ...(others > 0 ? [words.count('otherEssays', others)] : []),
        ].join(' · ')}
      </p>
      {match.note && <p class="note">{match.note}</p>}
      <Dismissed match={match} />
      <p class="row">
        <button type="button" class="plain compare-button" onClick={() => compare(match.id)}>
          {words.say('compare')}
        </button>
        {match.dismissed === null && (
          <button
            type="button"
            class="plain"
            onClick={() => void askBackground('dismiss', { tab, id: match.id, scope: 'match' })}
          >
            {words.say('notAMatch')}
          </button>
        )}
      </p>
    </li>
  );
}, isSameRow);

// Long lists arrive a chunk a frame, so that opening the panel never blocks; chunks that did not change are not drawn again.
function useGrowing(length: number): number {
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown >= length) return;
    const frame = requestAnimationFrame(() => setShown(shown + 1));
    return () => cancelAnimationFrame(frame);
  }, [shown, length]);
  return Math.min(shown, length);
}

function Select(props: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  const words = useWords();
  return (
    <label>
      <span class="quiet">{props.label}</span>
      <select value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
        <option value="all">{words.say('filterAll')}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Filters({ sources, state }: { readonly sources: readonly RankedSource[]; readonly state: PanelState }) {
  const words = useWords();
  return (
    <div class="row filters">
      <Select
        label={words.say('filterKind')}
        value={state.kind.value}
        change={(kind) => {
          state.kind.value = kind as typeof state.kind.value;
        }}
        options={SHOWN_KINDS.map((kind) => [kind, words.say(`kind_${kind}`)])}
      />
      <Select
        label={words.say('filterSource')}
        value={state.source.value}
        change={(source) => {
          state.source.value = source as typeof state.source.value;
        }}
        options={sources.map(({ card, rank }) => [card.ref, `${rank}. ${essayName(card)}`])}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={state.dismissed.value}
          onChange={(event) => {
            state.dismissed.value = event.currentTarget.checked;
          }}
        />
        <span>{words.say('showDismissed')}</span>
      </label>
    </div>
  );
}

interface ChunkProps {
  readonly matches: readonly MatchView[];
  readonly cards: ReadonlyMap<EssayRef, EssayCard>;
  readonly ranks: ReadonlyMap<EssayRef, number>;
  readonly tab: number;
  /** The match that is shown on the page, where it is one of these. */
  readonly current: string | null;
  readonly compare: (id: string) => void;
}

// While the list grows, the chunks that stand are not even looked at.
const Chunk = memo(({ matches, cards, ranks, tab, current, compare }: ChunkProps) => (
  <>
    {matches.map((match) => (
      <Row
        key={match.id}
        match={match}
        card={cards.get(match.essay)}
        rank={ranks.get(match.essay)}
        tab={tab}
        current={match.id === current}
        compare={compare}
      />
    ))}
  </>
));

function chunksOf(matches: readonly MatchView[]): MatchView[][] {
  const count = Math.ceil(matches.length / CHUNK);
  return Array.from({ length: count }, (_, i) => matches.slice(i * CHUNK, (i + 1) * CHUNK));
}

/** The page's matches in page order: the accessible twin of the marks. */
export function MatchesView(props: {
  readonly view: PageView;
  readonly sources: readonly RankedSource[];
  readonly state: PanelState;
}) {
  const words = useWords();
  const { view, sources, state } = props;
  const filters = [state.kind.value, state.source.value, state.dismissed.value];
  const chunks = useMemo(() => chunksOf(filtered(view, state)), [view, ...filters]);
  const shown = useGrowing(chunks.length);
  const cards = useMemo(() => new Map(view.essays.map((card) => [card.ref, card])), [view]);
  const ranks = useMemo(() => new Map(sources.map(({ card, rank }) => [card.ref, rank])), [view]);
  const { current } = view;
  const compare = useMemo(
    () => (id: string) => {
      state.comparing.value = id;
    },
    [state],
  );
  return (
    <div class="stack">
      <Filters sources={sources} state={state} />
      {chunks.length === 0 && <p class="quiet">{words.say('noneForFilter')}</p>}
      <ol class="stack matches">
        {chunks.slice(0, shown).map((matches) => (
          <Chunk
            key={matches[0]!.id}
            matches={matches}
            cards={cards}
            ranks={ranks}
            tab={view.tab}
            current={matches.some(({ id }) => id === current) ? current : null}
            compare={compare}
          />
        ))}
      </ol>
    </div>
  );
}
