import type { ElementQueries } from './element-queries.ts';
import { isSlot, slotOfText } from './flat-tree.ts';
import { withRange } from './measuring-range.ts';
import { ELEMENT, type TextParent } from './tree.ts';

/*
 * `checkVisibility()` tells whether an element has a box. Elements that show something else in place of their children need
 * further tests: text directly inside them may be hidden although they have a box.
 */

/** Whether `content-visibility` hides the contents of an element that has a box itself. */
export function skipsContents(element: Element): boolean {
  return getComputedStyle(element).contentVisibility === 'hidden';
}

// A page can show the contents of a closed <details> by styling this pseudo-element.
function isFolded(details: HTMLDetailsElement): boolean {
  return !details.open && getComputedStyle(details, '::details-content').contentVisibility !== 'visible';
}

// Whether an <object> shows its data or its children can only be read from the layout.
function showsData(element: Element): boolean {
  return withRange((range) => {
    range.selectNodeContents(element);
    return range.getClientRects().length === 0;
  });
}

function isFilledSlot(element: Element): boolean {
  return isSlot(element) && element.assignedNodes().length > 0;
}

/** Whether an element that has a box hides everything inside it at that place. */
export function hidesChildren(element: Element): boolean {
  if (element.getAttribute('hidden') === 'until-found') return skipsContents(element);
  // By name, since this is asked of the parent of every Chinese text.
  switch (element.localName) {
    case 'details':
      return isFolded(element as HTMLDetailsElement);
    case 'slot':
      return isFilledSlot(element);
    case 'object':
      return showsData(element);
    default:
      return false;
  }
}

/**
 * The element in whose box text directly inside `parent` shows: the element itself, the slot that the text is assigned to when
 * the element has a shadow tree, or the host of a shadow root; `undefined` where the text is not assigned to a slot.
 */
export function placeOfText(parent: TextParent, shadowOf: ElementQueries['shadowOf']): Element | undefined {
  if (parent.nodeType !== ELEMENT) return (parent as ShadowRoot).host;
  const element = parent as Element;
  const root = shadowOf(element);
  return root ? slotOfText(element, root) : element;
}
