import type { TestPage } from './browser.ts';

/** The longest time in ms that the page's timers may be late with the extension; a busy machine and the page itself add to it. */
export const LONGEST_STALL = 600;

interface Recording {
  longestStall: number;
}

/** Begins to record how late the page's timers are. */
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

/** Waits `ms` and returns the longest stall in ms since the recording began or since the last call. */
export function longestStall(page: TestPage, ms = 0): Promise<number> {
  return page.evaluate(async (wait) => {
    const recording = globalThis as unknown as Recording;
    await new Promise((done) => setTimeout(done, wait));
    const longest = recording.longestStall;
    recording.longestStall = 0;
    return longest;
  }, ms);
}
