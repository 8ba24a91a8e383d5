import { createHash } from 'node:crypto';
import type { Span } from '../src/text/span.ts';

/** One line of a document that is not blank; the span is trimmed of white space and in UTF-16 units of the document. */
export interface Line extends Span {
  /** Counts from 1; blank lines count. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a document that are not blank. LF and CRLF end a line; a byte order mark counts as white space. */
export function linesOf(document: string): Line[] {
  const lines: Line[] = [];
  let lineStart = 0;
  for (const [index, raw] of document.split('\n').entries()) {
    const text = raw.trim();
    const start = lineStart + raw.length - raw.trimStart().length;
    if (text) lines.push({ number: index + 1, start, end: start + text.length, text });
    lineStart += raw.length + 1;
  }
  return lines;
}

/** Eight hex digits of the trimmed line's SHA-256: enough to notice a changed line, too little to tell what it says. */
export function lineHash(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 8);
}
