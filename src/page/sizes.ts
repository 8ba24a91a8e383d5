import { Families, familyOf } from './samples.ts';

/*
 * Finds the time at which elements can be measured without forcing a layout, and detects hidden elements that get a size. Both
 * are reported by observers.
 */

/** Most elements that are observed in one frame: each costs the browser about 3 µs, and each frame much more than that. */
const AT_ONCE = 5_000;

/** Width and height, in CSS pixels, of boxes that are for screen readers alone. */
const PIXEL = 1;

/** Most hidden elements that are observed until they have a size; others are queried again at intervals (see recheck.ts). */
const AWAITED = 500;

/** Accepts elements that are to be measured. */
export interface Sizes {
  /** Queues an element to be measured, unless another one of its family was queued. */
  measure(element: Element): void;
  /** Queues all elements of the family of an element. */
  measureFamily(element: Element): void;
  /** Observes an element that shows nothing; `SizeListener.shown` is called when it gets a size. */
  await(element: Element): void;
}

/** Called when elements can be measured and when hidden ones appear. */
export interface SizeListener {
  /** These queued elements have just been laid out by the browser, so that reading their layout is cheap. */
  laidOut(elements: readonly Element[]): void;
  /** One or more awaited elements have got a size. */
  shown(): void;
}

// Makes an observer when it is first used: most pages never need one.
function whenNeeded<T extends { disconnect(): void }>(make: () => T, signal: AbortSignal): () => T {
  let made: T | undefined;
  signal.addEventListener('abort', () => made?.disconnect(), { once: true });
  return () => {
    made ??= make();
    return made;
  };
}

/** Passes elements on when the browser has laid out the page by itself, a limited number in each frame. */
class LaidOutQueue {
  private readonly begun = new WeakSet<Element>();
  private readonly waiting: Element[] = [];
  private inFrame = 0;
  private scheduled = false;
  private readonly observer: () => IntersectionObserver;
  private readonly signal: AbortSignal;

  constructor(laidOut: (elements: readonly Element[]) => void, signal: AbortSignal) {
    this.signal = signal;
    const seen = (entries: readonly IntersectionObserverEntry[]) => {
      this.inFrame = 0;
      const elements = entries.map(({ target }) => target);
      for (const element of elements) this.observer().unobserve(element);
      laidOut(elements);
    };
    this.observer = whenNeeded(() => new IntersectionObserver(seen), signal);
  }

  /** Queues an element; later calls with the same element have no effect. */
  add(element: Element): void {
    if (this.begun.has(element)) return;
    this.begun.add(element);
    // Observed at once if the limit allows: the frame that shows the text reports it, whereas later an extra frame would be
    // needed.
    if (this.inFrame < AT_ONCE && this.waiting.length === 0) {
      this.inFrame++;
      this.observer().observe(element);
    } else {
      this.waiting.push(element);
      this.schedule();
    }
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0 || this.signal.aborted) return;
    this.scheduled = true;
    requestIdleCallback(() => this.observeSome(), { timeout: 1_000 });
  }

  private observeSome(): void {
    this.scheduled = false;
    const some = this.waiting.splice(0, AT_ONCE);
    this.inFrame = some.length;
    for (const element of some) if (element.isConnected) this.observer().observe(element);
    this.schedule();
  }
}

/** Makes a function that observes elements without a size, and calls back when some of them get one. */
function startAwaiting(shown: () => void, signal: AbortSignal): (element: Element) => void {
  const awaited = new WeakSet<Element>();
  let count = 0;
  const resized = (entries: readonly ResizeObserverEntry[]) => {
    const grown = entries.filter(({ contentRect: { width, height } }) => width > PIXEL && height > PIXEL);
    for (const { target } of grown) {
      observer().unobserve(target);
      if (awaited.delete(target)) count--;
    }
    if (grown.length > 0) shown();
  };
  const observer = whenNeeded(() => new ResizeObserver(resized), signal);
  return (element) => {
    if (awaited.has(element) || count >= AWAITED) return;
    awaited.add(element);
    count++;
    observer().observe(element);
  };
}

/** Starts to observe sizes, until the signal aborts. */
export function watchSizes(listener: SizeListener, signal: AbortSignal): Sizes {
  // Those of which a sample was queued.
  const families = new Families();
  const queue = new LaidOutQueue(listener.laidOut, signal);
  return {
    measure(element) {
      if (!families.add(element)) queue.add(element);
    },
    measureFamily(element) {
      for (const each of familyOf(element)) queue.add(each);
    },
    await: startAwaiting(listener.shown, signal),
  };
}
