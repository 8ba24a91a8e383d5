import type { MarkName } from '../../mark/paint.ts';
import type { MarkedMatch } from '../../messages/protocol/from-tab.ts';
import type { Flow, PageFlows } from '../../page/flow.ts';
import { forOneTurn } from '../../page/for-one-turn.ts';
import type { Entry, FlowListener } from '../../page/live-page.ts';

/*
 * The parts in which a page is sent. A part keeps its number, so an answer for it stays valid when the page grows elsewhere. The
 * order of the parts on the page is given by `order`.
 */

/**
 * UTF-16 units up to which a part is filled. Its message blocks the sender for about 4 ms, and an edit sends the part anew. An
 * essay has about 2,000, so most are within one part.
 */
const FULL = 30_000;

/**
 * UTF-16 units up to which text is appended to a part that was sent, so that an endlessly growing page is not sent over and over.
 * A group of flows that is added in one go and does not fit gets a part of its own.
 */
const SMALL = 4_000;

/** UTF-16 units above which a part that grew by insertions is cut in two. */
const TOO_LONG = 90_000;

/** Number of parts from which on sent parts are filled up to `FULL` too: the background accepts at most `MAX_PARTS` of a page. */
const MANY = 300;

/** A marked stretch of a flow, in UTF-16 units of its text. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly name: MarkName;
}

/** Data of a flow: the part that it belongs to, its marks, and the ranges painted for them. */
export interface Held {
  part: Part | undefined;
  marks: readonly Mark[];
  painted: readonly { readonly name: MarkName; readonly range: AbstractRange }[];
}

/** A flow of the page with its data. */
export type PartEntry = Entry<Held>;

/** A part in the state in which it was sent. */
export interface Sent {
  readonly scan: number;
  readonly page: PageFlows;
  /** The entry of each flow in `page`. */
  readonly entries: readonly PartEntry[];
}

/** One part of the page. */
export interface Part {
  readonly number: number;
  /** Grows along the page. */
  order: number;
  first: PartEntry | undefined;
  last: PartEntry | undefined;
  /** In UTF-16 units. */
  length: number;
  /** Time of the first change since it was sent, in ms of `performance.now()`; `undefined` if there was none. */
  dirtySince: number | undefined;
  /** Time of the last change, in ms of `performance.now()`. */
  changedAt: number;
  sent: Sent | undefined;
  /**
   * The first of the flows that were appended since the part was sent as `sent`; `undefined` if anything else in it has changed.
   */
  appended: { readonly first: PartEntry; readonly sent: Sent } | undefined;
  /** The matches of the last answer for the part. */
  matches: readonly MarkedMatch[];
  /**
   * The state in which `matches` were found, and the number of the first scan that gave them: any scan number from there on names
   * them.
   */
  answered: { readonly sent: Sent; readonly since: number } | undefined;
}

/** The entries of a part, in page order. */
export function entriesOf(part: Part): PartEntry[] {
  const entries: PartEntry[] = [];
  for (let at = part.first; at; at = at === part.last ? undefined : at.next) entries.push(at);
  return entries;
}

/** Distributes the flows of a page over parts. */
export class Parts implements FlowListener<Held> {
  readonly all: Part[] = [];
  /** UTF-16 units of all parts together. */
  length = 0;
  /** Number of the part that last got a flow; `undefined` when that part is complete. */
  current: number | undefined;
  /** Number of the part that contains the text in view; it is sent before others. */
  urgent: number | undefined;
  private begins = false;
  // One time for all changes of a turn: reading the clock costs a third of the work for a paragraph.
  private readonly now = forOneTurn(() => performance.now());
  private readonly after: FlowListener<Held>;

  /** @param after called with every change after the parts were updated (with a removal just before) */
  constructor(after: FlowListener<Held>) {
    this.after = after;
  }

