import type { Sampling } from '../fingerprint/recipe.ts';
import { decodeRecord } from './block.ts';
import type { Essay, EssayRecord } from './essay.ts';
import { CLASS_SHIFT, type Column, IndexError } from './format.ts';

/** Reads bytes of the section of blocks, `[start, end)`. */
export type BlockReader = (start: number, end: number) => Uint8Array;

/**
 * An opened index: its columns, and a filter that is made while opening. Positions are letters of the corpus row. The essays'
 * blocks can be read at once where the file is in memory or the system reads files at once.
 */
export interface Index {
  /** The index's durable name, the same after a rebuild: essays are named by it and their id, see essay-ref.ts. */
  readonly name: string;
  readonly sampling: Sampling;
  /** Checksum of the file: names this very build of the index, in reports and caches. */
  readonly checksum: number;
  readonly byteLength: number;
  readonly letterCount: number;
  readonly essayCount: number;
  /** The records of all essays, read at the first access. Throws an IndexError if blocks cannot be read synchronously. */
  readonly essays: readonly Essay[];
  readonly essayStarts: Uint32Array;
  /** For every 512th letter its essay; made while opening. */
  readonly essayHints: Uint32Array;
  /** For each essay, and the end, its block's first byte in the section of blocks. */
  readonly blockStarts: Uint32Array;
  /** Offset of the section of blocks in the file, in bytes. */
  readonly blocksOffset: number;
  /** Reads blocks synchronously; `null` where that is impossible, and the caller has to read the blocks that it needs. */
  readonly readBlock: BlockReader | null;
  readonly bucketBits: number;
  readonly buckets: Column;
  readonly remainders: Uint16Array;
  readonly positions: Column;
  readonly shingleBits: Uint8Array;
  readonly families: Uint32Array;
  readonly idHashes: Uint32Array;
  /** Of each sentence, see format.ts; empty where the reworded tier is off. */
  readonly sentenceChances: Uint8Array;
  /**
   * Essays, by their places, that stand in the file but are not found any more: the maker of a pack has withdrawn them, or the user has
   * deleted or changed them in the library.
   */
  readonly withdrawn: ReadonlySet<number>;
  /** Reads the records of the essays that are not withdrawn, one after another. Throws an IndexError as `essays` does. */
  records(): Iterable<EssayRecord>;
  /** Three bits of a word for each indexed shingle, see `mayHold`. */
  readonly filter: Uint32Array;
  readonly filterBits: number;
}

/** The bucket of a hash. */
export function bucketOf(hash: number, bucketBits: number): number {
  return hash >>> (32 - bucketBits);
}

/** The 16 bits of a hash that follow the bucket's; zeros where the hash ends before. */
export function remainderOf(hash: number, bucketBits: number): number {
  return ((hash << bucketBits) >>> 16) & 0xffff;
}

/** The word of the filter that a hash belongs to: its upper `filterBits` − 5. */
export function filterWord(hash: number, filterBits: number): number {
  return hash >>> (37 - filterBits);
}

/** Spreads the bits of a hash (Fibonacci hashing, Knuth 6.4). */
const GOLDEN = 0x9e3779b1;

/**
 * The three bits of its word that a hash sets: a Bloom filter in one word (Putze, Sanders, Singler 2007). Two are named by the ten bits of
 * the hash that follow the word's. The third depends on these and the word's, as a small index does not store more bits of a hash.
 */
export function filterMask(hash: number, filterBits: number): number {
  const third = Math.imul(hash >>> (27 - filterBits), GOLDEN) >>> 27;
  return (1 << (hash >>> (32 - filterBits))) | (1 << (hash >>> (27 - filterBits))) | (1 << third);
}

/**
 * Whether the index may have a shingle with this hash. If not, it has none; of a hundred shingles that it lacks, two or three pass.
 */
export function mayHold({ filter, filterBits }: Index, hash: number): boolean {
  const mask = filterMask(hash, filterBits);
  return (filter[filterWord(hash, filterBits)]! & mask) === mask;
}

