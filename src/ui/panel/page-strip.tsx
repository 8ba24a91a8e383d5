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

/**
 * The page as a strip, its marked parts coloured by source. A click goes to the nearest match; for the keyboard it is a
 * slider over the matches.
 */
export function PageStrip({ view, sources }: { readonly view: PageView; readonly sources: readonly RankedSource[] }) {
  const words = useWords();
  const marked = view.matches.filter((match) => match.dismissed === null);
  if (marked.length === 0) return null;
  const ranks = new Map(sources.map(({ card, rank }) => [card.ref, rank]));
  const names = new Map(sources.map(({ card }) => [card.ref, essayName(card)]));
  const bars = marked.map((match) => ({ ...match, colour: sourceColour(ranks.get(match.essay)) }));
  const current = marked.findIndex(({ id }) => id === view.current);
  const go = (i: number) => void askBackground('show', { tab: view.tab, id: marked[i]!.id });
  const onKeyDown = (event: KeyboardEvent) => {
    const to = KEYS[event.key];
    if (!to) return;
    event.preventDefault();
    go(to(current, marked.length - 1));
  };
  const onClick = (event: MouseEvent & { readonly currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    go(nearest(marked, ((event.clientX - left) / width) * view.figures.letters));
  };
  const place = words.say('position', words.number(current + 1), words.number(marked.length));
  return (
    <div
      class="page-strip"
      role="slider"
      tabIndex={0}
      aria-label={words.say('stripLabel')}
      aria-valuemin={1}
      aria-valuemax={marked.length}
      aria-valuenow={Math.max(1, current + 1)}
      aria-valuetext={
        current < 0 ? words.count('matches', marked.length) : `${place} ${names.get(marked[current]!.essay) ?? ''}`
      }
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <StripDrawing bars={bars} length={view.figures.letters} {...(bars[current] ? { now: bars[current] } : {})} />
    </div>
  );
}
