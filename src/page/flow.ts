import { HAN } from '../text/han.ts';
import type { Span } from '../text/span.ts';
import { asField, type Field } from './readable.ts';
import { type TextParent, textParentOf } from './tree.ts';

/*
 * The text of a page as flows. A flow continues across inline elements and ends at the border of a block and at a line break.
 */

/** Text between two borders, with the text nodes that it was read from. A flow is immutable. */
export interface Flow {
  /** The joined data of the nodes, of the same length; single line breaks are replaced by spaces. */
  readonly text: string;
  readonly nodes: readonly Text[];
  /** For each node the UTF-16 offset in `text` at which it begins. */
  readonly starts: readonly number[];
  /** UTF-16 offset in the first node at which the flow begins. It is 0 unless a long flow was cut. */
  readonly from: number;
  /**
   * Indexes into `nodes` before which contents of the page (a ruby reading, hidden text) were left out. No range may cross them.
   */
  readonly breaks: readonly number[];
  /** The field whose value this is. Such a flow has no nodes. */
  readonly field: Field | undefined;
  /** Whether the text is inside a block quotation. */
  readonly quoted: boolean;
}

/** Flows in page order, with their offsets in the text that results from joining them by line feeds. */
export interface PageFlows {
  readonly flows: readonly Flow[];
  /** UTF-16 offset of each flow in the joined text. */
  readonly starts: readonly number[];
}

/** Flows joined to one text. */
export interface JoinedFlows extends PageFlows {
  readonly text: string;
  /** Spans of block quotations, in UTF-16 units of the text; ascending and disjoint. */
  readonly quotes: readonly Span[];
  /** Spans of values of fields, in UTF-16 units of the text; ascending and disjoint. */
  readonly fields: readonly Span[];
}

/** The parents of the text of a flow, or its field; one may occur more than once. */
export function textParentsOf({ nodes, field }: Flow): TextParent[] {
  if (field) return [field];
  return nodes.map(textParentOf).filter((parent) => parent !== undefined);
}

/**
 * Length in UTF-16 units above which a flow is cut. The bound lets parts of a page be filled up to their size: a text/plain
 * document is one text node of any length. No paragraph of an essay is as long.
 */
export const LONGEST_FLOW = 10_000;

/** The index of the last element of the ascending `starts` that is at most `offset`; 0 where there is none. Binary search. */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Replaces single line breaks by spaces; the length stays. A browser shows them as spaces, and in preformatted text most of them
 * are wrapped lines. Empty lines stay.
 */
export function withSoftBreaks(text: string): string {
  return text.includes('\n') ? text.replace(/(?<!\n[ \t\r]*)\n(?![ \t\r]*\n)/g, ' ') : text;
}

// Cuts after the last line, else sentence, else space in the second half of the stretch; where there is none, at its end.
function cutAfter(text: string, start: number): number {
  const end = start + LONGEST_FLOW;
  if (end >= text.length) return text.length;
  const half = start + LONGEST_FLOW / 2;
  const tail = text.slice(half, end);
  for (const sign of ['\n', '。', ' ']) {
    const at = tail.lastIndexOf(sign);
    if (at >= 0) return half + at + 1;
  }
  return end;
}

function slice(flow: Flow, start: number, end: number): Flow {
  const first = indexAt(flow.starts, start);
  const last = indexAt(flow.starts, end - 1);
  const starts = flow.starts.slice(first, last + 1).map((at) => Math.max(0, at - start));
  const breaks = flow.breaks.filter((at) => at > first && at <= last).map((at) => at - first);
  const nodes = flow.nodes.slice(first, last + 1);
  return { ...flow, text: flow.text.slice(start, end), nodes, starts, breaks, from: start - flow.starts[first]! };
}

/** Cuts a flow into pieces of at most `LONGEST_FLOW` UTF-16 units, after a line or a sentence where possible. */
export function cutFlow(flow: Flow): Flow[] {
  const pieces: Flow[] = [];
  for (let start = 0; start < flow.text.length; ) {
    const end = cutAfter(flow.text, start);
    pieces.push(slice(flow, start, end));
    start = end;
  }
  return pieces;
}

/**
 * Reads the nodes or the field of a flow again after their text has changed.
 * @returns `undefined` where the tree has to be walked instead: the text has no Chinese any more, or is so long that it has to be
 * cut
 */
export function rereadFlow(flow: Flow): Flow | undefined {
  if (flow.field) {
    // A script may have turned it into a password field, whose value is never read.
    const text = asField(flow.field)?.value ?? '';
    return HAN.test(text) ? { ...flow, text } : undefined;
  }
  const starts: number[] = [];
  let text = '';
  for (const node of flow.nodes) {
    starts.push(text.length);
    text += node.data;
  }
  return HAN.test(text) && text.length <= LONGEST_FLOW ? { ...flow, text: withSoftBreaks(text), starts } : undefined;
}

/** Joins flows to one text, with a line feed between two flows. */
export function joinFlows(flows: readonly Flow[]): JoinedFlows {
  const starts: number[] = [];
  const quotes: Span[] = [];
  const fields: Span[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const flow of flows) {
    starts.push(length);
    texts.push(flow.text);
    const span = { start: length, end: length + flow.text.length };
    if (flow.quoted) quotes.push(span);
    if (flow.field) fields.push(span);
    length += flow.text.length + 1;
  }
  return { text: texts.join('\n'), flows, starts, quotes, fields };
}
