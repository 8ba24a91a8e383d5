/*
 * Each painting costs the browser a frame, which takes 10 ms on a page of a million characters. On long pages marks are therefore
 * painted in batches.
 */

/**
 * The first batch is painted at once, the next one after `FIRST_MS`, and each pause is twice as long as the one before. A pause
 * lasts at most 1 ms for each `LENGTH_A_MS` UTF-16 units of the page, and at most `LAST_MS`. When nothing was to be painted for
 * `REST_MS` beyond the pause, the pauses start anew at `FIRST_MS`.
 */
const FIRST_MS = 50;
const LAST_MS = 800;
const LENGTH_A_MS = 1_250;
const REST_MS = 300;

/** Schedules the painting of marks. */
export interface Batches {
  /** Requests a painting, now or at the end of the pause. */
  wanted(): void;
}

/**
 * Calls `paint` in batches, until the signal aborts.
 * @param paint paints all marks that were added since its last call
 * @param length returns the current length of the page in UTF-16 units
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
