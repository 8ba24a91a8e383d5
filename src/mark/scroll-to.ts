import { flatParentOf } from '../page/flat-tree.ts';
import type { Field } from '../page/readable.ts';
import type { ShadowOf } from '../page/tree.ts';
import { htmlElement } from './own-hosts.ts';
import { isTyping } from './page-first.ts';

/*
 * Scrolls the page to a place in its text. An element may be longer than every scroll container around it, or have no box at all
 * (`display: contents`). So the text's own rectangle is brought into the middle of each scroll container, from the innermost to
 * the outermost. In the middle no sticky element covers it.
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

/**
 * Scrolls every container around a place so that the place is in its middle, without an animation.
 * @param element the element around the place
 * @param rect returns its present rectangle in the viewport, in CSS pixels; `null` where it has no box
 */
export function scrollTo(element: Element, rect: () => DOMRect | null, shadowOf: ShadowOf): void {
  boxOf(element, shadowOf).scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  for (let at: Element | undefined = element; at; at = flatParentOf(at, shadowOf)) {
    const now = rect();
    if (now && at !== document.scrollingElement && at !== document.documentElement && scrolls(at)) centreInBox(at, now);
  }
  const now = rect();
  if (now) centreInWindows(window, now);
}

/** Makes a function that measures the width of a text in the font of a field, in CSS pixels. */
function measureLike(field: Field): (text: string) => number {
  const { font, letterSpacing } = getComputedStyle(field);
  const context = htmlElement('canvas').getContext('2d')!;
  context.font = font;
  const spacing = Number.parseFloat(letterSpacing) || 0;
  return (text) => context.measureText(text).width + spacing * text.length;
}

function innerWidthOf(field: Field): number {
  const { paddingLeft, paddingRight } = getComputedStyle(field);
  return Math.max(1, field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight));
}

/** Number of rows that a text takes at this width. It is estimated, as the text of a field has no ranges to measure. */
function rowsOf(text: string, width: number, measure: (text: string) => number): number {
  return text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(measure(line) / width)), 0);
}

function isTypingElsewhere(field: Field): boolean {
  return document.hasFocus() && isTyping() && !field.matches(':focus');
}

/**
 * Selects a stretch of a field's value and scrolls the field to it. The field gets the focus, so that the selection is drawn,
 * unless the user is typing elsewhere on the page.
 * @param start UTF-16 offset in the value
 * @param end UTF-16 offset in the value
 */
export function selectInField(field: Field, start: number, end: number): void {
  if (!isTypingElsewhere(field)) field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const measure = measureLike(field);
  const value = field.value;
  const width = innerWidthOf(field);
  if (field.localName !== 'textarea') {
    field.scrollLeft = Math.max(0, measure(value.slice(0, start)) - width / 4);
    return;
  }
  const before = rowsOf(value.slice(0, start), width, measure) - 1;
  const all = rowsOf(value, width, measure);
  field.scrollTop = Math.max(0, (before / all) * field.scrollHeight - field.clientHeight / 3);
}
