import type { MatchKind } from '../match/match.ts';
import { isNear, nearTheView, watchArrivals } from '../page/arrivals.ts';
import { parentOf } from '../page/tree.ts';
import type { Painter } from './paint.ts';

/*
 * Paints marks when their text comes near the view. In every frame in which the page has changed anything Chromium looks up the
 * text under all ranges anew, 6 µs for each paragraph: of a collection with a hundred essays the page would feel that with each key
 * that is typed into it. To wait for a paragraph costs a sixth, and nothing while the page rests; but to begin to wait costs a frame
 * of its own, so that in what is known to be far from the view nothing is waited for but the whole of it.
 */

/** So many ranges are painted wherever they stand: an essay or two, at no cost to speak of. */
const AT_ONCE = 40;

/** Paints what is near the view. */
export interface NearPainter extends Painter {
  /** These are new on the page. To be called in the turn in which they came: marks in what is far from the view wait with it. */
  arrived(elements: readonly Element[]): void;
}

/** A painter that has `painter` paint what is near the view, and the rest when it comes near or the page is printed. */
export function makeNearPainter(painter: Painter): NearPainter {
  /** What waits, by the element that has to come near: the one around the text, or a new one far from the view around many. */
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

  const release = (host: Element, then: (kind: MatchKind, range: AbstractRange) => void) => {
    const ranges = waiting.get(host) ?? [];
    leave(host);
    for (const [range, kind] of ranges) {
      hosts.delete(range);
      then(kind, range);
    }
  };

  const paintAll = () => {
    for (const host of waiting.keys()) release(host, paint);
  };

  const come = (entries: readonly IntersectionObserverEntry[]) => {
    for (const entry of entries) if (isNear(entry)) release(entry.target, paint);
  };

  const hold = (kind: MatchKind, range: AbstractRange, host: Element) => {
    addEventListener('beforeprint', paintAll);
    hosts.set(range, host);
    const known = waiting.get(host);
    if (known) known.set(range, kind);
    else waiting.set(host, new Map([[range, kind]]));
  };

  const waitFor = (kind: MatchKind, range: AbstractRange, host: Element) => {
    observer ??= new IntersectionObserver(come, nearTheView());
    if (!waiting.has(host)) observer.observe(host);
    hold(kind, range, host);
  };

  const add = (kind: MatchKind, range: AbstractRange) => {
    const host = parentOf(range.startContainer);
    const arrival = host && arrivals.farAround(host);
    if (arrival) hold(kind, range, arrival);
    else if (host && painted >= AT_ONCE) waitFor(kind, range, host);
    else paint(kind, range);
  };

  const forget = (range: AbstractRange, host: Element) => {
    hosts.delete(range);
    const ranges = waiting.get(host)!;
    ranges.delete(range);
    if (ranges.size === 0) leave(host);
  };

  // It may hold as much text as a page: what of that is near the view is painted.
  const arrivals = watchArrivals((arrival) => release(arrival, add));

  return {
    arrived: arrivals.note,
    add(kind, ranges, now) {
      for (const range of ranges) (now ? paint : add)(kind, range);
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
    paint: painter.paint,
    clear() {
      removeEventListener('beforeprint', paintAll);
      observer?.disconnect();
      arrivals.clear();
      waiting.clear();
      hosts.clear();
      painted = 0;
      painter.clear();
    },
  };
}
