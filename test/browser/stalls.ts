import type { TestPage } from './browser.ts';

/** Longest time in ms during which the page's own timers may stand still with us in it: a busy machine and the page itself have their part in it. */
export const LONGEST_STALL = 600;

interface Recording {
  longestStall: number;
}

/** Begins to record how long the page's timers stand still. */
export function recordStalls(page: TestPage): Promise<void> {
  return page.evaluate(() => {
    const recording = globalThis as unknown as Recording;
    recording.longestStall = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      recording.longestStall = Math.max(recording.longestStall, now - last);
      last = now;
      setTimeout(tick, 1);
    };
    tick();
  });
}

/** The longest stall in ms since the recording began or was last asked, which is now or `ms` from now. */
export function longestStall(page: TestPage, ms = 0): Promise<number> {
  return page.evaluate(async (wait) => {
    const recording = globalThis as unknown as Recording;
    await new Promise((done) => setTimeout(done, wait));
    const longest = recording.longestStall;
    recording.longestStall = 0;
    return longest;
  }, ms);
}
