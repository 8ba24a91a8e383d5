import type { Recipe } from '../fingerprint/recipe.ts';
import type { Essay } from './essay.ts';
import type { Column } from './format.ts';

/** An opened index: views over its file, and two small tables made while opening. All positions are letters of the corpus row. */
export interface Index {
  /** The index's durable name, the same after a rebuild: essays are named by it and their id, see essay-ref.ts. */
  readonly name: string;
  readonly recipe: Recipe;
  /** Checksum of the file: names this very build of the index, in reports and caches. */
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
  /** For each sentence how alike a sentence of the index is to it by chance, in steps of 1/1000. */
  readonly sentenceChances: Uint8Array;
}

/** The word of the filter that a hash belongs to: its upper `filterBits` − 5. */
export function filterWord(hash: number, filterBits: number): number {
  return hash >>> (37 - filterBits);
}

/** The two bits of its word that a hash sets, by the ten bits of it that follow: a Bloom filter in one word (Putze, Sanders, Singler 2007). */
export function filterMask(hash: number, filterBits: number): number {
  return (1 << (hash >>> (32 - filterBits))) | (1 << (hash >>> (27 - filterBits)));
}

/** Whether the corpus may have a shingle with this hash; where not, it has none. Of twenty that it lacks it may have one. */
export function mayHold({ filter, filterBits }: Index, hash: number): boolean {
  const mask = filterMask(hash, filterBits);
  return (filter[filterWord(hash, filterBits)]! & mask) === mask;
}

/**
 * The next entry of a hash's bucket, at or after `entry`, that agrees with it in all stored bits; −1 if there is none. Its
 * place in the corpus is `positions[entry]`. Begin with `firstEntry`. Called for every twentieth letter of every page: no
 * closure, no array.
 */
export function nextEntry(index: Index, hash: number, entry: number): number {
  const { remainders, bucketBits } = index;
  const remainder = remainderOf(hash, bucketBits);
  const end = index.buckets[(hash >>> (32 - bucketBits)) + 1]!;
  for (let at = entry; at < end; at++) if (remainders[at] === remainder) return at;
  return -1;
}

/** The first entry that agrees with a hash in all stored bits, or −1. */
export function firstEntry(index: Index, hash: number): number {
  return nextEntry(index, hash, index.buckets[hash >>> (32 - index.bucketBits)]!);
}

/** The places of a shingle in the corpus row, as letters, in ascending order. */
export function positionsOf(index: Index, hash: number): number[] {
  const found: number[] = [];
  for (let at = firstEntry(index, hash); at >= 0; at = nextEntry(index, hash, at + 1)) found.push(index.positions[at]!);
  return found;
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
