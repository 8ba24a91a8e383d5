import { FOLD } from '../text/normalise.ts';
import { checksum } from './hash.ts';

/**
 * Letters in a shingle where every shingle of the corpus is indexed. Six is the shortest that is rare in a small corpus (a shared
 * five is chance far more often) and still leaves seeds where every fourth word was edited.
 */
export const SHINGLE = 6;

/**
 * Checksum of the table that tells which characters are letters and what they fold to. Fingerprints can only be compared where
 * index and reader use the same table; an index made with another one is refused.
 */
export const LETTER_TABLE: number = checksum(new Uint8Array(FOLD.buffer, FOLD.byteOffset, FOLD.byteLength));

/**
 * Which shingles of an essay are indexed: those of `shingle` letters that begin at its letters 0, `stride`, 2 · `stride` … A text
 * is looked up at every letter, so any `shingle + stride − 1` letters in a row that text and essay have in common hold at least
 * one indexed shingle (as BLAT indexes a genome, Kent 2002). Minimizers give the same guarantee with twice the entries.
 */
export interface Sampling {
  /** Letters in a shingle. */
  readonly shingle: number;
  /** Letters from the start of one indexed shingle to the start of the next; 1 where all are. */
  readonly stride: number;
}

/** Every shingle is indexed. It takes seven bytes a letter, which is acceptable for a small corpus only. */
export const DENSE: Sampling = { shingle: SHINGLE, stride: 1 };

/**
 * One shingle of eight letters in fourteen: half a byte a letter, and 21 letters in common are always seen. Eight letters, because
 * six are met by chance in a corpus of 100 million letters.
 */
export const SPARSE: Sampling = { shingle: 8, stride: 14 };

/** Number of letters up to which every shingle is indexed; the index then has at most four megabytes. */
const DENSE_LETTERS = 500_000;

/** The longest shingle and stride that an index may have; the reader's tables are sized for them. */
export const MOST_SAMPLING: Sampling = { shingle: 16, stride: 64 };

/** The sampling for a corpus of so many letters. */
export function samplingFor(letters: number): Sampling {
  return letters <= DENSE_LETTERS ? DENSE : SPARSE;
}

/** The number of shingles that are indexed of an essay of so many letters. */
export function sampledShingles(letters: number, { shingle, stride }: Sampling): number {
  return letters < shingle ? 0 : Math.floor((letters - shingle) / stride) + 1;
}
