import type { MatchKind } from '../match/match.ts';
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

interface Waiting {
  readonly kind: MatchKind;
  readonly host: Element;
}

function hostOf({ startContainer }: AbstractRange): Element | null {
  return startContainer.parentElement ?? (startContainer.parentNode as ShadowRoot | null)?.host ?? null;
}

/** What has no box of its own (`display: contents`) is never seen to come. */
function hasBox({ width, height }: DOMRectReadOnly): boolean {
  return width > 0 && height > 0;
}

/** A painter that has `painter` paint what is near the view, and the rest when it comes near or the page is printed. */
export function makeNearPainter(painter: Painter): Painter {
  const waiting = new Map<AbstractRange, Waiting>();
  const byHost = new Map<Element, Set<AbstractRange>>();
  let painted = 0;
  let observer: IntersectionObserver | undefined;

  const paint = (kind: MatchKind, range: AbstractRange) => {
    painted++;
    painter.add(kind, [range]);
  };

  const paintAt = (host: Element) => {
    for (const range of byHost.get(host) ?? []) {
      const { kind } = waiting.get(range)!;
      waiting.delete(range);
      paint(kind, range);
    }
    byHost.delete(host);
    observer?.unobserve(host);
  };

  const paintAll = () => {
    for (const host of [...byHost.keys()]) paintAt(host);
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
    waiting.set(range, { kind, host });
    const known = byHost.get(host);
    if (known) known.add(range);
    else {
      byHost.set(host, new Set([range]));
      observer.observe(host);
    }
  };

  const forget = (range: AbstractRange, { host }: Waiting) => {
    waiting.delete(range);
    const ranges = byHost.get(host)!;
    ranges.delete(range);
    if (ranges.size > 0) return;
    byHost.delete(host);
    observer?.unobserve(host);
  };

  return {
    add(kind, ranges, now = painted < AT_ONCE) {
      for (const range of ranges) {
        const host = now ? null : hostOf(range);
        if (host) wait(kind, range, host);
        else paint(kind, range);
      }
    },
    remove(kind, ranges) {
      for (const range of ranges) {
        const known = waiting.get(range);
        if (known) forget(range, known);
        else {
          painted--;
          painter.remove(kind, [range]);
        }
      }
    },
    shows: (range) => !waiting.has(range),
    flash: painter.flash,
    reassert: painter.reassert,
    clear() {
      removeEventListener('beforeprint', paintAll);
      observer?.disconnect();
      observer = undefined;
      waiting.clear();
      byHost.clear();
      painted = 0;
      painter.clear();
    },
  };
}
