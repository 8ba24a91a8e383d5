import type { Recipe } from '../fingerprint/recipe.ts';
import type { Essay } from './essay.ts';
import type { Column } from './format.ts';

/** An opened index: views over its file, and two small tables made while opening. All positions are letters of the corpus row. */
export interface Index {
  readonly recipe: Recipe;
  /** Checksum of the file: names this very index, in reports and caches. */
  readonly checksum: number;
  readonly byteLength: number;
  readonly essays: readonly Essay[];
  readonly letterCount: number;
  readonly essayStarts: Uint32Array;
  /** For each letter the essay it belongs to. */
  readonly essayOf: Uint16Array;
  readonly letterBytes: Uint8Array;
  readonly letterFacts: Uint8Array;
  readonly bucketBits: number;
  readonly buckets: Column;
  readonly remainders: Uint16Array;
  readonly positions: Column;
  readonly breakLetters: Column;
  readonly breakOffsets: Column;
  readonly breakMarks: Uint8Array;
  /** One bit for each value of a hash's upper `filterBits`: clear where no shingle of the corpus has them. */
  readonly filter: Uint32Array;
  readonly filterBits: number;
}

/** Calls back with the position of every shingle of the corpus whose hash agrees in all stored bits. */
export function eachPosition(index: Index, hash: number, visit: (position: number) => void): void {
  const bucket = hash >>> (32 - index.bucketBits);
  const remainder = remainderOf(hash, index.bucketBits);
  const end = index.buckets[bucket + 1]!;
  for (let entry = index.buckets[bucket]!; entry < end; entry++) {
    if (index.remainders[entry] === remainder) visit(index.positions[entry]!);
  }
}

/** The 16 bits of a hash that follow the bucket's. */
export function remainderOf(hash: number, bucketBits: number): number {
  return (hash >>> (16 - bucketBits)) & 0xffff;
}

/** The last break at or before a letter: its place in the break columns. Every essay begins with one. */
export function breakBefore(index: Index, letter: number): number {
  let low = 0;
  let high = index.breakLetters.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (index.breakLetters[middle]! <= letter) low = middle;
    else high = middle;
  }
  return low;
}

/** The UTF-16 offset of a letter of the corpus row in its document. */
export function sourceOffset(index: Index, letter: number): number {
  const at = breakBefore(index, letter);
  return index.breakOffsets[at]! + letter - index.breakLetters[at]!;
}
