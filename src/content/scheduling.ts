/*
 * When a tab works: in short slices, in idle time, and not at all while the page is hidden.
 */

/** Longest slice of work in ms. It is less than half a frame at 60 Hz, so that scrolling and typing stay smooth. */
const SLICE_MS = 6;

/**
 * Longest first slice of the first reading of a page, in ms: a frame at 60 Hz. While a page appears, nobody scrolls or types in it
 * yet, and most pages are read in one such slice. A page that takes several waits for idle time between them, and its handshake and the
 * text in view are sent by messages of their own.
 */
export const FIRST_SLICE_MS = 16;

/** A page is rarely idle while it loads; after this many ms the work continues anyway. */
const IDLE_WAIT_MS = 60;

/** Frames outside the view get no animation frames; after this many ms the work is done without one. */
const FRAME_WAIT_MS = 100;

/** Waits for idle time, at most `IDLE_WAIT_MS`. Resolves with the ms that may be used. */
export function idle(): Promise<number> {
  return new Promise((resolve) => {
    requestIdleCallback((deadline) => resolve(Math.min(SLICE_MS, Math.max(2, deadline.timeRemaining()))), {
      timeout: IDLE_WAIT_MS,
    });
  });
}

/** Waits for the next animation frame. Changes made then are rendered in it. */
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

/** Waits for some ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until the next frame is rendered, so that style and layout of the page are up to date. */
export async function untilPainted(): Promise<void> {
  await nextFrame();
  await pause(0);
}

/** Waits until the page is visible or the signal aborts. */
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

/**
 * Divisor of the share of time that recurring work may take: after work of n ms comes a pause of at least `SHARE_OF_TIME` times n
 * ms.
 */
export const SHARE_OF_TIME = 10;

/** Options of a run in slices. */
interface SliceTools {
  /** Longest first slice in ms, `SLICE_MS` by default. */
  readonly firstMs?: number;
  /** Called at each pause. */
  readonly onPause?: () => void;
  /** Accumulates the ms of work, without the pauses. */
  readonly worked?: { ms: number };
}

/**
 * Runs a generator in slices; it may be paused at each yield. Resolves with its result, or with `undefined` when the signal
 * aborts.
 */
export async function inSlices<T>(
  work: Generator<unknown, T, void>,
  signal: AbortSignal,
  { firstMs = SLICE_MS, onPause, worked = { ms: 0 } }: SliceTools = {},
): Promise<T | undefined> {
  for (let ms = firstMs; ; ) {
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
