import { Families, familyOf } from './samples.ts';

/*
 * Finds the time at which elements can be measured without forcing a layout, and hidden elements that get a size. Observers
 * tell both.
 */

/** So many elements are taken in one frame: each costs the browser some 3 µs, each frame much more. */
const AT_ONCE = 5_000;

/** A box for screen readers alone is one pixel wide and high. */
const PIXEL = 1;

/** So many hidden elements are observed until they have a size; others are asked again now and then (see recheck.ts). */
const AWAITED = 500;

/** Takes elements that are to be measured. */
export interface Sizes {
  /** Has an element measured, unless another one of its family was. */
  measure(element: Element): void;
  /** Has all elements of the family of an element measured. */
  measureFamily(element: Element): void;
  /** Tells when an element that shows nothing gets a size. */
  await(element: Element): void;
}

/** What is to be done about sizes. */
export interface SizeListener {
  /** The browser has just laid these elements out, each of which was to be measured. */
  laidOut(elements: readonly Element[]): void;
  /** Elements that showed nothing have got a size. */
  shown(): void;
}

// Most pages never come to need an observer.
function whenNeeded<T extends { disconnect(): void }>(make: () => T, signal: AbortSignal): () => T {
  let made: T | undefined;
  signal.addEventListener('abort', () => made?.disconnect(), { once: true });
  return () => {
    made ??= make();
    return made;
  };
}

/** Hands elements over when the browser has laid out the page, as it does by itself, so many in a frame. */
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

  /** Queues an element, once in its life. */
  add(element: Element): void {
    if (this.begun.has(element)) return;
    this.begun.add(element);
    // At once where that can be: the frame that shows the text measures it too, where a later one would be for us alone.
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

/** Waits for elements without a size to get one. */
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

/** Starts to tell of sizes, until the signal aborts. */
export function watchSizes(listener: SizeListener, signal: AbortSignal): Sizes {
  const families = new Families();
  const queue = new LaidOutQueue(listener.laidOut, signal);
  return {
    measure(element) {
      if (!families.hasSample(element)) queue.add(element);
    },
    measureFamily(element) {
      for (const each of familyOf(element)) queue.add(each);
    },
    await: startAwaiting(listener.shown, signal),
  };
}
