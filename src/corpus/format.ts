/*
 * The layout of an index file. Only src/corpus knows byte offsets.
 *
 * An index is used in two steps. The first finds the essays that may share something with a text; for it the file has columns over
 * the shingles of its essays, which are kept in memory. The second aligns text and essays letter by letter; for it each essay has a
 * block with its letters, which is read only for the few essays that the first step named. So a large index takes memory for
 * its columns alone, half a byte a letter, and its blocks can stay in a Blob or a file.
 *
 * The letters of all essays, one essay after another, are the corpus row; boilerplate is left out. Looking up a shingle: its
 * 32-bit hash, taken over letter bytes, is cut in two. The upper `bucketBits` name a bucket, `buckets[b] … buckets[b + 1]` is its
 * stretch of `remainders` and `positions`, and the next 16 bits must equal the entry's remainder.
 *
 * The section table stands at the end, so that an index can be written in one go without knowing how long it will be. Each
 * section and each block has its own checksum, so that exactly what is read is checked.
 *
 * All numbers are little-endian; `narrow` columns are 16 bits wide where no value in them exceeds 65,535, else 32.
 *
 *  offset  bytes  what
 *       0      4  magic "DJLU"
 *       4      4  version of this format
 *       8      4  length of the file in bytes
 *      12      4  checksum of bytes 16 to 47 and of the section table; it names this very index
 *      16      4  recipe: checksum of the letter table
 *      20      4  recipe: letters in a shingle
 *      24      4  recipe: letters from one indexed shingle to the next
 *      28      4  letters of all essays
 *      32      4  essays
 *      36      4  offset of the section table
 *      40      4  number of sections
 *      44      4  zero
 *      48         the sections, each starting at a multiple of 8, zeros between
 *       …     20  for each section: id, width of an element in bytes, offset in the file, length in bytes, checksum
 *
 *  id  section          one entry for each       width  what
 *   1  blocks           essay                    –      see block.ts; not kept in memory
 *   2  blockStarts      essay, and the end       4      the block's first byte in section 1
 *   3  essayStarts      essay, and the end       4      the essay's first letter in the corpus row
 *   4  buckets          bucket, and the end      narrow    the bucket's first entry
 *   5  remainders       indexed shingle          2      16 more bits of the hash
 *   6  positions        indexed shingle          narrow    the shingle's first letter in the corpus row
 *   7  shingleBits      indexed shingle          1      what its letters say in bits: the sum of their surprisals, each at most
 *                                                       MOST_BITS (255: as much or more)
 *   8  families         essay                    4      the first essay of its family: itself where it has no variants before it
 *   9  idHashes         essay                    4      a hash of its id
 *  10  sentenceChances  sentence                 1      how alike a sentence of the index is to it by chance, in 1/1000 (255: as
 *                                                       much or more); empty where the reworded tier is off. A sentence begins
 *                                                       where an essay does and after a sentence's end
 *  11  slice            –                        4      only in an index of a slice of a corpus, see slice.ts
 */

/** The first four bytes, "DJLU". */
export const MAGIC = 0x554c4a44;

/** Goes up with every change to the table above or to the blocks. */
export const FORMAT_VERSION = 3;

/** Bytes of the fixed header. */
export const HEADER_BYTES = 48;
/** Bytes of one row of the section table. */
export const SECTION_ROW_BYTES = 20;

/** Sections begin at a multiple of this many bytes, so that every view is aligned. */
export const ALIGNMENT = 8;

/** The sections' ids. */
export const SECTION = {
  blocks: 1,
  blockStarts: 2,
  essayStarts: 3,
  buckets: 4,
  remainders: 5,
  positions: 6,
  shingleBits: 7,
  families: 8,
  idHashes: 9,
  sentenceChances: 10,
  slice: 11,
} as const;

/** A section's name. */
export type SectionName = keyof typeof SECTION;

/** A column of unsigned numbers. */
export type Column = Uint8Array | Uint16Array | Uint32Array;

/** The widths that an element of each section may have, in bytes. */
export const SECTION_WIDTHS: Readonly<Record<SectionName, readonly (1 | 2 | 4)[]>> = {
  blocks: [1],
  blockStarts: [4],
  essayStarts: [4],
  buckets: [2, 4],
  remainders: [2],
  positions: [2, 4],
  shingleBits: [1],
  families: [4],
  idHashes: [4],
  sentenceChances: [1],
  slice: [4],
};

/**
 * Essays up to which an index keeps what the reworded tier needs; in larger ones the tier is off. What it keeps, a quarter of a byte a
 * letter of so many essays, stands in larger ones too: with this number an index of 100,000 essays stays below 2.5 bytes a letter.
 */
export const REWORDED_ESSAYS = 21_000;

/**
 * What a single letter can say at most, in bits: a rare letter may come from a poem or a name, so its full surprisal would make
 * one letter count as much as half a sentence. Twelve separates pages of the labelled set best (curve: `npm run quality -- --curves`).
 */
export const MOST_BITS = 12;

/** Mask of a letter's surprisal in its byte of facts, in whole bits (15: as much or more). */
export const SURPRISAL_MASK = 0x0f;
/** Bit in a letter's facts: whether it is part of the name of a place or person. */
export const NAME_BIT = 0x10;
/** Bit in a letter's facts: whether the document has another form of it (traditional). */
export const FOLDED_BIT = 0x20;
/** Position in a letter's facts of the two bits that, below the letter's byte, make its class of 1024. */
export const CLASS_SHIFT = 6;

/** Mask in a break's byte: a hash of digits and Latin letters before the letter (0: none). */
export const NUMBER_MASK = 0x3f;
/** Bit in a break's byte: a paragraph ends before the letter. */
export const PARAGRAPH_BIT = 0x40;
/** Bit in a break's byte: a sentence ends before the letter. */
export const SENTENCE_BIT = 0x80;

/**
 * Thrown if a file cannot be read or written as an index. The message tells what is wrong, with the value and the expected one.
 */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}

/** Throws an IndexError that says which value was found and which was expected. */
export function refuse(what: string, value: number, wanted: number): never {
  throw new IndexError(
    `not a readable index: ${what} is ${value}, expected ${wanted}; build the index again with this version`,
  );
}
