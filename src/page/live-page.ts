import type { ElementQueries } from './element-queries.ts';
import { type Flow, rereadFlow } from './flow.ts';
import { readFlows } from './read-page.ts';
import { isInSiblingRun, type SiblingRun, siblingRunAround } from './sibling-run.ts';
import { nodesUnder, previousNode, type TextParent, textParentOf } from './tree.ts';
import type { Changes } from './watch.ts';

/*
 * The flows of a page that lives, in the order of the page. What changes is read again, and only that: a flow that reads as
 * before stays the entry it was, with all that hangs on it.
 */

/** A flow of a living page. Its flow is exchanged when its text is edited; the entry stays. */
export interface Entry<Data> {
  flow: Flow;
  previous: Entry<Data> | undefined;
  next: Entry<Data> | undefined;
  /** No longer on the page. */
  dead: boolean;
  data: Data;
}

/** Hears what happens to the flows. */
export interface FlowListener<Data> {
  /** Called before the entry can be seen by anyone else, with its neighbours in place. */
  added(entry: Entry<Data>): void;
  /** Called with the neighbours that it had. */
  removed(entry: Entry<Data>): void;
  /** The text of the flow was edited in place. */
  edited(entry: Entry<Data>, before: Flow): void;
}

/** A place to pause. */
type Pause = undefined;

// Removing many nodes is a walk over them; after so many of them the caller may pause.
const STEPS = 256;

function sameNodes(a: readonly Text[], b: readonly Text[]): boolean {
  return a.length === b.length && a.every((node, i) => node === b[i]);
}

function isSame(a: Flow, b: Flow): boolean {
  return a.field === b.field && a.from === b.from && a.text === b.text && sameNodes(a.nodes, b.nodes);
}

/** The nodes of which this flow is the first: of a long node, cut into several, that is the first piece alone. */
function begunBy({ field, from, nodes }: Flow): readonly Node[] {
  if (field) return [field];
  return from === 0 ? nodes : nodes.slice(1);
}

/** The flows of a page. */
export class LivePage<Data> {
  head: Entry<Data> | undefined;
  tail: Entry<Data> | undefined;
  // The first entry that a text node or field is part of: a long node is cut into several. Not weak: the entries hold their
  // nodes, and hundreds of thousands of weak keys make each collection of garbage longer.
  private readonly byNode = new Map<Node, Entry<Data>>();
  private readonly queries: ElementQueries;
  private readonly listener: FlowListener<Data>;
  private readonly makeData: () => Data;

  constructor(queries: ElementQueries, listener: FlowListener<Data>, makeData: () => Data) {
    this.queries = queries;
    this.listener = listener;
    this.makeData = makeData;
  }

  /**
   * Reads a row of siblings and puts its flows in place of those that stood there.
   * @returns `false` when the page changed under the walk and it has to be read again
   */
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

  /** Takes in what has changed, as a watcher has told. */
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
   * The parents of the text of flows, and the fields, in order; one may come more than once. `undefined` comes now and then where
   * many flows are passed over: a place to pause.
   * @param isWanted says which flows are meant
   */
  *textParents(isWanted: (data: Data) => boolean = () => true): Generator<TextParent | Pause, void, void> {
    let passed = 0;
    let last: TextParent | undefined;
    for (let entry = this.head; entry; entry = entry.next) {
      if (!isWanted(entry.data)) {
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

  /** The entry that a text node or field is part of; of a long node, the one around the offset. */
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
    // Most flows are of one node, and new.
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

  // Entries that the walk has passed without reading them are gone, up to one that it has.
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

  /** Whether nothing else has to be done about an edited text node or field. */
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
