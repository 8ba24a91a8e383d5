import type { ClipBox, Surroundings } from './surroundings.ts';

/*
 * Whether a text can be brought into the window by scrolling. Its rectangle is clipped by each ancestor box in turn, from inside
 * out: a box that the reader can scroll may show the text anywhere inside the box, a box that hides its overflow shows only what
 * overlaps it now.
 */

/**
 * Width and height that legible text exceeds, in CSS pixels. Text for screen readers alone is commonly put into a box of one
 * pixel.
 */
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

/**
 * The axis along which a flex container is filled from its end, so that its contents overflow at the top or left edge; `null` if
 * there is none.
 */
function reversedAxis({ display, flexDirection, writingMode }: CSSStyleDeclaration): 'x' | 'y' | null {
  if (!display.endsWith('flex') || !flexDirection.endsWith('-reverse')) return null;
  return flexDirection.startsWith('row') === writingMode.startsWith('horizontal') ? 'x' : 'y';
}

/** The stretch of the scrollable contents of a box along one axis. */
function contentsOf(box: Stretch, scrolled: number, visible: number, all: number, isReversed: boolean): Stretch {
  const from = box.from - scrolled - (isReversed ? all - visible : 0);
  return { from, to: from + Math.max(all, visible) };
}

/** The part of a stretch that a box can show along one axis. */
function through(text: Stretch, box: Stretch, overflow: string, contents: Stretch): Stretch {
  if (overflow === 'visible') return text;
  if (overflow !== 'auto' && overflow !== 'scroll') return overlap(text, box);
  return takesRoom(overlap(text, contents)) ? box : { from: 0, to: 0 };
}

/** The part of an area that a box can show. */
function throughBox({ x, y }: Area, { element, style }: ClipBox): Area {
  const box = areaOf(element.getBoundingClientRect());
  const { clientWidth, clientHeight, scrollWidth, scrollHeight, scrollLeft, scrollTop } = element;
  // `contain: paint` clips although `overflow` is `visible`.
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
 * Whether a text with this rectangle is on the screen or can be scrolled to. Where a window that does not scroll has its contents
 * moved by transforms, everything that is moved counts as reachable.
 * @param rect in CSS pixels of the viewport
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
