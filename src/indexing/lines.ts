import type { Span } from '../text/span.ts';

/** One line of a document that is not blank; the span is trimmed of white space and in UTF-16 units of the document. */
export interface Line extends Span {
  /** Counts from 1; blank lines count. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a document that are not blank. LF and CRLF end a line; a byte order mark counts as white space. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let lineStart = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    const start = lineStart + raw.length - raw.trimStart().length;
    if (trimmed) lines.push({ number: index + 1, start, end: start + trimmed.length, text: trimmed });
    lineStart += raw.length + 1;
  }
  return lines;
}
