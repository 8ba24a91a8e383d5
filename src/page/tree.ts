/*
 * Steps through a page with its shadow trees, in the order in which pages are read: an element, its shadow tree, its children.
 */

/** `Node.ELEMENT_NODE`, by number: a page may overwrite the name. */
export const ELEMENT = 1;

/** `Node.DOCUMENT_FRAGMENT_NODE`: the type of shadow roots. */
const FRAGMENT = 11;

/** The host of a shadow root; `undefined` for all other nodes: `document.host` may be a form of that name. */
export function hostOf(node: Node | null): Element | undefined {
  return node?.nodeType === FRAGMENT ? (node as ShadowRoot).host : undefined;
}

/** The element around a node; for the children of a shadow root, its host. */
export function parentOf(node: Node): Element | undefined {
  const parent = node.parentNode;
  if (parent?.nodeType === ELEMENT) return parent as Element;
  return hostOf(parent);
}

/** Finds the shadow root of an element, if it has one that may be read. */
export type ShadowOf = (element: Element) => ShadowRoot | null;

/** What a text node may be the child of. Text directly in a shadow root stands in the box of the root's host. */
export type TextParent = Element | ShadowRoot;

/** The element in whose box text directly inside this parent stands, as far as slots do not move it. */
export function elementOf(parent: TextParent): Element {
  return parent.nodeType === ELEMENT ? (parent as Element) : (parent as ShadowRoot).host;
}

/** The parent of a text node; `undefined` where the text is not in a document, or directly in a document fragment. */
export function textParentOf(node: Node): TextParent | undefined {
  return parentOf(node) && (node.parentNode as TextParent);
}

function deepestLast(node: Node, shadowOf: ShadowOf): Node {
  for (let at = node; ; ) {
    const last = at.lastChild ?? (at.nodeType === ELEMENT ? shadowOf(at as Element)?.lastChild : undefined);
    if (!last) return at;
    at = last;
  }
}

/** The node before this one in reading order. */
export function previousNode(node: Node, shadowOf: ShadowOf): Node | undefined {
  if (node.previousSibling) return deepestLast(node.previousSibling, shadowOf);
  const parent = node.parentNode;
  if (!parent) return undefined;
  if (parent.nodeType !== ELEMENT) return hostOf(parent);
  const inShadow = shadowOf(parent as Element)?.lastChild;
  return inShadow ? deepestLast(inShadow, shadowOf) : parent;
}

/** Every node under one, itself included, shadow trees too. Iterative, as pages nest thousands of elements. */
export function* nodesUnder(root: Node, shadowOf: ShadowOf): Generator<Node, void, void> {
  const waiting: Node[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    yield node;
    const shadow = node.nodeType === ELEMENT ? shadowOf(node as Element) : null;
    for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
    for (let child = shadow?.lastChild; child; child = child.previousSibling) waiting.push(child);
  }
}
