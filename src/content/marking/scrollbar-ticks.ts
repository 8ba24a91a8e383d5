import { makeTicks, type Tick } from '../../mark/ticks.ts';
import type { Part, Parts } from '../sending/parts.ts';
import { initsOf, rangeFrom } from './match-place.ts';

/** Ms between two checks whether the ticks are still at the positions of the marks. They need not be exact at every moment. */
const LOOK_MS = 1_000;

/** Most ticks that are drawn: one for each pixel of a scrollbar already makes a solid bar. */
const MOST = 1_000;

function topOf(init: StaticRangeInit): number | null {
  const rect = rangeFrom(init)?.getBoundingClientRect();
  return rect && rect.height > 0 ? rect.top + scrollY : null;
}

function ticksOf(part: Part, height: number): Tick[] {
  return part.matches.flatMap(({ kind }, index) => {
    const [first] = initsOf({ part, index });
    const top = first ? topOf(first) : null;
    return top === null ? [] : { at: Math.min(1, Math.max(0, top / height)), reworded: kind === 'reworded' };
  });
}

// What the positions of the ticks depend on. Rectangles are read, which forces a layout, only when this has changed.
function stateOf(parts: Parts): string {
  const matches = parts.all.map((part) => `${part.answered?.sent.scan ?? ''}:${part.matches.length}`);
  return `${innerHeight} ${document.documentElement.scrollHeight} ${matches.join(' ')}`;
}

function startTicks(parts: Parts, signal: AbortSignal): void {
  const ticks = makeTicks(signal);
  let drawn = '';
  const look = () => {
    if (document.hidden) return;
    const state = stateOf(parts);
    if (state === drawn) return;
    drawn = state;
    const height = Math.max(1, document.documentElement.scrollHeight);
    ticks.draw(parts.all.flatMap((part) => ticksOf(part, height)).slice(0, MOST));
  };
  const timer = setInterval(look, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  look();
}

/**
 * Makes a function that switches the ticks beside the scrollbar on or off, until the signal aborts. In a frame it does nothing:
 * ticks are drawn for the scrollbar of the top page only.
 */
export function ticksSwitch(parts: Parts, signal: AbortSignal): (on: boolean) => void {
  let shown: AbortController | undefined;
  return (on) => {
    if (window !== window.top || on === (shown !== undefined)) return;
    shown?.abort();
    shown = on ? new AbortController() : undefined;
    if (shown) startTicks(parts, AbortSignal.any([shown.signal, signal]));
  };
}
