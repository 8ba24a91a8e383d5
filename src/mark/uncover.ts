import { flatParentOf } from '../page/flat-tree.ts';
import type { ShadowOf } from '../page/tree.ts';
import { hitAt } from './pointed.ts';

/*
 * Headers and bars that stick to the edges of what scrolls may cover a place that was scrolled to. It is scrolled on to where
 * nothing sticks.
 */

/** Where the place is tried, as shares of the height of what scrolls: from the middle to the edges. */
const TRIED = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1];

/** Something that scrolls, and the part of the viewport that it shows its contents in, in CSS pixels. */
interface Scroller {
  readonly box: Element | Window;
  readonly top: number;
  readonly bottom: number;
}

function isStuck(element: Element): boolean {
  const { position } = getComputedStyle(element);
  return position === 'sticky' || position === 'fixed';
}

function scrollerOf(element: Element): Scroller {
  const { top, bottom } = element.getBoundingClientRect();
  return { box: element, top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
}

/** Whether something that sticks, and does not hold `element`, is seen at a place of the viewport. */
type IsCovered = (x: number, y: number) => boolean;

function coverOver(element: Element, shadowOf: ShadowOf): IsCovered {
  const around = new Set<Element>();
  for (let at: Element | undefined = element; at; at = flatParentOf(at, shadowOf)) around.add(at);
  return (x, y) => {
    let at = hitAt(x, y, shadowOf).elements.at(-1);
    for (; at && !around.has(at); at = flatParentOf(at, shadowOf)) if (isStuck(at)) return true;
    return false;
  };
}

/**
 * Scrolls on, where what sticks to an edge covers a place.
 * @param element the element around the place
 * @param rect where it is in the viewport by now, in CSS pixels; `null` where it has no box
 * @param boxes the boxes around it that scroll, the innermost first
 */
export function uncover(
  element: Element,
  rect: () => DOMRect | null,
  boxes: readonly Element[],
  shadowOf: ShadowOf,
): void {
  const isCovered = coverOver(element, shadowOf);
  for (const { box, top, bottom } of [...boxes.map(scrollerOf), { box: window, top: 0, bottom: innerHeight }]) {
    const now = rect();
    if (!now) return;
    const [x, y] = [now.left + 1, now.top + now.height / 2];
    if (!isCovered(x, y)) return;
    const free = TRIED.map((share) => top + share * (bottom - top)).find((tried) => !isCovered(x, tried));
    if (free !== undefined) box.scrollBy({ top: y - free, behavior: 'instant' });
  }
}
