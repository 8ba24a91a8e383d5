/*
 * Each painting costs the browser a frame, 10 ms of it on a page of a million characters: on long pages marks come in lots.
 */

/**
 * The first lot comes at once, the next so many ms later, then twice that and so on, up to a ms for so many characters of the
 * page and never beyond the last; after a rest it starts anew.
 */
const FIRST_MS = 50;
const LAST_MS = 800;
const LENGTH_A_MS = 1_250;
const REST_MS = 300;

/** Calls for painting, in lots. */
export interface Lots {
  /** Something is to be painted. */
  wanted(): void;
}

/**
 * Starts to call for painting, until the signal aborts.
 * @param paint paints all that is to be painted
 * @param length UTF-16 units of the page by now
 */
export function startLots(paint: () => void, length: () => number, signal: AbortSignal): Lots {
  let last = Number.NEGATIVE_INFINITY;
  let pause = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    timer = undefined;
    const now = performance.now();
    const longest = Math.min(LAST_MS, length() / LENGTH_A_MS);
    pause = Math.min(longest, now - last > pause + REST_MS ? FIRST_MS : pause * 2);
    last = now;
    paint();
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    wanted() {
      const ms = last + pause - performance.now();
      if (ms <= 0) run();
      else timer ??= setTimeout(run, ms);
    },
  };
}
