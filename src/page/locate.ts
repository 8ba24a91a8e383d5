import type { Span } from '../text/span.ts';
import { type Flow, indexAt, type PageFlows } from './flow.ts';

/** A stretch of one flow. */
export interface FlowSpan {
  /** Index of the flow in the page's flows. */
  readonly place: number;
  readonly flow: Flow;
  /** In UTF-16 units of the flow's text. */
  readonly span: Span;
}

function clipped(flow: Flow, start: number, pageSpan: Span): Span {
  return { start: Math.max(0, pageSpan.start - start), end: Math.min(flow.text.length, pageSpan.end - start) };
}

/** The stretches of flows that a span of the page's text covers, in page order; none is empty. */
export function flowsOf(page: PageFlows, pageSpan: Span): FlowSpan[] {
  const spans: FlowSpan[] = [];
  for (let i = indexAt(page.starts, pageSpan.start); i < page.flows.length; i++) {
    if (page.starts[i]! >= pageSpan.end) break;
    const flow = page.flows[i]!;
    const span = clipped(flow, page.starts[i]!, pageSpan);
    if (span.start < span.end) spans.push({ place: i, flow, span });
  }
  return spans;
}

function offsetIn(flow: Flow, place: number, offset: number): number {
  return offset - flow.starts[place]! + (place === 0 ? flow.from : 0);
}

function endOf(flow: Flow, place: number): number {
  return flow.starts[place + 1] ?? flow.text.length;
}

function range(flow: Flow, first: number, start: number, last: number, end: number): StaticRangeInit {
  return {
    startContainer: flow.nodes[first]!,
    startOffset: offsetIn(flow, first, start),
    endContainer: flow.nodes[last]!,
    endOffset: offsetIn(flow, last, end),
  };
}

/**
 * The DOM ranges of a stretch of a flow: one, or several where contents that are no text of the flow (a ruby reading, hidden
 * text) are in between. Empty for the value of a field, which has no nodes.
 */
export function rangesOf({ flow, span }: Pick<FlowSpan, 'flow' | 'span'>): StaticRangeInit[] {
  if (flow.nodes.length === 0 || span.start >= span.end) return [];
  const ranges: StaticRangeInit[] = [];
  const last = indexAt(flow.starts, span.end - 1);
  let first = indexAt(flow.starts, span.start);
  let start = span.start;
  for (const at of flow.breaks) {
    if (at <= first || at > last) continue;
    ranges.push(range(flow, first, start, at - 1, endOf(flow, at - 1)));
    first = at;
    start = flow.starts[at]!;
  }
  ranges.push(range(flow, first, start, last, span.end));
  return ranges;
}
