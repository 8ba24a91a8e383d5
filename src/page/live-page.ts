import type { ElementQueries } from './element-queries.ts';
import { type Flow, rereadFlow } from './flow.ts';
import { readFlows } from './read-page.ts';
import { isInSiblingRun, type SiblingRun, siblingRunAround } from './sibling-run.ts';
import { nodesUnder, previousNode, type TextParent, textParentOf } from './tree.ts';
import type { Changes } from './watch.ts';

/*
 * The flows of a page that changes, in page order. Only what has changed is read again. A flow that is read with the same nodes
 * and text keeps its entry, with the data attached to it.
 */

/** An entry of the list of flows. Its flow is replaced when its text is edited; the entry stays. */
export interface Entry<Data> {
  flow: Flow;
  previous: Entry<Data> | undefined;
  next: Entry<Data> | undefined;
  /** Whether the flow is no longer on the page. */
  dead: boolean;
  /** Data of the owner of the list. */
  data: Data;
}

/** Called with changes of the list of flows. */
export interface FlowListener<Data> {
  /** Called when the entry is linked with its neighbours, before any other code can reach it. */
  added(entry: Entry<Data>): void;
  /** Called while the entry is still linked with its neighbours. */
  removed(entry: Entry<Data>): void;
  /** The text of the flow was edited in place. */
  edited(entry: Entry<Data>, before: Flow): void;
}

/** Yielded where the caller may pause. */
type Pause = undefined;

// Number of nodes or entries after which a walk over them yields a pause.
const STEPS = 256;

function sameNodes(a: readonly Text[], b: readonly Text[]): boolean {
  return a.length === b.length && a.every((node, i) => node === b[i]);
}

function isSame(a: Flow, b: Flow): boolean {
  return a.field === b.field && a.from === b.from && a.text === b.text && sameNodes(a.nodes, b.nodes);
}

/** The nodes whose first flow this is. A long node is cut into several flows; it belongs to the first of them. */
function begunBy({ field, from, nodes }: Flow): readonly Node[] {
  if (field) return [field];
  return from === 0 ? nodes : nodes.slice(1);
}

/** The flows of a page as a linked list, with an index by node. */
export class LivePage<Data> {
  head: Entry<Data> | undefined;
  tail: Entry<Data> | undefined;
  // For each text node and field the first entry that contains it: a long node is cut into several. It is no WeakMap: the entries
  // hold their nodes anyway, and hundreds of thousands of weak keys slow down each garbage collection.
  private readonly byNode = new Map<Node, Entry<Data>>();
  private readonly queries: ElementQueries;
  private readonly listener: FlowListener<Data>;
  private readonly makeData: () => Data;

  constructor(queries: ElementQueries, listener: FlowListener<Data>, makeData: () => Data) {
    this.queries = queries;
    this.listener = listener;
    this.makeData = makeData;
  }

  /** Reads a run of siblings and replaces the flows that it had before. */
  *read(run: SiblingRun): Generator<Pause, boolean, void> {
    let cursor = this.before(run.first);
    const flows = readFlows(run, this.queries);
    for (;;) {
      const { value, done } = flows.next();
      if (done) {
        if (value) this.sweep(cursor, run);
        return value as boolean;
      }
      if (value) cursor = this.place(value as Flow, cursor, run);
      else yield;
    }
  }

  /**
   * Reads what has changed, as collected by a watcher (watch.ts).
   * @returns `false` when the page changed during the walk and has to be read again
   */
  *update(changes: Changes): Generator<Pause, boolean, void> {
    if (this.head) for (const node of changes.removed) yield* this.removeUnder(node);
    const seeds = new Set<Node>();
    for (const node of changes.edited) if (!this.edit(node) && node.isConnected) seeds.add(node);
    for (const node of changes.added) if (node.isConnected) seeds.add(node);
    let whole = true;
    for (const seed of seeds) {
      const run = siblingRunAround(seed, seeds);
      if (run && !(yield* this.read(run))) whole = false;
      yield;
    }
    return whole;
  }

  /**
   * The parents of the text of flows, and the fields, in page order; one may occur more than once. `undefined` is a pause,
   * yielded now and then while flows are passed over.
   * @param isWanted selects flows by their data; all by default
   */
  *textParents(isWanted?: (data: Data) => boolean): Generator<TextParent | Pause, void, void> {
    let passed = 0;
    let last: TextParent | undefined;
    for (let entry = this.head; entry; entry = entry.next) {
      if (isWanted && !isWanted(entry.data)) {
        if (++passed % STEPS === 0) yield undefined;
        continue;
      }
      for (const node of entry.flow.nodes) {
        const parent = textParentOf(node);
        if (parent && parent !== last) yield parent;
        last = parent;
      }
      if (entry.flow.field) yield entry.flow.field;
    }
  }

