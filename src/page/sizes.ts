import { parentOf } from './read-page.ts';

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
  for (const { name, value } of element.attributes) if (!HARMLESS.has(name)) key += ` ${name}=${value}`;
  return key;
}

/** What an element is measured for: its like among the children of its parent's like, all under one ancestor. */
function family(element: Element): { readonly around: ParentNode; readonly key: string } | undefined {
  const parent = element.parentElement;
  const around = parent?.parentNode;
  if (!parent || !around) return undefined;
  return { around: around as ParentNode, key: `${likeness(parent)}>${likeness(element)}` };
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

/** Starts to tell of sizes, until the signal aborts. */
export function watchSizes(listener: SizeListener, signal: AbortSignal): Sizes {
  const waiting: Element[] = [];
  const measured = new WeakSet<Element>();
  const stands = new WeakMap<Node, Set<string>>();
  const awaited = new WeakSet<Element>();
  let awaitedCount = 0;
  let scheduled = false;

  // Whether another one like it has been measured, which stands for all.
  const isStoodFor = (element: Element): boolean => {
    const like = family(element);
    if (!like) return false;
    const keys = stands.get(like.around) ?? new Set();
    stands.set(like.around, keys);
    return keys.size === keys.add(like.key).size;
  };

  // One of them has no size: the others have to be looked at each.
  const withFamily = (element: Element) => {
    const like = family(element);
    if (!like) return;
    for (const parent of like.around.children) {
      for (const each of parent.children) if (family(each)?.key === like.key) enqueue(each);
    }
  };

  const enqueue = (element: Element) => {
    if (measured.has(element)) return;
    measured.add(element);
    waiting.push(element);
    schedule();
  };

  const intersections = new IntersectionObserver(
    (entries) => {
      const known = new Map<Element, boolean>();
      const without: Element[] = [];
      const others: Element[] = [];
      for (const entry of entries) {
        intersections.unobserve(entry.target);
        (isSizeless(entry, known) ? without : others).push(entry.target);
      }
      listener.measured(without, others);
      for (const element of without) withFamily(element);
    },
    // Everything that can be scrolled to counts as being on the screen.
    { rootMargin: '10000000px' },
  );

  const boxes = new ResizeObserver((entries) => {
    const shown = entries.filter(({ contentRect }) => !isTiny(contentRect.width, contentRect.height));
    for (const { target } of shown) {
      boxes.unobserve(target);
      if (awaited.delete(target)) awaitedCount--;
    }
    if (shown.length > 0) listener.shown();
  });

  const observeSome = () => {
    scheduled = false;
    for (const element of waiting.splice(0, AT_ONCE)) if (element.isConnected) intersections.observe(element);
    schedule();
  };
  const schedule = () => {
    if (scheduled || waiting.length === 0 || signal.aborted) return;
    scheduled = true;
    requestIdleCallback(observeSome, { timeout: 1_000 });
  };

  const disconnect = () => {
    intersections.disconnect();
    boxes.disconnect();
  };
  signal.addEventListener('abort', disconnect, { once: true });

  return {
    measure(element) {
      if (!measured.has(element) && !isStoodFor(element)) enqueue(element);
    },
    again(element) {
      measured.delete(element);
      enqueue(element);
    },
    await(element) {
      if (awaited.has(element) || awaitedCount >= AWAITED) return;
      awaited.add(element);
      awaitedCount++;
      boxes.observe(element);
    },
  };
}
