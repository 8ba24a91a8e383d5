import type { ElementQueries } from './element-queries.ts';
import { withRange } from './measuring-range.ts';
import { skipsContents } from './own-text.ts';
import { asField } from './readable.ts';
import { isTransparent } from './style-hiding.ts';
import { clips, makeSurroundings, type Surroundings } from './surroundings.ts';
import { isInvisibleInk } from './text-colour.ts';

/*
 * Whether text that has a box is on the screen, or can be brought there by scrolling. Computed style and layout are needed for
 * that, so it is asked of what was found and of samples only. What cannot be told counts as visible.
 */

/** So many UTF-16 units of a text node are enough to tell where its text stands. */
const MEASURED_UNITS = 300;

/** Text takes up that much room at least, in px, where letters can be told apart. */
const PIXEL = 1;

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

function isOutsideWindow({ left, top, right, bottom }: Box): boolean {
  return right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight;
}

// What is fixed does not scroll with the page, but boxes inside it may scroll, or be moved by a script.
function isOutOfFixed(box: Box, fixed: Element, { inFlow }: Surroundings): boolean {
  if (!isOutsideWindow(box)) return false;
  return isOutsideWindow(fixed.getBoundingClientRect()) || !(inFlow.isInClip || inFlow.isSlid);
}

function growsLeft({ direction, writingMode }: CSSStyleDeclaration): boolean {
  return direction === 'rtl' || writingMode === 'vertical-rl' || writingMode === 'sideways-rl';
}

function cutsRight({ overflowX }: CSSStyleDeclaration): boolean {
  return overflowX === 'hidden' || overflowX === 'clip';
}

/** Whether text stands in a place of the page that no scrolling brings into the window. */
function isOutOfReach(box: Box, surroundings: Surroundings): boolean {
  const { fixed, inFlow } = surroundings;
  if (fixed) return isOutOfFixed(box, fixed, surroundings);
  if (inFlow.isSlid) return false;
  const root = document.documentElement;
  const styles = [root, document.body ?? root].map((each) => getComputedStyle(each));
  const left = box.left + scrollX + inFlow.scrolledX;
  const right = box.right + scrollX + inFlow.scrolledX;
  if (box.bottom + scrollY + inFlow.scrolledY <= 0) return true;
  if (styles.some(growsLeft)) return right <= root.clientWidth - root.scrollWidth;
  return right <= 0 || (styles.some(cutsRight) && !inFlow.isInClip && left >= innerWidth);
}

function boxOf(node: Text): DOMRect {
  const start = Math.max(0, node.data.search(/\S/));
  return withRange((range) => {
    range.setStart(node, start);
    range.setEnd(node, Math.min(node.data.length, start + MEASURED_UNITS));
    return range.getBoundingClientRect();
  });
}

/** Where the text directly inside an element stands, or the field. */
function boxesOf(element: Element): DOMRect[] {
  const boxes: DOMRect[] = [];
  if (asField(element)) boxes.push(element.getBoundingClientRect());
  for (let at = element.firstChild; at; at = at.nextSibling) {
    if (at.nodeType === 3 && (at as Text).data.trim() !== '') boxes.push(boxOf(at as Text));
  }
  return boxes;
}

function takesRoom({ width, height }: DOMRect): boolean {
  return width > PIXEL && height > PIXEL;
}

// So pages put an image in the place of a heading: the text stands wholly beside the box that clips it.
function isBesideItsBox(element: Element, style: CSSStyleDeclaration, box: Box): boolean {
  if (!clips(style) || !cutsRight(style) || element === document.body) return false;
  const own = element.getBoundingClientRect();
  return box.left >= own.right || box.right <= own.left;
}

/** Answers for one turn: what it has learnt of the elements around a text it uses for the next one. */
export type ScreenTest = (element: Element) => boolean;

/**
 * Makes a test that tells whether text directly inside an element that has a box, or a field's value, is on the screen or can
 * be scrolled to.
 */
export function makeScreenTest(shadowOf: ElementQueries['shadowOf']): ScreenTest {
  const surroundingsOf = makeSurroundings(shadowOf);
  return (element) => {
    if (skipsContents(element)) return false;
    const all = boxesOf(element);
    // Its text has just been taken away, which is told otherwise.
    if (all.length === 0) return true;
    const boxes = all.filter(takesRoom);
    const surroundings = surroundingsOf(element);
    const { opacity, isClipped, inFlow } = surroundings;
    if (boxes.length === 0 || isClipped || inFlow.isCut || isTransparent(opacity)) return false;
    const style = getComputedStyle(element);
    if (boxes.every((box) => isOutOfReach(box, surroundings) || isBesideItsBox(element, style, box))) return false;
    return !isInvisibleInk(element, style, boxes[0]!, shadowOf);
  };
}
