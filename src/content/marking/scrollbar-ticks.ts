import { makeTicks, type Tick } from '../../mark/ticks.ts';
import type { Part, Parts } from '../sending/parts.ts';
import { initsOf, rangeFrom } from './match-place.ts';

/** How often it is looked whether the ticks still stand where the marks are, in ms: they are a help for the eye, no more. */
const LOOK_MS = 1_000;

/** Ticks beyond this number tell nothing more: at one a pixel they are a bar. */
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

// What the ticks hang on; rectangles are read, which costs the page a layout, only when some of it has changed.
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
 * The switch of the ticks at the scrollbar, for as long as the signal has not aborted. In a frame it does nothing: nobody
 * looks at a frame's scrollbar.
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
