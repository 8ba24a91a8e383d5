import { parentOf, type ShadowOf } from './tree.ts';

/*
 * The flat tree is what a browser lays out: the children of a shadow host are in the slots of its shadow tree, and those without
 * a slot are not laid out. `assignedSlot` is `null` for closed shadow trees, so slots are searched by their assigned nodes.
 */

function slotsOf(root: ShadowRoot): HTMLSlotElement[] {
  return [...root.querySelectorAll('slot')];
}

/** Whether an element is an HTML `<slot>` inside a shadow tree. */
export function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && (element.getRootNode() as Partial<ShadowRoot>).host !== undefined;
}

/** The slot of a shadow tree in which text directly inside its host shows; `undefined` if there is none. */
export function slotOfText(host: Element, root: ShadowRoot): HTMLSlotElement | undefined {
  return slotsOf(root).find((slot) =>
    slot.assignedNodes().some((node) => node.nodeType === 3 && node.parentNode === host),
  );
}

/** The parent of an element or a text in the flat tree; `undefined` at the root, and where the node is not assigned to a slot. */
export function flatParentOf(node: Node, shadowOf: ShadowOf): Element | undefined {
  const parent = node.parentElement;
  const root = parent && shadowOf(parent);
  if (!root) return parentOf(node);
  return (
    (node as Element).assignedSlot ?? slotsOf(root).find((slot) => (slot.assignedNodes() as Node[]).includes(node))
  );
}
