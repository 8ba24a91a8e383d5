import type { ElementQueries } from './element-queries.ts';

/*
 * Steps through a page with its shadow trees, in the order in which pages are read: an element, its shadow tree, its children.
 */

/** `Node.ELEMENT_NODE`, by number: a page may overwrite the name. */
export const ELEMENT = 1;

/** The element around a node; for the children of a shadow root, its host. */
export function parentOf(node: Node): Element | undefined {
  const parent = node.parentNode;
  if (parent?.nodeType === ELEMENT) return parent as Element;
  return (parent as ShadowRoot | null)?.host;
}

function deepestLast(node: Node, shadowOf: ElementQueries['shadowOf']): Node {
  for (let at = node; ; ) {
    const last = at.lastChild ?? (at.nodeType === ELEMENT ? shadowOf(at as Element)?.lastChild : undefined);
    if (!last) return at;
    at = last;
  }
}

/** The node before this one in reading order. */
export function previousNode(node: Node, shadowOf: ElementQueries['shadowOf']): Node | undefined {
  if (node.previousSibling) return deepestLast(node.previousSibling, shadowOf);
  const parent = node.parentNode;
  if (!parent) return undefined;
  if (parent.nodeType !== ELEMENT) return (parent as ShadowRoot).host;
  const inShadow = shadowOf(parent as Element)?.lastChild;
  return inShadow ? deepestLast(inShadow, shadowOf) : parent;
}

/** Every node under one, itself included, shadow trees too. Iterative, as pages nest thousands of elements. */
export function* nodesUnder(root: Node, shadowOf: ElementQueries['shadowOf']): Generator<Node, void, void> {
  const waiting: Node[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    yield node;
    const shadow = node.nodeType === ELEMENT ? shadowOf(node as Element) : null;
    for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
    for (let child = shadow?.lastChild; child; child = child.previousSibling) waiting.push(child);
  }
}
