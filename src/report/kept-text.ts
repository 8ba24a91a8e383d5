import type { Span } from '../text/span.ts';
import type { ReportPiece } from './report-text.ts';

// Each line with its line feed, so that lines can be joined again.
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}

// Makes a test whether a line overlaps one of the spans. Both are ascending, so each search continues where the last one ended.
function makeOverlaps(spans: readonly Span[]): (line: Span) => boolean {
  let at = 0;
  return ({ start, end }) => {
    while (at < spans.length && spans[at]!.end <= start) at++;
    return at < spans.length && spans[at]!.start < end;
  };
}

/**
 * The lines of a piece that a report prints, as spans of its text with their line feeds, in order: those of the main text, and
 * those with a mark. All lines where the main text is not known.
 * @param marks ascending and disjoint
 */
export function keptLines({ text, main }: Pick<ReportPiece, 'text' | 'main'>, marks: readonly Span[]): Span[] {
  const lines = linesOf(text);
  if (!main) return lines;
  const isInMain = makeOverlaps(main);
  const isMarked = makeOverlaps(marks);
  // Both tests have to run for every line, as each continues where its last search ended.
  return lines.filter((line) => [isInMain(line), isMarked(line)].includes(true));
}

/** The text of a span as far as it is in these lines. */
export function textIn(text: string, { start, end }: Span, lines: readonly Span[]): string {
  return lines
    .filter((line) => line.start < end && line.end > start)
    .map((line) => text.slice(Math.max(start, line.start), Math.min(end, line.end)))
    .join('');
}
