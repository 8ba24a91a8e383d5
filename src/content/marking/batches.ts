/*
 * Each painting costs the browser a frame, which on a page of a million characters takes 10 ms. On long pages marks are painted in
 * batches.
 */

/**
 * The first batch is painted at once, the next after `FIRST_MS`, and each pause is twice as long as the one before. The longest pause
 * is 1 ms for each `LENGTH_A_MS` UTF-16 units of the page, and `LAST_MS` at most. Where nothing was to be painted for `REST_MS` beyond
 * the pause, the pauses begin anew.
 */
const FIRST_MS = 50;
const LAST_MS = 800;
const LENGTH_A_MS = 1_250;
const REST_MS = 300;

/** Decides when marks are painted. */
export interface Batches {
  /** Something is to be painted. */
  wanted(): void;
}

/**
 * Calls `paint` in batches, until the signal aborts.
 * @param paint paints all marks that have come since its last call
 * @param length gives the UTF-16 units of the page by now
 */
export function startBatches(paint: () => void, length: () => number, signal: AbortSignal): Batches {
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
