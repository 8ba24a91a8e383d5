/**
 * A half-open stretch `[start, end)`. Whose offsets it holds is said by the name of whatever holds it:
 * `page…` and `source…` are UTF-16 units, `letter…` are letters (characters that survive normalising).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the two spans share at least one offset. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The length of a span, in its own units. */
export function lengthOf(span: Span): number {
  return span.end - span.start;
}
