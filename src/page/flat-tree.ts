import type { ElementQueries } from './element-queries.ts';
import { parentOf } from './tree.ts';

/*
 * The flat tree is what a browser lays out: the children of an element with a shadow tree stand in the slots of that tree, and
 * those without a slot stand nowhere. `assignedSlot` says nothing about closed trees, so slots are asked for their nodes.
 */

function slotsOf(root: ShadowRoot): HTMLSlotElement[] {
  return [...root.querySelectorAll('slot')];
}

/** Whether a node is an HTML `<slot>` that stands in a shadow tree. */
export function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && (element.getRootNode() as Partial<ShadowRoot>).host !== undefined;
}

/** The slot of a shadow tree in which text directly inside its host shows, if there is one. */
export function slotOfText(host: Element, root: ShadowRoot): HTMLSlotElement | undefined {
  return slotsOf(root).find((slot) =>
    slot.assignedNodes().some((node) => node.nodeType === 3 && node.parentNode === host),
  );
}

/** The element around an element in the flat tree; `undefined` at its top, and where the element has no slot. */
export function flatParentOf(element: Element, shadowOf: ElementQueries['shadowOf']): Element | undefined {
  const parent = element.parentElement;
  const root = parent && shadowOf(parent);
  if (!root) return parentOf(element);
  return element.assignedSlot ?? slotsOf(root).find((slot) => slot.assignedNodes().includes(element));
}
