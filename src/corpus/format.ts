/*
 * The index file: its story and its byte table. Only src/corpus knows byte offsets.
 *
 * An index answers one question fast: where in the corpus does this shingle stand? Its corpus is one row of letters, essay
 * after essay, boilerplate left out. Each column below has one entry a letter, a shingle, a break or an essay; a reader lays
 * typed-array views over the file and parses nothing but the small list of essays.
 *
 * Looking up a shingle: its 32-bit hash is cut in two. The upper `bucketBits` name a bucket, `buckets[b] … buckets[b + 1]` is
 * its stretch of `remainders` and `positions`, and the next 16 bits must equal the entry's remainder. A hit is then verified
 * against `letterBytes`, six bytes more, so a chance hit is out of the question and no hash needs to be longer.
 *
 * All numbers are little-endian; `narrow` columns are 16 bits wide where no value in them exceeds 65,535, else 32.
 *
 *  offset  bytes  what
 *       0      4  magic "DJLU"
 *       4      4  version of this format
 *       8      4  length of the file in bytes
 *      12      4  checksum of everything from byte 16 on
 *      16      4  recipe: letters in a shingle
 *      20      4  recipe: checksum of the letter table
 *      24      4  number of sections
 *      28      4  zero
 *      32     16  for each section: id, width of an element in bytes, offset in the file, length in bytes
 *       …         the sections, each starting at a multiple of 8, zeros between
 *
 *  id  section         one entry for each      width   what
 *   1  essays          –                       1       JSON in UTF-8: titles, headings, dates, offsets (EssayRecord[])
 *   2  essayStarts     essay, and the end      4       the essay's first letter in the row
 *   3  letterBytes     letter                  1       a one-byte hash of the letter
 *   4  letterFacts     letter                  1       bits 0–3: surprisal in bits (15: as much or more); bit 4: part of a name;
 *                                                      bit 5: the document has another form of it (traditional);
 *                                                      bits 6–7: with letterByte above them, the letter's class of 1024
 *   5  buckets         bucket, and the end     narrow  the bucket's first entry
 *   6  remainders      shingle                 2       16 more bits of the hash
 *   7  positions       shingle                 narrow  the shingle's first letter in the row
 *   8  breakLetters    break                   narrow  a letter that does not directly follow the one before it in its document
 *   9  breakOffsets    break                   narrow  that letter's UTF-16 offset in its document
 *  10  breakMarks      break                   1       what stands before it: bits 0–5 a hash of digits and Latin letters
 *                                                      (0: none), bit 6 a paragraph's end, bit 7 a sentence's end
 *  11  sentenceChances sentence                1       how alike a sentence of the index is to it by chance, in 1/1000; a
 *                                                      sentence begins where an essay does and after a sentence's end
 */

/** The first four bytes, "DJLU". */
export const MAGIC = 0x554c4a44;

/** Goes up with every change to the table above. */
export const FORMAT_VERSION = 2;

/** Bytes of the fixed header, and of one row of the section table. */
export const HEADER_BYTES = 32;
export const SECTION_ROW_BYTES = 16;

/** Sections begin at a multiple of this many bytes, so that every view is aligned. */
export const ALIGNMENT = 8;

/** The sections' ids. */
export const SECTION = {
  essays: 1,
  essayStarts: 2,
  letterBytes: 3,
  letterFacts: 4,
  buckets: 5,
  remainders: 6,
  positions: 7,
  breakLetters: 8,
  breakOffsets: 9,
  breakMarks: 10,
  sentenceChances: 11,
} as const;

/** A column of unsigned numbers. */
export type Column = Uint8Array | Uint16Array | Uint32Array;

/** letterFacts: the mask of the surprisal, the bits of names and of letters that were folded, and where the class begins. */
export const SURPRISAL_MASK = 0x0f;
export const NAME_BIT = 0x10;
export const FOLDED_BIT = 0x20;
export const CLASS_SHIFT = 6;

/** breakMarks: the mask of the hash of digits and Latin letters, and the bits of a paragraph's and a sentence's end. */
export const NUMBER_MASK = 0x3f;
export const PARAGRAPH_BIT = 0x40;
export const SENTENCE_BIT = 0x80;

/** Where a file cannot be read as an index: what is wrong, with the value and what was expected. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}