/**
 * The first entry of a hash's bucket that agrees with it in all stored bits, or −1. The entries of a hash follow one another; its
 * places are their `positions`. Called for a few of a hundred letters of every page: no closure, no array.
 */
export function firstEntry(index: Index, hash: number): number {
  const bucket = bucketOf(hash, index.bucketBits);
  return firstEntryBetween(index, hash, index.buckets[bucket]!, index.buckets[bucket + 1]!);
}

/** As `firstEntry`, for a bucket whose entries `[start, end)` are known. */
export function firstEntryBetween(
  { remainders, bucketBits }: Pick<Index, 'remainders' | 'bucketBits'>,
  hash: number,
  start: number,
  end: number,
): number {
  const remainder = remainderOf(hash, bucketBits);
  for (let at = start; at < end; at++) if (remainders[at] === remainder) return at;
  return -1;
}

/** Index of the entry after the last one with the hash of `first`, which `firstEntry` returned. */
export function entriesEnd({ buckets, remainders, bucketBits }: Index, hash: number, first: number): number {
  const end = buckets[bucketOf(hash, bucketBits) + 1]!;
  let at = first + 1;
  while (at < end && remainders[at] === remainders[first]) at++;
  return at;
}

/** The places of a shingle in the corpus row, as letters, in ascending order. */
export function positionsOf(index: Index, hash: number): number[] {
  const first = firstEntry(index, hash);
  return first < 0 ? [] : [...index.positions.subarray(first, entriesEnd(index, hash, first))];
}

/** Letters of the corpus row to an entry of `essayHints`, as a power of two. */
export const HINT_SHIFT = 9;

/** The essay of a letter of the corpus row. */
export function essayAt({ essayStarts, essayHints }: Index, letter: number): number {
  let essay = essayHints[letter >>> HINT_SHIFT]!;
  while (essayStarts[essay + 1]! <= letter) essay++;
  return essay;
}

/** A letter's class of 1024, from its byte and its facts. */
export function classAt(byte: number, facts: number): number {
  return (byte << 2) | (facts >>> CLASS_SHIFT);
}

/** The classes of letters, from their bytes and facts. */
export function classesOf(letterBytes: Uint8Array, letterFacts: Uint8Array): Uint16Array {
  const classes = new Uint16Array(letterBytes.length);
  for (let i = 0; i < classes.length; i++) classes[i] = classAt(letterBytes[i]!, letterFacts[i]!);
  return classes;
}

/** Hash of an essay's id. */
export function idHash(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) ^ (hash >>> 15);
  return hash >>> 0;
}

/** The range of an essay's block in the file: `[start, end)` in bytes. */
export function blockRange({ blocksOffset, blockStarts }: Index, essay: number): { start: number; end: number } {
  return { start: blocksOffset + blockStarts[essay]!, end: blocksOffset + blockStarts[essay + 1]! };
}

/** The block of an essay of an index whose blocks can be read at once; of others it throws an IndexError. */
export function blockBytes(
  { readBlock, blockStarts }: Pick<Index, 'readBlock' | 'blockStarts'>,
  essay: number,
): Uint8Array {
  if (!readBlock) throw new IndexError(`block ${essay} is not in memory: read it from where the index lies`);
  return readBlock(blockStarts[essay]!, blockStarts[essay + 1]!);
}

/**
 * The place of the essay with this id, or −1. `blockOf` gives the blocks of the few essays that its hash names; without it the
 * blocks of the index must be readable at once.
 */
export function essayWithId(
  index: Pick<Index, 'idHashes' | 'readBlock' | 'blockStarts'>,
  id: string,
  blockOf = (essay: number) => blockBytes(index, essay),
): number {
  const hash = idHash(id);
  for (let essay = index.idHashes.indexOf(hash); essay >= 0; essay = index.idHashes.indexOf(hash, essay + 1)) {
    if (decodeRecord(blockOf(essay)).id === id) return essay;
  }
  return -1;
}
