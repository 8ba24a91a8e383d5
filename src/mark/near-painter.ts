import type { MatchKind } from '../match/match.ts';
import { parentOf } from '../page/read-page.ts';
import type { Painter } from './paint.ts';

/*
 * Paints marks when their text comes near the view. In every frame in which the page has changed anything Chromium looks up the
 * text under all ranges anew, 6 µs for each paragraph: of a collection with a hundred essays the page would feel that with each key
 * that is typed into it. To wait for a paragraph costs a sixth, and nothing while the page rests.
 */

/** So many ranges are painted wherever they stand: an essay or two, at no cost to speak of. */
const AT_ONCE = 40;

/** What is so near to the view is painted: two screens ahead of the quickest scrolling. */
const NEAR = '200%';

/** In boxes that scroll by themselves too; not yet in TypeScript's list, and unknown to Firefox before 141. */
interface ObserverOptions extends IntersectionObserverInit {
  readonly scrollMargin: string;
}

/** What has no box of its own (`display: contents`) is never seen to come. */
function hasBox({ width, height }: DOMRectReadOnly): boolean {
  return width > 0 && height > 0;
}

/** A painter that has `painter` paint what is near the view, and the rest when it comes near or the page is printed. */
export function makeNearPainter(painter: Painter): Painter {
  const waiting = new Map<Element, Map<AbstractRange, MatchKind>>();
  const hosts = new Map<AbstractRange, Element>();
  let painted = 0;
  let observer: IntersectionObserver | undefined;

  const paint = (kind: MatchKind, range: AbstractRange) => {
    painted++;
    painter.add(kind, [range]);
  };

  const leave = (host: Element) => {
    waiting.delete(host);
    observer?.unobserve(host);
  };

  const paintAt = (host: Element) => {
    for (const [range, kind] of waiting.get(host) ?? []) {
      hosts.delete(range);
      paint(kind, range);
    }
    leave(host);
  };

  const paintAll = () => {
    for (const host of waiting.keys()) paintAt(host);
  };

  const come = (entries: readonly IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (isIntersecting || !hasBox(boundingClientRect)) paintAt(target);
    }
  };

  const start = () => {
    // This document and not the window: a frame's own view counts, wherever the frame stands.
    const options: ObserverOptions = { root: document, rootMargin: NEAR, scrollMargin: NEAR };
    addEventListener('beforeprint', paintAll);
    return new IntersectionObserver(come, options);
  };

  const wait = (kind: MatchKind, range: AbstractRange, host: Element) => {
    observer ??= start();
    hosts.set(range, host);
    const known = waiting.get(host);
    if (known) known.set(range, kind);
    else {
      waiting.set(host, new Map([[range, kind]]));
      observer.observe(host);
    }
  };

  const forget = (range: AbstractRange, host: Element) => {
    hosts.delete(range);
    const ranges = waiting.get(host)!;
    ranges.delete(range);
    if (ranges.size === 0) leave(host);
  };

  return {
    add(kind, ranges, now) {
      for (const range of ranges) {
        const host = now || painted < AT_ONCE ? undefined : parentOf(range.startContainer);
        if (host) wait(kind, range, host);
        else paint(kind, range);
      }
    },
    remove(kind, ranges) {
      for (const range of ranges) {
        const host = hosts.get(range);
        if (host) forget(range, host);
        else {
          painted--;
          painter.remove(kind, [range]);
        }
      }
    },
    shows: (range) => !hosts.has(range),
    flash: painter.flash,
    reassert: painter.reassert,
    clear() {
      removeEventListener('beforeprint', paintAll);
      observer?.disconnect();
      observer = undefined;
      waiting.clear();
      hosts.clear();
      painted = 0;
      painter.clear();
    },
  };
}
