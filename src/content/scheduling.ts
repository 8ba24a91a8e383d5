/*
 * When a tab works: in short slices, when the browser is idle, and not at all while nobody can see the page.
 */

/** Longest stretch of work in ms: half a frame at 60 Hz, so that scrolling and typing keep their pace. */
const SLICE_MS = 6;

/** The page is seldom idle while it loads; after so many ms work goes on all the same. */
const IDLE_WAIT_MS = 60;

/** Frames that are out of sight get no animation frames; then the work is done after so many ms. */
const FRAME_WAIT_MS = 100;

/** Waits for idle time; resolves with the ms that may be used. */
export function idle(): Promise<number> {
  return new Promise((resolve) => {
    requestIdleCallback((deadline) => resolve(Math.min(SLICE_MS, Math.max(2, deadline.timeRemaining()))), {
      timeout: IDLE_WAIT_MS,
    });
  });
}

/** Waits for the next frame: work done then is on the screen with it. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, FRAME_WAIT_MS);
    const frame = requestAnimationFrame(done);
    function done() {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until the next frame is done, and with it the style and the layout of the page. */
export async function untilPainted(): Promise<void> {
  await nextFrame();
  await pause(0);
}

/** Waits until the page can be seen. */
export function untilVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState !== 'hidden' || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'hidden' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look, { once: true });
  });
}

/** Work that goes on while the page lives takes at most one part in so many of the time. */
export const SHARE_OF_TIME = 10;

/** What a run in slices may tell. */
interface SliceTools {
  /** Called at each pause. */
  readonly onPause?: () => void;
  /** Sums up the ms of work, without the pauses. */
  readonly worked?: { ms: number };
}

/** Runs work that offers places to pause, in slices. Ends early, with `undefined`, when the signal aborts. */
export async function inSlices<T>(
  work: Generator<unknown, T, void>,
  signal: AbortSignal,
  { onPause, worked = { ms: 0 } }: SliceTools = {},
): Promise<T | undefined> {
  for (let ms = SLICE_MS; ; ) {
    const start = performance.now();
    let step = work.next();
    while (!step.done && performance.now() < start + ms) step = work.next();
    worked.ms += performance.now() - start;
    if (step.done) return step.value;
    onPause?.();
    ms = await idle();
    await untilVisible(signal);
    if (signal.aborted) return undefined;
  }
}
