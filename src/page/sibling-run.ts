import { isBorder, isSkipped } from './readable.ts';
import { ELEMENT, parentOf } from './tree.ts';

/** Consecutive siblings, from `first` to `last`, both included. */
export interface SiblingRun {
  readonly first: Node;
  readonly last: Node;
}

function isBorderElement(node: Node): boolean {
  return node.nodeType === ELEMENT && isBorder((node as Element).localName);
}

/** The ancestor of a node that is a child of the nearest block around it; the node itself where its parent is a block. */
function topInBlock(node: Node): Node {
  let at = node;
  for (let parent = at.parentNode; parent?.nodeType === ELEMENT && !isBorderElement(parent); parent = at.parentNode)
    at = parent;
  return at;
}

// Whether a node is inside an element that is not read, or inside one that will itself be read again.
function isInside(node: Node, seeds: ReadonlySet<Node>): boolean {
  for (let at = parentOf(node); at; at = parentOf(at)) if (isSkipped(at) || seeds.has(at)) return true;
  return false;
}

/**
 * The nodes that have to be read again when a node is new or changed: its siblings up to the next block border on either side,
 * because flows continue across inline siblings. Neighbouring blocks that are in `seeds` join the run and are removed from
 * `seeds`.
 * @returns `undefined` where nothing has to be read: the node is inside a skipped element (a script, for instance) or inside
 * another seed
 */
export function siblingRunAround(node: Node, seeds: Set<Node>): SiblingRun | undefined {
  if (isInside(node, seeds)) return undefined;
  const top = topInBlock(node);
  const joins = (sibling: Node) => seeds.delete(sibling) || !isBorderElement(sibling);
  let first = top;
  let last = top;
  if (top.parentNode?.nodeType !== ELEMENT && !(top.parentNode as ShadowRoot | null)?.host) return { first, last };
  for (let at = first.previousSibling; at && joins(at); at = at.previousSibling) first = at;
  for (let at = last.nextSibling; at && joins(at); at = at.nextSibling) last = at;
  return { first, last };
}

/** Whether a node is one of a run of siblings or inside one of them, shadow trees included. */
export function isInSiblingRun(node: Node, { first, last }: SiblingRun): boolean {
  const row = first.parentNode;
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    if (at.parentNode !== row) continue;
    const afterFirst = at === first || (first.compareDocumentPosition(at) & 4) !== 0;
    const beforeLast = at === last || (last.compareDocumentPosition(at) & 2) !== 0;
    return afterFirst && beforeLast;
  }
  return false;
}
