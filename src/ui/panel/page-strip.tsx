import type { EssayRef } from '../../corpus/essay-ref.ts';
import { askBackground } from '../../messages/channel.ts';
import { essayName } from '../../report/essay-name.ts';
import type { MatchView, PageView } from '../../report/page-view.ts';
import type { RankedSource } from '../parts/source-order.ts';
import { sourceColour } from '../parts/source-order.ts';
import { StripDrawing } from '../parts/strip.tsx';
import { useWords } from '../parts/words-context.tsx';

function nearest(matches: readonly MatchView[], letter: number): number {
  const distance = ({ from, to }: MatchView) => Math.max(from - letter, letter - to, 0);
  return matches.reduce((best, match, i) => (distance(match) < distance(matches[best]!) ? i : best), 0);
}

const KEYS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

interface StripProps {
  readonly view: PageView;
  readonly sources: readonly RankedSource[];
}

/** Part of the strip's width, 0–1, that a label takes: two digits in a panel of 280 px. */
const LABEL_ROOM = 0.07;

interface Label {
  readonly at: number;
  readonly rank: number;
}

// Labels with the ranks of the sources above their bars, from left to right as far as there is room.
function labelsOf(marked: readonly MatchView[], ranks: ReadonlyMap<EssayRef, number>, letters: number): Label[] {
  const labels: Label[] = [];
  for (const { essay, from, to } of marked) {
    const rank = ranks.get(essay);
    const at = (from + to) / 2 / Math.max(1, letters);
    const last = labels.at(-1);
    if (rank === undefined || (last && at - last.at < LABEL_ROOM)) continue;
    labels.push({ at, rank });
  }
  return labels;
}

function Labels({ labels }: { readonly labels: readonly Label[] }) {
  return (
    <div class="strip-labels" aria-hidden="true">
      {labels.map(({ at, rank }) => (
        <span key={at} style={{ left: `${(at * 100).toFixed(1)}%`, '--dot': sourceColour(rank) }}>
          {rank}
        </span>
      ))}
    </div>
  );
}

/**
 * The page as a strip, its marked parts coloured and labelled by source; the tooltip names the source under the pointer. A click
 * goes to the nearest match. For the keyboard it is a slider over the matches.
 */
export function PageStrip({ view, sources }: StripProps) {
  const words = useWords();
  const marked = view.matches.filter((match) => match.dismissed === null);
  if (marked.length === 0) return null;
  const { letters } = view.figures;
  const ranks = new Map(sources.map(({ card, rank }) => [card.ref, rank]));
  const names = new Map(sources.map(({ card }) => [card.ref, essayName(card)]));
  const bars = marked.map((match) => ({ ...match, colour: sourceColour(ranks.get(match.essay)) }));
  const current = marked.findIndex(({ id }) => id === view.current);
  const go = (i: number) => void askBackground('show', { tab: view.tab, id: marked[i]!.id });
  const under = (event: MouseEvent & { readonly currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return nearest(marked, ((event.clientX - left) / width) * letters);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = KEYS[event.key];
    if (!to) return;
    event.preventDefault();
    go(to(current, marked.length - 1));
  };
  const tell = (i: number) => words.say('stripAt', words.number(i + 1), names.get(marked[i]!.essay) ?? '');
  return (
    <div>
      <Labels labels={labelsOf(marked, ranks, letters)} />
      <div
        class="page-strip"
        role="slider"
        tabIndex={0}
        aria-label={words.say('stripLabel')}
        aria-valuemin={1}
        aria-valuemax={marked.length}
        aria-valuenow={Math.max(1, current + 1)}
        aria-valuetext={current < 0 ? words.count('matches', marked.length) : tell(current)}
        onKeyDown={onKeyDown}
        onMouseMove={(event) => {
          event.currentTarget.title = tell(under(event));
        }}
        onClick={(event) => go(under(event))}
      >
        <StripDrawing bars={bars} length={letters} {...(bars[current] ? { now: bars[current] } : {})} />
      </div>
    </div>
  );
}
