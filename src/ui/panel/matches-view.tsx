import { memo } from 'preact/compat';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { EssayRef } from '../../corpus/essay-ref.ts';
import { SHOWN_KINDS, shownKind } from '../../report/kinds.ts';
import type { EssayCard, MatchView, PageView } from '../../report/page-view.ts';
import type { RankedSource } from '../parts/source-order.ts';
import { useGrowing } from '../parts/use-growing.ts';
import { useWords } from '../parts/words-context.tsx';
import { confirmMatch, ignoreMatch } from './judge-match.ts';
import { MatchFilters } from './match-filters.tsx';
import { MatchRow, type RowActs } from './match-row.tsx';
import { filtered, type PanelState, shownList } from './panel-state.ts';

/** Number of matches that are rendered in one frame: about 10 ms of work on a slow machine. */
const CHUNK = 20;

interface ChunkProps {
  readonly matches: readonly MatchView[];
  readonly cards: ReadonlyMap<EssayRef, EssayCard>;
  readonly ranks: ReadonlyMap<EssayRef, number>;
  readonly tab: number;
  readonly pageTitle: string;
  /** The match that is shown on the page, if it is in this chunk. */
  readonly current: string | null;
  readonly acts: RowActs;
}

// Memoised, so that finished chunks are skipped while the list grows.
const Chunk = memo(({ matches, cards, ranks, tab, pageTitle, current, acts }: ChunkProps) => (
  <>
    {matches.map((match) => (
      <MatchRow
        key={match.id}
        match={match}
        card={cards.get(match.essay)}
        rank={ranks.get(match.essay)}
        tab={tab}
        pageTitle={pageTitle}
        current={match.id === current}
        acts={acts}
      />
    ))}
  </>
));

function chunksOf(matches: readonly MatchView[]): MatchView[][] {
  const count = Math.ceil(matches.length / CHUNK);
  return Array.from({ length: count }, (_, i) => matches.slice(i * CHUNK, (i + 1) * CHUNK));
}

function rowOf(id: string | undefined): HTMLElement | null {
  return id === undefined ? null : document.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

// The focus is moved before the row that has it is removed; otherwise it would fall back to the page.
function focusNeighbour(view: PageView, state: PanelState, id: string): void {
  const listed = filtered(view, state);
  const at = listed.findIndex((match) => match.id === id);
  const neighbour = rowOf((listed[at + 1] ?? listed[at - 1])?.id);
  const to = neighbour?.querySelector<HTMLElement>('button:not(:disabled)');
  (to ?? document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))?.focus();
}

function useRowActs(view: PageView, state: PanelState): RowActs {
  const words = useWords();
  const latest = useRef(view);
  latest.current = view;
  return useMemo(() => {
    const row = (id: string) => ({ tab: latest.current.tab, id, toast: state.toast });
    return {
      compare(id) {
        state.comparing.value = id;
      },
      ignore(id) {
        focusNeighbour(latest.current, state, id);
        void ignoreMatch(row(id), 'match', words);
      },
      confirm(id) {
        focusNeighbour(latest.current, state, id);
        void confirmMatch(row(id), '', words);
      },
    };
  }, [state, words]);
}

// Scrolls the card of the current match into view whenever another match becomes current. The focus does not move.
function useCurrentInView(current: string | null, drawn: number, filters: readonly unknown[]): void {
  useLayoutEffect(() => {
    if (current !== null) rowOf(current)?.scrollIntoView({ block: 'nearest' });
  }, [current, drawn, ...filters]);
}

/** The page's matches in page order. The list makes them accessible without the marks. */
export function MatchesView(props: {
  readonly view: PageView;
  readonly sources: readonly RankedSource[];
  readonly state: PanelState;
}) {
  const words = useWords();
  const { view, sources, state } = props;
  const list = shownList(view, state);
  const filters = [state.kind.value, state.source.value, state.ignored.value, list];
  const chunks = useMemo(() => chunksOf(filtered(view, state)), [view, ...filters]);
  const shown = useGrowing(chunks.length, 1);
  const cards = useMemo(() => new Map(view.essays.map((card) => [card.ref, card])), [view]);
  const ranks = useMemo(() => new Map(sources.map(({ card, rank }) => [card.ref, rank])), [view]);
  const kinds = useMemo(
    () => SHOWN_KINDS.filter((kind) => view.matches.some((each) => !each.own && shownKind(each) === kind)),
    [view],
  );
  const acts = useRowActs(view, state);
  const { current, figures } = view;
  useCurrentInView(current, shown, filters);
  return (
    <div class="stack">
      {list === 'matches' && (
        <MatchFilters
          sources={sources}
          kinds={kinds}
          matches={figures.matches}
          ignored={figures.ignored}
          state={state}
        />
      )}
      {chunks.length === 0 && <p class="quiet">{words.say('noneForFilter')}</p>}
      <ol class="stack matches">
        {chunks.slice(0, shown).map((matches, i) => (
          // Keyed by index: a chunk whose first match is removed keeps the other rows, and the focus in them.
          <Chunk
            key={i}
            matches={matches}
            cards={cards}
            ranks={ranks}
            tab={view.tab}
            pageTitle={view.title}
            current={matches.some(({ id }) => id === current) ? current : null}
            acts={acts}
          />
        ))}
      </ol>
    </div>
  );
}
