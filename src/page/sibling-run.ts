import { isBorder, isSkipped } from './readable.ts';
import { ELEMENT, parentOf } from './tree.ts';

/** A run of siblings, from `first` to `last`, both included. */
export interface SiblingRun {
  readonly first: Node;
  readonly last: Node;
}

function isBorderElement(node: Node): boolean {
  return node.nodeType === ELEMENT && isBorder((node as Element).localName);
}

/** The child of the nearest block around a node that the node lies in; the node itself where its parent is a block. */
function topInBlock(node: Node): Node {
  let at = node;
  for (let parent = at.parentNode; parent?.nodeType === ELEMENT && !isBorderElement(parent); parent = at.parentNode)
    at = parent;
  return at;
}

// Whether the node lies in an element that is not read, or in one that is to be read again itself.
function isInside(node: Node, seeds: ReadonlySet<Node>): boolean {
  for (let at = parentOf(node); at; at = parentOf(at)) if (isSkipped(at) || seeds.has(at)) return true;
  return false;
}

/**
 * What has to be read again when a node is new or changed: the siblings around it up to the next block border on either
 * side, because flows run over inline siblings. Blocks that are to be read too become part of the run and are taken off `seeds`.
 * @returns `undefined` where nothing is to be read: the node lies in a script or the like, or inside another seed
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

/** Whether a node is one of a run of siblings or lies inside one of them, shadow trees included. */
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
