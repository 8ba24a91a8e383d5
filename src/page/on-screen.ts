import type { ElementQueries } from './element-queries.ts';
import { isFrameHidden } from './frame-hiding.ts';
import { withRange } from './measuring-range.ts';
import { skipsContents } from './own-text.ts';
import { isWithinReach, PIXEL } from './reach.ts';
import { asField } from './readable.ts';
import { isTransparent } from './style-hiding.ts';
import { makeSurroundings, type Surroundings } from './surroundings.ts';
import { makeInkTest } from './text-colour.ts';
import { elementOf, type TextParent } from './tree.ts';

/*
 * Whether text that has a box is on the screen or can be scrolled to. This needs computed style and layout, so it is tested for
 * text with matches and for samples only. Where the answer is uncertain, the text counts as visible.
 */

/**
 * UTF-16 units of a text node that are measured first. They mostly suffice to know where its text is; where they do not, the
 * whole node is measured.
 */
const MEASURED_UNITS = 300;

function boxOf(node: Text, units: number): DOMRect {
  const start = Math.max(0, node.data.search(/\S/));
  return withRange((range) => {
    range.setStart(node, start);
    range.setEnd(node, Math.min(node.data.length, start + units));
    return range.getBoundingClientRect();
  });
}

/**
 * The boxes of the text nodes directly inside a parent, or of the field; at most `units` UTF-16 units of each text node are
 * measured.
 */
function boxesOf(parent: TextParent, units: number): DOMRect[] {
  const boxes: DOMRect[] = [];
  const element = elementOf(parent);
  if (element === parent && asField(element)) boxes.push(element.getBoundingClientRect());
  for (let at = parent.firstChild; at; at = at.nextSibling) {
    if (at.nodeType === 3 && (at as Text).data.trim() !== '') boxes.push(boxOf(at as Text, units));
  }
  return boxes;
}

function takesRoom({ width, height }: DOMRect): boolean {
  return width > PIXEL && height > PIXEL;
}

function isPlaced({ inFlow, isFixed }: Surroundings): boolean {
  return isFixed || inFlow.isSlid || inFlow.clip !== undefined;
}

/**
 * Where text is. `hidden`: neither on the screen nor can it be scrolled to. `placed`: it is, by its place in a box that clips, in
 * the window or under a transform, and text beside it may not be. `plain`: it is, and so is all text around it that is styled
 * alike.
 */
export type Sight = 'hidden' | 'placed' | 'plain';

/** Tells where text is. It caches what it learns of ancestors, so use it in one turn only. */
export type ScreenTest = (parent: TextParent) => Sight;

/** Makes a test of where the text directly inside a parent that has a box, or the value of a field, is. */
export function makeScreenTest(shadowOf: ElementQueries['shadowOf']): ScreenTest {
  const surroundingsOf = makeSurroundings(shadowOf);
  const isInvisible = makeInkTest(shadowOf);
  const isHidden = isFrameHidden();
  return (parent) => {
    if (isHidden) return 'hidden';
    const element = elementOf(parent);
    if (skipsContents(element)) return 'hidden';
    const boxes = boxesOf(parent, MEASURED_UNITS);
    // The text has just been removed; the mutation observer reports that.
    if (boxes.length === 0) return 'placed';
    const surroundings = surroundingsOf(element);
    if (surroundings.isClipped || isTransparent(surroundings.opacity)) return 'hidden';
    const isSeen = (box: DOMRect) => takesRoom(box) && isWithinReach(box, surroundings);
    const seen = boxes.find(isSeen) ?? boxesOf(parent, Number.POSITIVE_INFINITY).find(isSeen);
    if (seen === undefined || isInvisible(element, getComputedStyle(element), seen)) return 'hidden';
    return isPlaced(surroundings) ? 'placed' : 'plain';
  };
}
