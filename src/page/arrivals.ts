import { forOneTurn } from './for-one-turn.ts';
import { isSkipped } from './readable.ts';

/*
 * Tracks whether elements that are new on the page are far from the view. An IntersectionObserver that is attached in the turn in
 * which an element is inserted is answered in the frame that renders it, at no extra cost; attaching it later would force a frame
 * of its own.
 */

/**
 * Margin around the view inside which an element counts as near, as a `rootMargin`. Two screen heights: fast scrolling covers
 * less than that before the next callback.
 */
const NEAR = '200%';

/**
 * The same margin in nested scroll containers, as a `scrollMargin`. It is given in pixels, as Chromium takes percentages there of
 * the whole scrollable height, not of the visible part.
 */
const NEAR_IN_BOXES = '2000px';

/**
 * Most elements that are followed at a time; each costs about 1 µs a frame. Of a larger group that is added at once none is
 * followed, as some of it is likely to be in view.
 */
const FOLLOWED = 32;

/**
 * Most ancestors that are followed from a text up to the element that was added with it. Text that is nested deeper counts as
 * near.
 */
const DEEPEST = 32;

/** `scrollMargin` is missing in TypeScript's DOM types, and Firefox before 141 ignores it. */
interface ObserverOptions extends IntersectionObserverInit {
  readonly scrollMargin: string;
}

/**
 * Options of an IntersectionObserver that reports elements near the view. The root is this document and not the top window, so in
 * a frame the view of the frame counts, wherever the frame is.
 */
export function nearTheView(): IntersectionObserverInit {
  const options: ObserverOptions = { root: document, rootMargin: NEAR, scrollMargin: NEAR_IN_BOXES };
  return options;
}

/** Whether an element is near the view or its distance is unknown: an element without a box never becomes intersecting. */
export function isNear({ isIntersecting, boundingClientRect: { width, height } }: IntersectionObserverEntry): boolean {
  return isIntersecting || width === 0 || height === 0;
}

/** Follows elements that are new on the page as long as they are far from the view. */
export interface Arrivals {
  /** Starts to follow new elements. Call it in the turn in which they were inserted; the next frame reports where they are. */
  note(elements: readonly Element[]): void;
  /** The followed element that is or contains `element`, where it is known to be far from the view; `undefined` otherwise. */
  farAround(element: Element): Element | undefined;
  /** Stops following all elements, without calling back. */
  clear(): void;
}

// Stops at one more than the limit, as a page may be a list of thousands of elements.
function shownIn(element: Element): readonly Element[] {
  const shown: Element[] = [];
  for (let at = element.firstElementChild; at && shown.length <= FOLLOWED; at = at.nextElementSibling) {
    if (!isSkipped(at)) shown.push(at);
  }
  return shown;
}

/**
 * The outermost blocks of a page; empty if there are more than can be followed. A block that is the only child is replaced by its
 * children.
 */
export function outermostBlocks(page: Element): readonly Element[] {
  let blocks: readonly Element[] = [page];
  for (let depth = 0; blocks.length === 1 && depth < DEEPEST; depth++) blocks = shownIn(blocks[0]!);
  return blocks.length > FOLLOWED ? [] : blocks;
}

// A box with one of these positions may be in view while its parent is not.
function isPlacedApart(element: Element): boolean {
  const { position } = getComputedStyle(element);
  return position === 'fixed' || position === 'absolute';
}

/** The element or the nearest ancestor that is accepted; `undefined` where none of the nearest `DEEPEST` is. */
function nearestAround(element: Element, isWanted: (at: Element) => boolean): Element | undefined {
  let at: Element | null = element;
  for (let depth = 0; at && depth <= DEEPEST; depth++, at = at.parentElement) if (isWanted(at)) return at;
  return undefined;
}

function standsWith(arrival: Element, element: Element, isApart: (at: Element) => boolean): boolean {
  return nearestAround(element, (at) => at === arrival || isApart(at)) === arrival;
}

/**
 * Makes an object that follows new elements.
 * @param near called with each element that was far, when it comes near the view or is no longer followed
 */
export function watchArrivals(near: (arrival: Element) => void): Arrivals {
  /** For each followed element, whether it is known to be far from the view. */
  const followed = new Map<Element, boolean>();
  let observer: IntersectionObserver | undefined;
  // Marks that are painted together mostly have ancestors in common.
  const asked = forOneTurn(() => new Map<Element, boolean>());

  const isApart = (element: Element): boolean => {
    const answers = asked();
    const known = answers.get(element);
    if (known !== undefined) return known;
    const answer = isPlacedApart(element);
    answers.set(element, answer);
    return answer;
  };

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
      // An observer does not report the removal of an element that was not intersecting.
      for (const element of followed.keys()) if (!element.isConnected) leave(element);
      if (elements.length > FOLLOWED) return;
      for (const element of elements) if (!followed.has(element)) follow(element);
      for (const oldest of followed.keys()) if (followed.size > FOLLOWED) leave(oldest);
    },
    farAround(element) {
      // Up from the element, as most texts have few ancestors, and a page many followed elements.
      const arrival = nearestAround(element, (at) => followed.get(at) === true);
      return arrival && standsWith(arrival, element, isApart) ? arrival : undefined;
    },
    clear() {
      followed.clear();
      observer?.disconnect();
    },
  };
}
