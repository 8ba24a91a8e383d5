import { isSkipped } from './readable.ts';
import { parentOf } from './tree.ts';

/*
 * Where that stands which a page is made of and which it adds while it lives. The frame that shows something new can tell it for
 * nothing; to ask later would cost the page a frame for our sake.
 */

/** What is so near to the view counts as near: two screens ahead of the quickest scrolling. */
const NEAR = '200%';

/** The same in boxes that scroll by themselves; in Chromium a part of a hundred would be one of all that can be scrolled to. */
const NEAR_IN_BOXES = '2000px';

/** So many elements are followed, each at some 1 µs a frame. Of more that come in one go none is: some are likely to be in view. */
const FOLLOWED = 32;

/** Text is seldom so many elements deeper than what came with it; then it is not known to be far. */
const DEEPEST = 32;

/** `scrollMargin` is not yet in TypeScript's list, and unknown to Firefox before 141. */
interface ObserverOptions extends IntersectionObserverInit {
  readonly scrollMargin: string;
}

/** Where the browser sees things as near the view. This document and not the window: a frame's own view counts, wherever it stands. */
export function nearTheView(): IntersectionObserverInit {
  const options: ObserverOptions = { root: document, rootMargin: NEAR, scrollMargin: NEAR_IN_BOXES };
  return options;
}

/** Whether an element is near the view, or nobody can tell: what has no box of its own is never seen to come. */
export function isNear({ isIntersecting, boundingClientRect: { width, height } }: IntersectionObserverEntry): boolean {
  return isIntersecting || width === 0 || height === 0;
}

/** Follows what is new on the page, as long as that is far from the view. */
export interface Arrivals {
  /** These are new. To be called in the turn in which they came: the frame that it brings about tells where they stand. */
  note(elements: readonly Element[]): void;
  /** The new element around an element, or itself, where that is known to be far from the view. */
  farAround(element: Element): Element | undefined;
  /** Forgets all of them. */
  clear(): void;
}

// One too many ends it: a page may be a row of thousands.
function shownIn(element: Element): readonly Element[] {
  const shown: Element[] = [];
  for (let at = element.firstElementChild; at && shown.length <= FOLLOWED; at = at.nextElementSibling) {
    if (!isSkipped(at)) shown.push(at);
  }
  return shown;
}

/** The blocks that a page is made of at its outermost, if they are few: one alone is taken for what is in it. */
export function outermostBlocks(page: Element): readonly Element[] {
  let blocks: readonly Element[] = [page];
  for (let depth = 0; blocks.length === 1 && depth < DEEPEST; depth++) blocks = shownIn(blocks[0]!);
  return blocks.length > FOLLOWED ? [] : blocks;
}

// Such a box may be in view when the one around it is not.
function isPlacedApart(element: Element): boolean {
  const { position } = getComputedStyle(element);
  return position === 'fixed' || position === 'absolute';
}

function standsWith(arrival: Element, element: Element): boolean {
  let at: Element | undefined = element;
  for (let depth = 0; at && at !== arrival; at = parentOf(at)) {
    if (++depth > DEEPEST || isPlacedApart(at)) return false;
  }
  return true;
}

/** @param near hears of each element that was far and no longer is, or is followed no longer */
export function watchArrivals(near: (arrival: Element) => void): Arrivals {
  /** Whether each is known to be far. */
  const followed = new Map<Element, boolean>();
  let observer: IntersectionObserver | undefined;

  const leave = (element: Element) => {
    const wasFar = followed.get(element);
    followed.delete(element);
    observer?.unobserve(element);
    if (wasFar) near(element);
  };

  const seen = (entries: readonly IntersectionObserverEntry[]) => {
    for (const entry of entries) {
      if (isNear(entry)) leave(entry.target);
      else followed.set(entry.target, true);
    }
  };

  const follow = (element: Element) => {
    observer ??= new IntersectionObserver(seen, nearTheView());
    followed.set(element, false);
    observer.observe(element);
  };

  return {
    note(elements) {
      // An observer says nothing of what was far and is gone.
      for (const element of followed.keys()) if (!element.isConnected) leave(element);
      if (elements.length > FOLLOWED) return;
      for (const element of elements) if (!followed.has(element)) follow(element);
      for (const oldest of followed.keys()) if (followed.size > FOLLOWED) leave(oldest);
    },
    farAround(element) {
      for (const [arrival, isFar] of followed) {
        if (isFar && arrival.contains(element) && standsWith(arrival, element)) return arrival;
      }
      return undefined;
    },
    clear() {
      followed.clear();
      observer?.disconnect();
    },
  };
}
