import type { MarkName, Painter } from '../../mark/paint.ts';
import type { MarkedMatch } from '../../messages/protocol/from-tab.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import type { Held, Mark, PartEntry, Sent } from '../sending/parts.ts';

const NONE: readonly never[] = [];

/** The initial data of a flow: in no part, without marks. */
export function emptyHeld(): Held {
  return { part: undefined, marks: NONE, painted: NONE };
}

function commonStart(a: string, b: string, limit: number): number {
  let at = 0;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, limit: number): number {
  let at = 0;
  while (at < limit && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}

/**
 * Marks of a text after it was edited in one place: marks before the edit stay, those behind it are shifted, and one around it
 * grows or shrinks. This is an estimate that is used until the text has been checked again.
 */
export function moveMarks(marks: readonly Mark[], before: string, text: string): Mark[] {
  const shorter = Math.min(before.length, text.length);
  const start = commonStart(before, text, shorter);
  const end = before.length - commonEnd(before, text, shorter - start);
  const by = text.length - before.length;
  const moved = (at: number, edge: 'start' | 'end') => {
    if (at <= start) return at;
    if (at >= end) return at + by;
    return edge === 'start' ? end + by : start;
  };
  return marks
    .map((mark) => ({ ...mark, start: moved(mark.start, 'start'), end: moved(mark.end, 'end') }))
    .filter((mark) => mark.start < mark.end);
}

function unpaint(held: Held, painter: Painter): void {
  for (const { name, range } of held.painted) painter.remove(name, [range]);
  held.painted = [];
}

/** Whether a painted mark of a flow is visible. */
export function isShown({ painted }: Held, painter: Painter): boolean {
  return painted.some(({ range }) => painter.shows(range));
}

/**
 * Replaces the painted marks of a flow by its current marks.
 * @param now whether to paint at once instead of when the text comes near the view; by default so where a mark is visible, which
 * avoids a flicker
 */
export function repaint(entry: PartEntry, painter: Painter, now = isShown(entry.data, painter)): void {
  const { flow, data } = entry;
  unpaint(data, painter);
  data.painted = data.marks.flatMap((mark) =>
    rangesOf({ flow, span: mark }).map((init) => ({ name: mark.name, range: new StaticRange(init) })),
  );
  for (const { name, range } of data.painted) painter.add(name, [range], now);
}

/** Removes the marks of a flow and their painting. */
export function unmark(entry: PartEntry, painter: Painter): void {
  unpaint(entry.data, painter);
  entry.data.marks = [];
}

function markNameOf({ kind, source }: MarkedMatch): MarkName {
  return source === undefined ? kind : `${kind}-${source}`;
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return (
    a.length === b.length &&
    a.every((mark, i) => mark.start === b[i]!.start && mark.end === b[i]!.end && mark.name === b[i]!.name)
  );
}

/**
 * Marks the matches of a part. Flows that have changed since the part was sent are skipped: the next answer is about their new
 * text.
 * @returns the entries whose marks are new
 */
export function markMatches(sent: Sent, matches: readonly MarkedMatch[], painter: Painter): PartEntry[] {
  const marked: PartEntry[] = [];
  const marks: (Mark[] | undefined)[] = [];
  for (const match of matches) {
    const name = markNameOf(match);
    for (const { place, span } of flowsOf(sent.page, match.page)) {
      marks[place] ??= [];
      marks[place].push({ start: span.start, end: span.end, name });
    }
  }
  for (const [place, entry] of sent.entries.entries()) {
    const fresh = marks[place] ?? NONE;
    if (entry.dead || entry.flow !== sent.page.flows[place]) continue;
    const painted = fresh.length === 0 || entry.data.painted.length > 0;
    if (sameMarks(entry.data.marks, fresh) && painted) continue;
    entry.data.marks = fresh;
    repaint(entry, painter);
    if (fresh.length > 0) marked.push(entry);
  }
  return marked;
}
