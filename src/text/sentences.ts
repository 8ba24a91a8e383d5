import type { Letters } from './normalise.ts';
import type { Span } from './span.ts';

/** What ends a sentence, a line's end among it. A semicolon does: essays string whole statements together with it. */
export const SENTENCE_END = /[。！？!?；;…\r\n]/;

/** A sentence's end with the marks that still belong to it and the white space after it. */
const END_AND_CLOSERS = /[。！？!?；;…\r\n][。！？!?；;…”’"』」）)】》\s]*/;

/** A sentence: its span in UTF-16 units, end mark and closing quotes included, and its letters `[letter, letterEnd)`. */
export interface Sentence extends Span {
  readonly letter: number;
  readonly letterEnd: number;
}

/** The offset where the sentence ends that has its last letter before `start`, or null if it goes on; offsets are UTF-16 units. */
function cut(text: string, start: number, end: number): number | null {
  // Most gaps are a comma.
  if (end - start === 1 && !SENTENCE_END.test(text[start]!)) return null;
  const found = END_AND_CLOSERS.exec(text.slice(start, end));
  return found ? start + found.index + found[0].length : null;
}

function trimmed(text: string, start: number, end: number): Span {
  const raw = text.slice(start, end);
  const rest = raw.trimStart();
  return { start: end - rest.length, end: end - rest.length + rest.trimEnd().length };
}

/** The sentences of a text that have letters, in order. `letters` are those of the very text. */
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
