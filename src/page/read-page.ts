import type { ElementQueries } from './element-queries.ts';
import { type Flow, type JoinedFlows, joinFlows } from './flow.ts';
import { FlowBuilder } from './flow-builder.ts';
import { asField, isBorder, isSkipped } from './readable.ts';
import type { SiblingRun } from './sibling-run.ts';
import { ELEMENT, hostOf, parentOf, type TextParent, textParentOf } from './tree.ts';

/*
 * Reads the flows of a page. The walk goes from node to node without recursion, as pages nest up to 5,000 elements deep; it needs
 * no layout and can be paused after every step.
 */

/** Number of nodes after which the walk yields though it has no flow: about 20 µs of work. */
const STEPS = 128;

const TEXT = 3;
const CDATA = 4;

/** Enters an element. Returns its first node to read; `undefined` where nothing inside it is read. */
function enter(element: Element, builder: FlowBuilder, queries: ElementQueries): Node | undefined {
  const name = element.localName;
  if (isBorder(name)) builder.border();
  if (name === 'blockquote') builder.quoteDepth++;
  if (isSkipped(element)) {
    const field = asField(element);
    if (field) builder.field(field);
    builder.skip();
    return undefined;
  }
  const inShadow = queries.shadowOf(element)?.firstChild;
  if (inShadow) builder.border();
  return inShadow ?? element.firstChild ?? undefined;
}

function leave(element: Element, builder: FlowBuilder): void {
  const name = element.localName;
  if (isBorder(name)) builder.border();
  if (name === 'blockquote') builder.quoteDepth--;
}

/** The node after `node` and its descendants, leaving elements on the way; `undefined` at the end of the run. */
function after(node: Node, last: Node, builder: FlowBuilder): Node | undefined {
  for (let at = node; ; ) {
    if (at.nodeType === ELEMENT) leave(at as Element, builder);
    if (at === last) return undefined;
    const sibling = at.nextSibling;
    if (sibling) return sibling;
    const parent: ParentNode | null = at.parentNode;
    if (parent?.nodeType === ELEMENT) at = parent;
    else {
      const host = hostOf(parent);
      if (!host) return undefined;
      // After a shadow tree come the children of its host, which show in its slots.
      builder.border();
      if (host.firstChild) return host.firstChild;
      at = host;
    }
  }
}

function quotesAround(node: Node): number {
  return parentOf(node)?.closest('blockquote') ? 1 : 0;
}

/**
 * Leaves the element that hides a text with everything inside it, but never the run of siblings. Returns the node after which the
 * walk continues.
 */
function passHidden(node: Node, parent: TextParent, last: Node, builder: FlowBuilder, queries: ElementQueries): Node {
  const root = queries.hiddenRoot(parent);
  if (!root) return node;
  let at = node;
  while (at !== root && at !== last) {
    const around = parentOf(at);
    if (!around) break;
    // The whole run is hidden. Its nodes are passed one by one, as `last` may be any of them.
    if (around === last.parentNode) return at;
    if (at.nodeType === ELEMENT) leave(at as Element, builder);
    at = around;
  }
  return at;
}

/** Reads a text node. Returns the node after which the walk continues. */
function readText(node: Text, last: Node, builder: FlowBuilder, queries: ElementQueries): Node {
  const parent = textParentOf(node);
  if (!parent || builder.text(node, parent) === 'read') return node;
  builder.skip();
  return passHidden(node, parent, last, builder, queries);
}

/**
 * Reads the flows of a run of siblings in reading order (see tree.ts). Between flows, and every few nodes where there is none, it
 * yields `undefined`, where the caller may pause. If the node at which it paused has left the document meanwhile, the walk ends
 * early and returns `false`; the caller then has to read again.
 */
export function* readFlows(run: SiblingRun, queries: ElementQueries): Generator<Flow | undefined, boolean, void> {
  const builder = new FlowBuilder(queries, quotesAround(run.first));
  let steps = 0;
  for (let node: Node | undefined = run.first; node; ) {
    let inside: Node | undefined;
    let end: Node = node;
    if (node.nodeType === ELEMENT) inside = enter(node as Element, builder, queries);
    else if (node.nodeType === TEXT || node.nodeType === CDATA)
      end = readText(node as Text, run.last, builder, queries);
    node = inside ?? after(end, run.last, builder);
    while (builder.ready) yield builder.take();
    if (++steps % STEPS === 0) {
      yield undefined;
      if (node && !node.isConnected) return false;
    }
  }
  builder.border();
  while (builder.ready) yield builder.take();
  return true;
}

/** Reads everything under a node in one go, for documents that are not displayed. */
export function readPage(root: Node, queries: ElementQueries): JoinedFlows {
  const flows: Flow[] = [];
  for (const flow of readFlows({ first: root, last: root }, queries)) if (flow) flows.push(flow);
  return joinFlows(flows);
}
