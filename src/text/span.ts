/**
 * A half-open stretch `[start, end)`. Its unit follows from the name of the property or variable: `page…` and `source…` are
 * UTF-16 units, `letter…` are letters (characters that remain after normalising).
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

/** The spans that cover the same offsets as these: ascending, disjoint, and no two of them adjacent. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
