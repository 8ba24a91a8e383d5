import { SENTENCE_END } from '../text/sentences.ts';
import { NUMBER_MASK, PARAGRAPH_BIT, SENTENCE_BIT } from './format.ts';

const PARAGRAPH_END = /[\r\n]/;
const WRITTEN_OUT = /[\p{L}\p{N}]/u;

/** A hash in 1–63 of the digits and Latin letters between two letters of a text, or 0 where there are none. */
export function numberHash(text: string, start: number, end: number): number {
  let hash = 0;
  for (const char of text.slice(start, end).normalize('NFKC').toLowerCase()) {
    if (WRITTEN_OUT.test(char)) hash = (Math.imul(hash, 31) + char.codePointAt(0)!) >>> 0;
  }
  return hash === 0 ? 0 : 1 + (hash % NUMBER_MASK);
}

/** The text between two letters, as one byte (see format.ts, section 10). Offsets are UTF-16 units. */
export function breakMark(text: string, start: number, end: number): number {
  const gap = text.slice(start, end);
  return (
    numberHash(text, start, end) |
    (PARAGRAPH_END.test(gap) ? PARAGRAPH_BIT : 0) |
    (SENTENCE_END.test(gap) ? SENTENCE_BIT : 0)
  );
}
