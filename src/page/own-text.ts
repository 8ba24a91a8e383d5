import type { ElementQueries } from './element-queries.ts';
import { isSlot, slotOfText } from './flat-tree.ts';
import { withRange } from './measuring-range.ts';
import { ELEMENT, type TextParent } from './tree.ts';

/*
 * `checkVisibility()` tells whether an element has a box. Whether the text directly inside it shows is another question for
 * elements that show something else in the place of their children.
 */

/** Whether a browser hides the contents of an element whose own box shows, by `content-visibility`. */
export function skipsContents(element: Element): boolean {
  return getComputedStyle(element).contentVisibility === 'hidden';
}

// A page may show the contents of a closed <details> all the same, by styling this pseudo-element.
function isFoldedDetails(element: Element): boolean {
  if (element.localName !== 'details' || (element as HTMLDetailsElement).open) return false;
  return getComputedStyle(element, '::details-content').contentVisibility !== 'visible';
}

// Only the layout tells whether an <object> shows its data or what is inside it.
function showsData(element: Element): boolean {
  if (element.localName !== 'object') return false;
  return withRange((range) => {
    range.selectNodeContents(element);
    return range.getClientRects().length === 0;
  });
}

function isFilledSlot(element: Element): boolean {
  return element.localName === 'slot' && isSlot(element) && element.assignedNodes().length > 0;
}

/** Whether an element whose box shows keeps everything inside it from showing in that place. */
export function hidesChildren(element: Element): boolean {
  if (element.getAttribute('hidden') === 'until-found') return skipsContents(element);
  return isFoldedDetails(element) || isFilledSlot(element) || showsData(element);
}

/**
 * The element in which text directly inside `parent` shows: the element itself, the slot that the text stands in when the element
 * has a shadow tree, the host of a shadow root; `undefined` where there is no such slot.
 */
export function placeOfText(parent: TextParent, shadowOf: ElementQueries['shadowOf']): Element | undefined {
  if (parent.nodeType !== ELEMENT) return (parent as ShadowRoot).host;
  const element = parent as Element;
  const root = shadowOf(element);
  return root ? slotOfText(element, root) : element;
}
