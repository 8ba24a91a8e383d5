import { parentOf } from './tree.ts';

/*
 * Finds text that has no size on the screen (a height of nothing, letters of size nothing, boxes for screen readers only)
 * and hidden elements that come to be shown. Observers tell both without forcing layout.
 */

/** Tells of sizes. */
export interface Sizes {
  /** Measures an element that text stands in, when the browser comes to it. */
  measure(element: Element): void;
  /** Measures one anew that had no size. */
  again(element: Element): void;
  /** Tells when an element that shows nothing gets a size. */
  await(element: Element): void;
}

/** What is to be done about sizes. */
export interface SizeListener {
  /** These elements have been measured: the first have no size on the screen, the others have. */
  measured(sizeless: readonly Element[], sized: readonly Element[]): void;
  /** Elements that showed nothing have got a size. */
  shown(): void;
}

/** So many elements are measured in one frame: each costs the browser some 3 µs, each frame much more. */
const AT_ONCE = 5_000;

/** A box for screen readers only is one pixel wide and high. */
const PIXEL = 1;

/** So many hidden elements are waited for; a page that hides more shows them by script, which is noticed otherwise. */
const AWAITED = 500;

// Attributes by which no style sheet makes one element smaller than its like.
const HARMLESS = new Set(['href', 'target', 'rel', 'title', 'lang', 'src', 'alt']);

/** Elements with the same key are styled alike, as good as always. */
function likeness(element: Element): string {
  let key = element.localName;
  if (!element.hasAttributes()) return key;
  for (const name of element.getAttributeNames()) {
    if (!HARMLESS.has(name)) key += ` ${name}=${element.getAttribute(name)}`;
  }
  return key;
}

/** What an element is measured for: its like among the children of its parent's like, all under one ancestor. */
function family(
  element: Element,
  like = likeness(element),
): { readonly around: ParentNode; readonly key: string } | undefined {
  const parent = element.parentElement;
  const around = parent?.parentNode;
  if (!parent || !around) return undefined;
  return { around: around as ParentNode, key: `${likeness(parent)}>${like}` };
}

/** Remembers of which families an element has been measured. */
class Families {
  private readonly known = new WeakMap<Node, Set<string>>();
  // Most elements stand beside one like them: that is told without a look at their parents.
  private parent: Element | null = null;
  private like = '';

  /** Whether another one like it has been measured, which stands for all; if not, this one is to be. */
  hasOne(element: Element): boolean {
    const { parentElement: parent } = element;
    const like = likeness(element);
    if (parent !== null && parent === this.parent && like === this.like) return true;
    const own = family(element, like);
    if (!own) return false;
    this.parent = parent;
    this.like = like;
    const keys = this.known.get(own.around) ?? new Set();
    this.known.set(own.around, keys);
    return keys.size === keys.add(own.key).size;
  }
}

// Text reaches out of a box of no size unless the box clips, its letters have no size either, or it is scaled to nothing.
function showsNothing(element: Element, width: number, height: number): boolean {
  const style = getComputedStyle(element);
  if (style.display === 'contents') return false;
  if (width === 0 && height === 0) return true;
  return style.fontSize === '0px' || style.overflowX !== 'visible' || style.overflowY !== 'visible';
}

function isTiny(width: number, height: number): boolean {
  return width === 0 || height === 0 || (width <= PIXEL && height <= PIXEL);
}

/** Whether a box around the element clips everything away; asked only of what no part of shows in its scrolling boxes. */
function isClippedAway(element: Element, known: Map<Element, boolean>): boolean {
  const passed: Element[] = [];
  let answer = false;
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const before = known.get(at);
    if (before !== undefined) {
      answer = before;
      break;
    }
    passed.push(at);
    if (isTiny(at.clientWidth, at.clientHeight) && clips(at)) {
      answer = true;
      break;
    }
  }
  for (const each of passed) known.set(each, answer);
  return answer;
}

function clips(element: Element): boolean {
  const { overflowX, overflowY, display } = getComputedStyle(element);
  return display !== 'inline' && display !== 'contents' && (overflowX !== 'visible' || overflowY !== 'visible');
}

function isSizeless(entry: IntersectionObserverEntry, known: Map<Element, boolean>): boolean {
  const { target, boundingClientRect: box, intersectionRect: seen } = entry;
  if (isTiny(box.width, box.height)) return showsNothing(target, box.width, box.height);
  return isTiny(seen.width, seen.height) && isClippedAway(target, known);
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

/** Measures elements when the browser lays out the page, as it does by itself, so many in a frame. */
function startMeasuring(measured: (entries: readonly IntersectionObserverEntry[]) => void, signal: AbortSignal) {
  const begun = new WeakSet<Element>();
  const waiting: Element[] = [];
  let inFrame = 0;
  let scheduled = false;

  const seen = (entries: readonly IntersectionObserverEntry[]) => {
    inFrame = 0;
    for (const { target } of entries) observer().unobserve(target);
    measured(entries);
  };
  // Everything that can be scrolled to counts as being on the screen.
  const observer = whenNeeded(() => new IntersectionObserver(seen, { rootMargin: '10000000px' }), signal);

  const observeSome = () => {
    scheduled = false;
    const some = waiting.splice(0, AT_ONCE);
    inFrame = some.length;
    for (const element of some) if (element.isConnected) observer().observe(element);
    schedule();
  };
  const schedule = () => {
    if (scheduled || waiting.length === 0 || signal.aborted) return;
    scheduled = true;
    requestIdleCallback(observeSome, { timeout: 1_000 });
  };

  const once = (element: Element): void => {
    if (begun.has(element)) return;
    begun.add(element);
    // At once where that can be: the frame that shows the text measures it too, where a later one would be for us alone.
    if (inFrame < AT_ONCE && waiting.length === 0) {
      inFrame++;
      observer().observe(element);
    } else {
      waiting.push(element);
      schedule();
    }
  };

  return {
    once,
    again(element: Element): void {
      begun.delete(element);
      once(element);
    },
  };
}

/** Waits for elements without a size to get one. */
function startAwaiting(shown: () => void, signal: AbortSignal): (element: Element) => void {
  const awaited = new WeakSet<Element>();
  let count = 0;
  const resized = (entries: readonly ResizeObserverEntry[]) => {
    const grown = entries.filter(({ contentRect }) => !isTiny(contentRect.width, contentRect.height));
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

  // One of them has no size: the others have to be looked at each.
  const withFamily = (element: Element) => {
    const like = family(element);
    if (!like) return;
    for (const parent of like.around.children) {
      for (const each of parent.children) if (family(each)?.key === like.key) measuring.once(each);
    }
  };

  const measuring = startMeasuring((entries) => {
    const known = new Map<Element, boolean>();
    const without: Element[] = [];
    const others: Element[] = [];
    for (const entry of entries) (isSizeless(entry, known) ? without : others).push(entry.target);
    listener.measured(without, others);
    for (const element of without) withFamily(element);
  }, signal);

  return {
    measure(element) {
      if (!families.hasOne(element)) measuring.once(element);
    },
    again: measuring.again,
    await: startAwaiting(listener.shown, signal),
  };
}