  /**
   * The entry that contains a text node or field; for a node that is cut into several flows, the one that contains the offset.
   */
  entryOf(node: Node, offset = 0): Entry<Data> | undefined {
    let entry = this.byNode.get(node);
    while (entry?.next?.flow.nodes[0] === node && entry.next.flow.from <= offset) entry = entry.next;
    return entry;
  }

  private before(node: Node): Entry<Data> | undefined {
    if (!this.head) return undefined;
    const { shadowOf } = this.queries;
    for (let at = previousNode(node, shadowOf); at; at = previousNode(at, shadowOf)) {
      if (this.byNode.has(at)) return this.entryOf(at, Number.POSITIVE_INFINITY);
    }
    return undefined;
  }

  private place(flow: Flow, cursor: Entry<Data> | undefined, run: SiblingRun): Entry<Data> {
    const next = cursor ? cursor.next : this.head;
    if (next && isSame(next.flow, flow)) return next;
    const earlier = this.byNode.get(flow.field ?? flow.nodes[0]!);
    if (earlier && earlier !== next && isSame(earlier.flow, flow) && this.sweepTo(earlier, next, run)) return earlier;
    // Most flows consist of one new node.
    if (earlier || flow.nodes.length > 1) for (const node of begunBy(flow)) this.removeAll(node);
    return this.insert(flow, cursor?.dead ? this.before(run.first) : cursor);
  }

  private insert(flow: Flow, cursor: Entry<Data> | undefined): Entry<Data> {
    const next = cursor ? cursor.next : this.head;
    const entry: Entry<Data> = { flow, previous: cursor, next, dead: false, data: this.makeData() };
    if (cursor) cursor.next = entry;
    else this.head = entry;
    if (next) next.previous = entry;
    else this.tail = entry;
    for (const node of begunBy(flow)) this.byNode.set(node, entry);
    this.listener.added(entry);
    return entry;
  }

  private remove(entry: Entry<Data>): void {
    this.listener.removed(entry);
    entry.dead = true;
    if (entry.previous) entry.previous.next = entry.next;
    else this.head = entry.next;
    if (entry.next) entry.next.previous = entry.previous;
    else this.tail = entry.previous;
    for (const node of begunBy(entry.flow)) {
      if (this.byNode.get(node) === entry) this.byNode.delete(node);
    }
  }

  private removeAll(node: Node): void {
    let entry = this.byNode.get(node);
    while (entry) {
      const next: Entry<Data> | undefined = entry.next;
      this.remove(entry);
      entry = next?.flow.nodes[0] === node ? next : undefined;
    }
  }

  private *removeUnder(root: Node): Generator<Pause, void, void> {
    let steps = 0;
    for (const node of nodesUnder(root, this.queries.shadowOf)) {
      this.removeAll(node);
      if (++steps % STEPS === 0) yield;
    }
  }

  // Entries between the cursor and `end` that are in the run were not read by this walk: they have left the page.
  private sweepTo(end: Entry<Data>, from: Entry<Data> | undefined, run: SiblingRun): boolean {
    for (let at = from; at && at !== end; at = at.next) if (!this.isGone(at, run)) return false;
    for (let at = from; at && at !== end; ) {
      const next: Entry<Data> | undefined = at.next;
      this.remove(at);
      at = next;
    }
    return true;
  }

  private sweep(cursor: Entry<Data> | undefined, run: SiblingRun): void {
    for (let at = cursor ? cursor.next : this.head; at && this.isGone(at, run); ) {
      const next: Entry<Data> | undefined = at.next;
      this.remove(at);
      at = next;
    }
  }

  private isGone({ flow }: Entry<Data>, run: SiblingRun): boolean {
    const node = flow.field ?? flow.nodes[0]!;
    return !node.isConnected || isInSiblingRun(node, run);
  }

  /** Reads an edited text node or field in place. Returns `false` where its surroundings have to be walked again. */
  private edit(node: Node): boolean {
    const entry = this.byNode.get(node);
    if (!entry || entry.flow.from > 0 || entry.next?.flow.nodes[0] === node) return false;
    const before = entry.flow;
    if (before.nodes.some((each) => !each.isConnected)) return false;
    const flow = rereadFlow(before);
    if (!flow) return false;
    entry.flow = flow;
    this.listener.edited(entry, before);
    return true;
  }
}
