import type { MarkName } from '../../mark/paint.ts';
import type { MarkedMatch } from '../../messages/protocol/from-tab.ts';
import type { Flow, PageFlows } from '../../page/flow.ts';
import type { Entry, FlowListener } from '../../page/live-page.ts';

/*
 * The page in parts, as they are sent. A part keeps its number as long as it lives, so what has been answered for it stays
 * true when the page grows elsewhere. Where a part stands among the others is said by its order.
 */

/**
 * A part is filled up to this many UTF-16 units: its message blocks its sender for some 4 ms, and an edit sends it anew;
 * an essay has some 2,000 and finds all its own in one part.
 */
const FULL = 30_000;

/**
 * A part that has been sent takes in what is appended only up to here: an endless scroll is not sent over and over. What comes
 * in one go and does not fit in stands in a part of its own, all of it.
 */
const SMALL = 4_000;

/** A part that grew beyond this by insertions is cut in two. */
const TOO_LONG = 90_000;

/** When a page has so many parts, small ones are filled up after all: the background takes at most `MAX_PARTS` of a page. */
const MANY = 300;

/** A stretch of a flow that is marked. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly name: MarkName;
}

/** What hangs on a flow: the part it belongs to, its marks and what is painted for them. */
export interface Held {
  part: Part | undefined;
  marks: readonly Mark[];
  painted: readonly { readonly name: MarkName; readonly range: AbstractRange }[];
}

/** A flow of the page with what hangs on it. */
export type PartEntry = Entry<Held>;

/** A part as it was sent. */
export interface Sent {
  readonly scan: number;
  readonly page: PageFlows;
  /** The entry of each flow of the page's text. */
  readonly entries: readonly PartEntry[];
}

/** One part of the page. */
export interface Part {
  readonly number: number;
  /** Grows along the page. */
  order: number;
  first: PartEntry | undefined;
  last: PartEntry | undefined;
  /** UTF-16 units. */
  length: number;
  /** Changed since it was sent, at this time (ms of `performance.now()`); `undefined` when not. */
  dirtySince: number | undefined;
  changedAt: number;
  sent: Sent | undefined;
  /** The first of the flows that were appended since it was sent as `sent`, as long as nothing else in it has changed. */
  appended: { readonly first: PartEntry; readonly sent: Sent } | undefined;
  /** The matches of the part as it was last answered. */
  matches: readonly MarkedMatch[];
  /** What `matches` were found in, and the first scan that gave them: they go by any number from there on. */
  answered: { readonly sent: Sent; readonly since: number } | undefined;
}

/** The entries of a part, in order. */
export function entriesOf(part: Part): PartEntry[] {
  const entries: PartEntry[] = [];
  for (let at = part.first; at; at = at === part.last ? undefined : at.next) entries.push(at);
  return entries;
}

/** Deals the flows of a page out to parts. */
export class Parts implements FlowListener<Held> {
  readonly all: Part[] = [];
  /** UTF-16 units over all parts. */
  length = 0;
  /** Number of the part that took in a flow last; `undefined` when that one is finished. */
  current: number | undefined;
  /** Number of the part that is to be sent before others: what is in view stands in it. */
  urgent: number | undefined;
  private begins = false;
  private time: number | undefined;
  private readonly after: FlowListener<Held>;

  /** @param after hears of every change when the parts have taken it in (of a removal, just before) */
  constructor(after: FlowListener<Held>) {
    this.after = after;
  }

  added(entry: PartEntry): void {
    const part = this.partFor(entry);
    this.current = part.number;
    entry.data.part = part;
    const { previous, next } = entry;
    noteAppended(part, entry);
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

  // One time for all that comes in a turn: to ask the clock costs as much as a third of what a paragraph costs here.
  private now(): number {
    if (this.time === undefined) {
      this.time = performance.now();
      queueMicrotask(() => {
        this.time = undefined;
      });
    }
    return this.time;
  }

  private takes(part: Part, length: number): boolean {
    // What comes before and behind it is read later; it would have to wait for that, or be sent anew.
    if (part.number === this.urgent && part.number !== this.current) return false;
    const limit = part.sent && this.all.length < MANY ? SMALL : FULL;
    return part.length === 0 || part.length + length <= limit;
  }

  /** The next flow begins a part of its own, which is to be sent before others when it is finished. */
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
    // A number whose text is gone, and said to be gone, is free.
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

  // Without what was appended the part is as it was sent.
  private splitAppended(part: Part): Part | undefined {
    const { appended } = part;
    if (!appended || appended.sent !== part.sent) return undefined;
    part.dirtySince = undefined;
    part.appended = undefined;
    return this.split(part, appended.first);
  }

  /** Makes a part of a part's end. */
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

/** Called before the part has taken the entry in. */
function noteAppended(part: Part, entry: PartEntry): void {
  const { sent, last, dirtySince } = part;
  const isAppended = last !== undefined && entry.previous === last;
  if (!isAppended) part.appended = undefined;
  else if (sent && dirtySince === undefined) part.appended = { first: entry, sent };
}

function orderBetween(before: Part | undefined, behind: Part | undefined): number {
  if (before && behind) return (before.order + behind.order) / 2;
  if (before) return before.order + 1;
  return behind ? behind.order - 1 : 0;
}