  added(entry: PartEntry): void {
    const part = this.partFor(entry);
    this.current = part.number;
    entry.data.part = part;
    const { previous, next } = entry;
    if (!part.last || previous !== part.last) part.appended = undefined;
    else if (part.sent && part.dirtySince === undefined) part.appended = { first: entry, sent: part.sent };
    if (!part.first || next === part.first) part.first = entry;
    if (!part.last || previous === part.last) part.last = entry;
    this.grow(part, entry.flow.text.length);
    if (part.length > TOO_LONG) this.halve(part);
    this.after.added(entry);
  }

  removed(entry: PartEntry): void {
    this.after.removed(entry);
    const part = entry.data.part!;
    if (part.first === part.last) {
      part.first = undefined;
      part.last = undefined;
    } else if (part.first === entry) part.first = entry.next;
    else if (part.last === entry) part.last = entry.previous;
    part.appended = undefined;
    this.grow(part, -entry.flow.text.length);
  }

  edited(entry: PartEntry, before: Flow): void {
    const part = entry.data.part!;
    part.appended = undefined;
    this.grow(part, entry.flow.text.length - before.text.length);
    this.after.edited(entry, before);
  }

  private grow(part: Part, by: number): void {
    part.length += by;
    this.length += by;
    part.changedAt = this.now();
    part.dirtySince ??= part.changedAt;
  }

  private takes(part: Part, length: number): boolean {
    // The flows before and behind the urgent part are read later. They must not delay it or cause it to be sent anew.
    if (part.number === this.urgent && part.number !== this.current) return false;
    const limit = part.sent && this.all.length < MANY ? SMALL : FULL;
    return part.length === 0 || part.length + length <= limit;
  }

  /** Makes the next flow begin a part of its own, which is sent before others when it is complete. */
  beginUrgent(): void {
    this.begins = true;
  }

  private partFor(entry: PartEntry): Part {
    const before = entry.previous?.data.part;
    const behind = entry.next?.data.part;
    if (this.begins) {
      this.begins = false;
      const part = this.make(before, behind);
      this.urgent = part.number;
      return part;
    }
    if (before && before === behind) return before;
    const { length } = entry.flow.text;
    if (before && this.takes(before, length)) return before;
    if (behind && this.takes(behind, length)) return behind;
    return (before && this.splitAppended(before)) ?? this.make(before, behind);
  }

  private make(before: Part | undefined, behind: Part | undefined): Part {
    const now = this.now();
    const order = orderBetween(before, behind);
    const fresh = { order, dirtySince: now, changedAt: now, sent: undefined, appended: undefined };
    const unanswered = { matches: [], answered: undefined };
    // A number whose text has left the page, as the background knows, is reused.
    const spare = this.all.find((part) => !part.first && part.dirtySince === undefined);
    if (spare) return Object.assign(spare, fresh, unanswered);
    const number = this.all.length;
    const part: Part = { number, first: undefined, last: undefined, length: 0, ...fresh, ...unanswered };
    this.all.push(part);
    return part;
  }

  private halve(part: Part): void {
    const entries = entriesOf(part);
    const middle = entries[entries.length >> 1];
    if (middle && middle !== part.first) this.split(part, middle);
  }

  // Without the appended flows the part is as it was sent.
  private splitAppended(part: Part): Part | undefined {
    const { appended } = part;
    if (!appended || appended.sent !== part.sent) return undefined;
    part.dirtySince = undefined;
    part.appended = undefined;
    return this.split(part, appended.first);
  }

  /** Moves the end of a part, from `first` on, to a new part. */
  private split(part: Part, first: PartEntry): Part {
    const end = this.make(part, part.last?.next?.data.part);
    end.first = first;
    end.last = part.last;
    part.last = first.previous;
    for (const entry of entriesOf(end)) {
      entry.data.part = end;
      part.length -= entry.flow.text.length;
      end.length += entry.flow.text.length;
    }
    return end;
  }
}

function orderBetween(before: Part | undefined, behind: Part | undefined): number {
  if (before && behind) return (before.order + behind.order) / 2;
  if (before) return before.order + 1;
  return behind ? behind.order - 1 : 0;
}
