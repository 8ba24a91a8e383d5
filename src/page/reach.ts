import type { ClipBox, Surroundings } from './surroundings.ts';

/*
 * Whether a text can be brought into the window by scrolling. Its rectangle is followed outwards through every box around it that
 * clips: a box that the reader can scroll may show it at any place inside that box, one that hides what does not fit shows only
 * what lies in it now.
 */

/** Text takes up that much room at least, in CSS pixels, where letters can be told apart; boxes for screen readers are that large. */
export const PIXEL = 1;

/** A stretch along one axis of the viewport, in CSS pixels. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A rectangle of the viewport, in CSS pixels. */
interface Area {
  readonly x: Stretch;
  readonly y: Stretch;
}

function areaOf({ left, right, top, bottom }: DOMRect): Area {
  return { x: { from: left, to: right }, y: { from: top, to: bottom } };
}

function takesRoom({ from, to }: Stretch): boolean {
  return to - from > PIXEL;
}

function overlap(a: Stretch, b: Stretch): Stretch {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

function growsLeft({ direction, writingMode }: CSSStyleDeclaration): boolean {
  return direction === 'rtl' || writingMode === 'vertical-rl' || writingMode === 'sideways-rl';
}

/** Along which axis a flex container is filled from its end, where it is: its contents then go over its top or left edge. */
function reversedAxis({ display, flexDirection, writingMode }: CSSStyleDeclaration): 'x' | 'y' | null {
  if (!display.endsWith('flex') || !flexDirection.endsWith('-reverse')) return null;
  return flexDirection.startsWith('row') === writingMode.startsWith('horizontal') ? 'x' : 'y';
}

/** Where the contents of a box begin and end that can be scrolled along one axis. */
function contentsOf(box: Stretch, scrolled: number, visible: number, all: number, isReversed: boolean): Stretch {
  const from = box.from - scrolled - (isReversed ? all - visible : 0);
  return { from, to: from + Math.max(all, visible) };
}

/** What of a stretch can show in a box along one axis. */
function through(text: Stretch, box: Stretch, overflow: string, contents: Stretch): Stretch {
  if (overflow === 'visible') return text;
  if (overflow !== 'auto' && overflow !== 'scroll') return overlap(text, box);
  return takesRoom(overlap(text, contents)) ? box : { from: 0, to: 0 };
}

/** What of an area can show in a box. */
function throughBox({ x, y }: Area, { element, style }: ClipBox): Area {
  const box = areaOf(element.getBoundingClientRect());
  const { clientWidth, clientHeight, scrollWidth, scrollHeight, scrollLeft, scrollTop } = element;
  // `contain: paint` clips without a value of `overflow` of its own.
  const clipsBoth = style.overflowX === 'visible' && style.overflowY === 'visible';
  const [overflowX, overflowY] = clipsBoth ? ['clip', 'clip'] : [style.overflowX, style.overflowY];
  const reversed = reversedAxis(style);
  const contentsX = contentsOf(box.x, scrollLeft, clientWidth, scrollWidth, growsLeft(style) !== (reversed === 'x'));
  const contentsY = contentsOf(box.y, scrollTop, clientHeight, scrollHeight, reversed === 'y');
  return { x: through(x, box.x, overflowX, contentsX), y: through(y, box.y, overflowY, contentsY) };
}

function isOutsideWindow({ x, y }: Area): boolean {
  return x.to <= 0 || y.to <= 0 || x.from >= innerWidth || y.from >= innerHeight;
}

function cutsRight({ overflowX }: CSSStyleDeclaration): boolean {
  return overflowX === 'hidden' || overflowX === 'clip';
}

function isOutsidePage({ x, y }: Area): boolean {
  if (y.to + scrollY <= 0) return true;
  const root = document.documentElement;
  const styles = [root, document.body ?? root].map((each) => getComputedStyle(each));
  if (styles.some(growsLeft)) return x.to + scrollX <= root.clientWidth - root.scrollWidth;
  return x.to + scrollX <= 0 || (styles.some(cutsRight) && x.from + scrollX >= innerWidth);
}

/**
 * Whether a text in a rectangle of the viewport is on the screen or can be brought there by scrolling. Where a page without
 * scrolling moves its contents by transforms, everything that is moved counts as reachable.
 */
export function isWithinReach(rect: DOMRect, { inFlow, isFixed }: Surroundings): boolean {
  let area = areaOf(rect);
  for (let clip = inFlow.clip; clip; clip = clip.outer) {
    area = throughBox(area, clip);
    if (!takesRoom(area.x) || !takesRoom(area.y)) return false;
  }
  if (isFixed) return !isOutsideWindow(area);
  return inFlow.isSlid || !isOutsidePage(area);
}
