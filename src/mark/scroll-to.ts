import { flatParentOf } from '../page/flat-tree.ts';
import type { ShadowOf } from '../page/tree.ts';
import { uncover } from './uncover.ts';

/*
 * Scrolls the page to a place in its text. An element may be longer than every scroll container around it, or have no box at all
 * (`display: contents`). So the text's own rectangle is brought into the middle of each scroll container, from the innermost to
 * the outermost. In the middle few sticky elements cover it; where one does, see `uncover.ts`.
 */

/** The middle part of a container in which a place is not moved: outside it, sticky headers may cover the place. */
const MIDDLE = { from: 0.25, to: 0.75 } as const;

function scrolls(element: Element): boolean {
  if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  return /auto|scroll|hidden/.test(`${overflowX} ${overflowY}`);
}

/**
 * Distance to scroll along one axis, in CSS pixels, so that `at` comes into the middle between two edges; 0 if it is near the
 * middle.
 */
function shift(at: number, start: number, end: number): number {
  const part = (at - start) / Math.max(1, end - start);
  return part >= MIDDLE.from && part <= MIDDLE.to ? 0 : at - (start + end) / 2;
}

// Horizontally the place only has to be visible: text is read from the beginning of its lines.
function shiftAside(rect: DOMRect, start: number, end: number): number {
  const at = rect.left + Math.min(rect.width, end - start) / 2;
  return at >= start && at <= end ? 0 : at - (start + end) / 2;
}

function centreInBox(scroller: Element, rect: DOMRect): void {
  const { top, bottom, left, right } = scroller.getBoundingClientRect();
  const by = shift(rect.top + Math.min(rect.height, bottom - top) / 2, top, bottom);
  scroller.scrollBy({ top: by, left: shiftAside(rect, left, right), behavior: 'instant' });
}

function frameAround(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    // A frame of another origin: `scrollIntoView` has already scrolled the outer windows as far as the browser allows.
    return null;
  }
}

/** Scrolls this window, and the outer windows of the same origin, to a rectangle in its viewport. */
function centreInWindows(view: Window, rect: DOMRect): void {
  const top = shift(rect.top + Math.min(rect.height, view.innerHeight) / 2, 0, view.innerHeight);
  const before = view.scrollY;
  view.scrollBy({ top, left: shiftAside(rect, 0, view.innerWidth), behavior: 'instant' });
  const frame = frameAround(view);
  const outer = frame?.ownerDocument.defaultView;
  if (!frame || !outer) return;
  const box = frame.getBoundingClientRect();
  const y = box.top + frame.clientTop + rect.top - (view.scrollY - before);
  centreInWindows(outer, new DOMRect(box.left + frame.clientLeft + rect.left, y, rect.width, rect.height));
}

function boxOf(element: Element, shadowOf: ShadowOf): Element {
  let at = element;
  while (getComputedStyle(at).display === 'contents') {
    const outer = flatParentOf(at, shadowOf);
    if (!outer) break;
    at = outer;
  }
  return at;
}

function scrollOnce(element: Element, rect: () => DOMRect | null, shadowOf: ShadowOf): void {
  boxOf(element, shadowOf).scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const scrollers: Element[] = [];
  for (let at: Element | undefined = element; at; at = flatParentOf(at, shadowOf)) {
    const now = rect();
    if (!now || at === document.scrollingElement || at === document.documentElement || !scrolls(at)) continue;
    centreInBox(at, now);
    scrollers.push(at);
  }
  const now = rect();
  if (now) centreInWindows(window, now);
  uncover(element, rect, scrollers, shadowOf);
}

/**
 * Number of frames in which a place that has moved is scrolled to again: `content-visibility: auto` lays out what comes into view, a
 * frame later in Firefox.
 */
const FRAMES = 4;

/**
 * Scrolls every container around a place so that the place is in its middle, without an animation; again where the place moves in
 * the next frames.
 * @param element the element around the place
 * @param rect returns its present rectangle in the viewport, in CSS pixels; `null` where it has no box
 */
export function scrollTo(element: Element, rect: () => DOMRect | null, shadowOf: ShadowOf): void {
  scrollOnce(element, rect, shadowOf);
  let top = rect()?.top;
  let frames = FRAMES;
  const follow = () => {
    const now = rect()?.top;
    if (now !== undefined && now !== top) scrollOnce(element, rect, shadowOf);
    top = rect()?.top;
    frames--;
    if (frames > 0) requestAnimationFrame(follow);
  };
  requestAnimationFrame(follow);
}
