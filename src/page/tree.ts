/*
 * Steps through a page with its shadow trees in reading order: an element, its shadow tree, its children.
 */

/** `Node.ELEMENT_NODE`. The number is used because a page can overwrite the name. */
export const ELEMENT = 1;

/** `Node.DOCUMENT_FRAGMENT_NODE`, the type of shadow roots. */
const FRAGMENT = 11;

/**
 * The host of a shadow root; `undefined` for all other nodes. The type is checked because `document.host` may be a form of that
 * name.
 */
export function hostOf(node: Node | null): Element | undefined {
  return node?.nodeType === FRAGMENT ? (node as ShadowRoot).host : undefined;
}

/** The parent element of a node; for the children of a shadow root, its host. */
export function parentOf(node: Node): Element | undefined {
  const parent = node.parentNode;
  if (parent?.nodeType === ELEMENT) return parent as Element;
  return hostOf(parent);
}

/** Returns the shadow root of an element; `null` if it has none, or none that an extension may read. */
export type ShadowOf = (element: Element) => ShadowRoot | null;

/** The parent of a text node. Text directly inside a shadow root shows in the box of the root's host. */
export type TextParent = Element | ShadowRoot;

/** The element in whose box text directly inside this parent shows, if no slot moves it. */
export function elementOf(parent: TextParent): Element {
  return parent.nodeType === ELEMENT ? (parent as Element) : (parent as ShadowRoot).host;
}

/** The parent of a text node; `undefined` where the text is in no tree, or directly in a document fragment. */
export function textParentOf(node: Node): TextParent | undefined {
  const parent = node.parentNode;
  if (parent?.nodeType === ELEMENT) return parent as Element;
  return hostOf(parent) && (parent as ShadowRoot);
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

/**
 * Every node under `root`, itself and shadow trees included, in reading order. Iterative, as pages nest thousands of elements.
 */
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
