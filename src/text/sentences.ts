import type { Letters } from './normalise.ts';
import type { Span } from './span.ts';

/** A character that ends a sentence, including the end of a line. A semicolon counts, as essays join whole statements by it. */
export const SENTENCE_END = /[。！？!?；;…\r\n]/;

/** The end of a sentence with closing marks that belong to it and the white space after it. */
const END_AND_CLOSERS = /[。！？!?；;…\r\n][。！？!?；;…”’"』」）)】》\s]*/;

/** A sentence: its span in UTF-16 units, end mark and closing quotes included, and its letters `[letter, letterEnd)`. */
export interface Sentence extends Span {
  readonly letter: number;
  readonly letterEnd: number;
}

/**
 * The UTF-16 offset at which the sentence ends whose last letter is before `start`; `null` if it continues in the gap `[start,
 * end)`.
 */
function cut(text: string, start: number, end: number): number | null {
  // Most gaps are a single comma.
  if (end - start === 1 && !SENTENCE_END.test(text[start]!)) return null;
  const found = END_AND_CLOSERS.exec(text.slice(start, end));
  return found ? start + found.index + found[0].length : null;
}

function trimmed(text: string, start: number, end: number): Span {
  const raw = text.slice(start, end);
  const rest = raw.trimStart();
  return { start: end - rest.length, end: end - rest.length + rest.trimEnd().length };
}

/**
 * The sentences of a text that contain letters, in order.
 * @param letters those of the same text
 */
export function sentencesOf(text: string, { at }: Letters): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let first = 0;
  for (let letter = 1; letter <= at.length; letter++) {
    const after = at[letter - 1]! + 1;
    const next = letter < at.length ? at[letter]! : text.length;
    const end = after === next ? null : cut(text, after, next);
    if (end === null && letter < at.length) continue;
    sentences.push({ ...trimmed(text, start, end ?? next), letter: first, letterEnd: letter });
    start = end ?? next;
    first = letter;
  }
  return sentences;
}
