import { HAN_RANGES, isHan } from './han.ts';
import { FOLDED_FROM, FOLDED_TO } from './simplified-table.ts';

/**
 * The letters of a text and the offset of each. A letter is a Han character of the basic plane, folded to its simplified form.
 * Everything else (punctuation, digits, Latin, `*`, zero-width characters, emoji) is dropped, so masked years, inserted readings
 * and doubled punctuation vanish on both sides of a comparison.
 */
export interface Letters {
  /** The folded letters, one UTF-16 unit each. */
  readonly codes: Uint16Array;
  /** For each letter its UTF-16 offset in the text; strictly ascending. */
  readonly at: Uint32Array;
}

function foldTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (const [first, last] of HAN_RANGES) {
    for (let code = first; code <= last; code++) if (isHan(code)) table[code] = code;
  }
  for (let i = 0; i < FOLDED_FROM.length; i++) table[FOLDED_FROM.charCodeAt(i)] = FOLDED_TO.charCodeAt(i);
  return table;
}

/** For each UTF-16 unit the letter that it folds to; 0 if it is no letter. */
export const FOLD: Uint16Array = foldTable();

/**
 * 1 for an entry of `FOLD` that is a letter, 0 for 0. It has no branch, as one would be mispredicted at every punctuation mark.
 */
export function isLetter(folded: number): number {
  return (folded + 0xffff) >>> 16;
}

/** The letters of a text with their offsets, in one pass with one table lookup for each UTF-16 unit. */
export function normalise(text: string): Letters {
  const codes = new Uint16Array(text.length);
  const at = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = FOLD[text.charCodeAt(i)]!;
    // Written for every unit; the next one overwrites it unless it is a letter.
    codes[count] = letter;
    at[count] = i;
    count += isLetter(letter);
  }
  return { codes: codes.subarray(0, count), at: at.subarray(0, count) };
}

/** Index of the first letter at or after the UTF-16 offset; `at.length` if there is none. Binary search. */
export function letterFrom(at: Uint32Array, offset: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
