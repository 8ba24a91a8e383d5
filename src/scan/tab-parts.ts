import type { Match, MatchKind } from '../match/match.ts';
import type { Entry, FlowListener } from '../page/live-page.ts';
import type { Flow, PageFlows } from '../page/read-page.ts';

/*
 * The page in parts, as they are sent. A part keeps its number as long as it lives, so what has been answered for it stays
 * true when the page grows elsewhere. Where a part stands among the others is said by its order.
 */

/**
 * A part is filled up to this many UTF-16 units: its message blocks its sender for some 4 ms, and an edit sends it anew;
 * an essay has some 2,000 and finds all its own in one part.
 */
const FULL = 30_000;

/** A part that has been sent takes in what is appended only up to here: an endless scroll is not sent over and over. */
const SMALL = 4_000;

/** A part that grew beyond this by insertions is cut in two. */
const TOO_LONG = 90_000;

/** When a page has so many parts, small ones are filled up after all: the background knows no page with more than 500. */
const MANY = 300;

/** A stretch of a flow that is marked. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: MatchKind;
}

/** What hangs on a flow: the part it belongs to, its marks and what is painted for them. */
export interface Held {
  part: Part | undefined;
  marks: readonly Mark[];
  painted: readonly { readonly kind: MatchKind; readonly range: AbstractRange }[];
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
  /** The matches of the part as it was last answered. */
  matches: readonly Match[];
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
    this.grow(part, -entry.flow.text.length);
  }

  edited(entry: PartEntry, before: Flow): void {
    this.grow(entry.data.part!, entry.flow.text.length - before.text.length);
    this.after.edited(entry, before);
  }

  private grow(part: Part, by: number): void {
    part.length += by;
    this.length += by;
    part.changedAt = performance.now();
    part.dirtySince ??= part.changedAt;
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
    return this.make(before, behind);
  }

  private make(before: Part | undefined, behind: Part | undefined): Part {
    const now = performance.now();
    const order = orderBetween(before, behind);
    // A number whose text is gone, and said to be gone, is free.
    const spare = this.all.find((part) => !part.first && part.dirtySince === undefined);
    if (spare) return Object.assign(spare, { order, sent: undefined, matches: [], answered: undefined });
    const part: Part = {
      number: this.all.length,
      order,
      first: undefined,
      last: undefined,
      length: 0,
      dirtySince: now,
      changedAt: now,
      sent: undefined,
      matches: [],
      answered: undefined,
    };
    this.all.push(part);
    return part;
  }

  private halve(part: Part): void {
    const entries = entriesOf(part);
    const back = entries.slice(entries.length >> 1);
    const first = back[0];
    if (!first || first === part.first) return;
    const half = this.make(part, part.last?.next?.data.part);
    half.first = first;
    half.last = part.last;
    part.last = first.previous;
    for (const entry of back) {
      entry.data.part = half;
      part.length -= entry.flow.text.length;
      half.length += entry.flow.text.length;
    }
  }
}

function orderBetween(before: Part | undefined, behind: Part | undefined): number {
  if (before && behind) return (before.order + behind.order) / 2;
  if (before) return before.order + 1;
  return behind ? behind.order - 1 : 0;
}
