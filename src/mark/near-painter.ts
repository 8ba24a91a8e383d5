import { isNear, nearTheView, watchArrivals } from '../page/arrivals.ts';
import { parentOf } from '../page/tree.ts';
import type { MarkName, Painter } from './paint.ts';

/*
 * Paints marks when their text comes near the view. In every frame in which the page has changed anything, Chromium looks up the
 * text under all ranges again, which takes 6 µs for each paragraph (measured): on a collection of a hundred essays this would
 * delay each key typed into the page noticeably. Observing a paragraph costs a sixth of that, and nothing while the page does not
 * change. Starting to observe costs a frame of its own, so an element that is known to be far from the view is observed as a
 * whole.
 */

/** Number of ranges that are painted wherever they are: those of one or two essays, whose cost is too small to measure. */
const AT_ONCE = 40;

/** A painter that delays ranges that are far from the view. */
export interface NearPainter extends Painter {
  /**
   * Reports elements that are new on the page. Call it in the turn in which they were inserted, so that marks in them can be
   * delayed.
   */
  arrived(elements: readonly Element[]): void;
}

type Then = (name: MarkName, range: AbstractRange) => void;

/** Ranges that are delayed, each with the element that has to come near the view. */
class WaitingRanges {
  private readonly byElement = new Map<Element, Map<AbstractRange, MarkName>>();
  private readonly elements = new Map<AbstractRange, Element>();

  has(range: AbstractRange): boolean {
    return this.elements.has(range);
  }

  get isEmpty(): boolean {
    return this.byElement.size === 0;
  }

  isAwaited(element: Element): boolean {
    return this.byElement.has(element);
  }

  awaited(): Element[] {
    return [...this.byElement.keys()];
  }

  add(name: MarkName, range: AbstractRange, element: Element): void {
    this.elements.set(range, element);
    const ranges = this.byElement.get(element);
    if (ranges) ranges.set(range, name);
    else this.byElement.set(element, new Map([[range, name]]));
  }

  /** Removes a range. Returns its element if no other range is delayed for that; `undefined` otherwise. */
  remove(range: AbstractRange): Element | undefined {
    const element = this.elements.get(range)!;
    const ranges = this.byElement.get(element)!;
    this.elements.delete(range);
    ranges.delete(range);
    if (ranges.size > 0) return undefined;
    this.byElement.delete(element);
    return element;
  }

  /** Removes and returns all ranges that are delayed for an element. */
  takeAll(element: Element): Map<AbstractRange, MarkName> {
    const ranges = this.byElement.get(element) ?? new Map<AbstractRange, MarkName>();
    this.byElement.delete(element);
    for (const range of ranges.keys()) this.elements.delete(range);
    return ranges;
  }

  clear(): void {
    this.byElement.clear();
    this.elements.clear();
  }
}

class WaitingPainter implements NearPainter {
  private readonly waiting = new WaitingRanges();
  private readonly arrivals: ReturnType<typeof watchArrivals>;
  private readonly painter: Painter;
  private observer: IntersectionObserver | undefined;
  private painted = 0;

  constructor(painter: Painter) {
    this.painter = painter;
    // A new element may contain as much text as a page: ranges near the view are painted, the others stay delayed.
    this.arrivals = watchArrivals((arrival) => this.release(arrival, this.paintOrWait));
  }

  arrived(elements: readonly Element[]): void {
    this.arrivals.note(elements);
  }

  add(name: MarkName, ranges: readonly AbstractRange[], now?: boolean): void {
    for (const range of ranges) (now ? this.paintNow : this.paintOrWait)(name, range);
  }

  remove(name: MarkName, ranges: readonly AbstractRange[]): void {
    for (const range of ranges) {
      if (this.waiting.has(range)) this.forget(range);
      else {
        this.painted--;
        this.painter.remove(name, [range]);
      }
    }
  }

  shows(range: AbstractRange): boolean {
    return !this.waiting.has(range);
  }

  flash(ranges: readonly AbstractRange[]): void {
    this.painter.flash(ranges);
  }

  reassert(): void {
    this.painter.reassert();
  }

  paint(on: boolean): void {
    this.painter.paint(on);
  }

  clear(): void {
    removeEventListener('beforeprint', this.paintAll);
    this.observer?.disconnect();
    this.arrivals.clear();
    this.waiting.clear();
    this.painted = 0;
    this.painter.clear();
  }

  private readonly paintNow: Then = (name, range) => {
    this.painted++;
    this.painter.add(name, [range]);
  };

  private readonly paintOrWait: Then = (name, range) => {
    const element = parentOf(range.startContainer);
    const arrival = element && this.arrivals.farAround(element);
    if (arrival) this.wait(name, range, arrival);
    else if (element && this.painted >= AT_ONCE) this.observe(name, range, element);
    else this.paintNow(name, range);
  };

  private readonly paintAll = (): void => {
    for (const element of this.waiting.awaited()) this.release(element, this.paintNow);
  };

  private wait(name: MarkName, range: AbstractRange, element: Element): void {
    // Not for each of hundreds of ranges: a call takes 2 µs.
    if (this.waiting.isEmpty) addEventListener('beforeprint', this.paintAll);
    this.waiting.add(name, range, element);
  }

  private observe(name: MarkName, range: AbstractRange, element: Element): void {
    this.observer ??= new IntersectionObserver((entries) => this.seen(entries), nearTheView());
    if (!this.waiting.isAwaited(element)) this.observer.observe(element);
    this.wait(name, range, element);
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) if (isNear(entry)) this.release(entry.target, this.paintNow);
  }

  private release(element: Element, then: Then): void {
    this.observer?.unobserve(element);
    for (const [range, name] of this.waiting.takeAll(element)) then(name, range);
  }

  private forget(range: AbstractRange): void {
    const element = this.waiting.remove(range);
    if (element) this.observer?.unobserve(element);
  }
}

/**
 * Makes a painter that passes ranges near the view on to `painter` at once, and the others when they come near it or the page is
 * printed.
 */
export function makeNearPainter(painter: Painter): NearPainter {
  return new WaitingPainter(painter);
}
