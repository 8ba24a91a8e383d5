import { type Eyes, type Gap, parentOf } from './read-page.ts';
import { isBorder, isSkipped } from './readable.ts';

const ELEMENT = 1;

function isFence(node: Node): boolean {
  return node.nodeType === ELEMENT && isBorder((node as Element).localName);
}

/** The child of the nearest block around a node that the node lies in; the node itself where its parent is a block. */
function topInBlock(node: Node): Node {
  let at = node;
  for (let parent = at.parentNode; parent?.nodeType === ELEMENT && !isFence(parent); parent = at.parentNode)
    at = parent;
  return at;
}

// An element in which nothing is read, or that is to be read again itself.
function isInside(node: Node, seeds: ReadonlySet<Node>): boolean {
  for (let at = parentOf(node); at; at = parentOf(at)) if (isSkipped(at.localName) || seeds.has(at)) return true;
  return false;
}

/**
 * What has to be read again when a node is new or changed: the row of siblings around it up to the next block border on
 * either side, as flows run over inline siblings. Blocks that are to be read too are taken into the row, and off `seeds`.
 * @returns `undefined` where nothing is to be read: inside a script, or inside another seed
 */
export function gapAround(node: Node, seeds: Set<Node>): Gap | undefined {
  if (isInside(node, seeds)) return undefined;
  const top = topInBlock(node);
  const joins = (sibling: Node) => seeds.delete(sibling) || !isFence(sibling);
  let first = top;
  let last = top;
  if (top.parentNode?.nodeType !== ELEMENT && !(top.parentNode as ShadowRoot | null)?.host) return { first, last };
  for (let at = first.previousSibling; at && joins(at); at = at.previousSibling) first = at;
  for (let at = last.nextSibling; at && joins(at); at = at.nextSibling) last = at;
  return { first, last };
}

/** Whether a node stands in a row of siblings or inside one of them, shadow trees included. */
export function isInGap(node: Node, gap: Gap): boolean {
  const row = gap.first.parentNode;
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    if (at.parentNode !== row) continue;
    const afterFirst = at === gap.first || (gap.first.compareDocumentPosition(at) & 4) !== 0;
    const beforeLast = at === gap.last || (gap.last.compareDocumentPosition(at) & 2) !== 0;
    return afterFirst && beforeLast;
  }
  return false;
}

function deepestLast(node: Node, shadowOf: Eyes['shadowOf']): Node {
  for (let at = node; ; ) {
    const last = at.lastChild ?? (at.nodeType === ELEMENT ? shadowOf(at as Element)?.lastChild : undefined);
    if (!last) return at;
    at = last;
  }
}

/** The node before this one in the order in which pages are read: an element, its shadow tree, its children. */
export function previousNode(node: Node, shadowOf: Eyes['shadowOf']): Node | undefined {
  if (node.previousSibling) return deepestLast(node.previousSibling, shadowOf);
  const parent = node.parentNode;
  if (!parent) return undefined;
  if (parent.nodeType !== ELEMENT) return (parent as ShadowRoot).host;
  const inShadow = shadowOf(parent as Element)?.lastChild;
  return inShadow ? deepestLast(inShadow, shadowOf) : parent;
}

/** Every node under one, itself included, shadow trees too; iterative. */
export function* nodesUnder(root: Node, shadowOf: Eyes['shadowOf']): Generator<Node, void, void> {
  const waiting: Node[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    yield node;
    const shadow = node.nodeType === ELEMENT ? shadowOf(node as Element) : null;
    for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
    for (let child = shadow?.lastChild; child; child = child.previousSibling) waiting.push(child);
  }
}
