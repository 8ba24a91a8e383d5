import { FOLD } from '../text/normalise.ts';
import { checksum } from './hash.ts';

/**
 * Letters in a shingle. Six is the shortest that is rare in a corpus of this size (a shared five is chance far more often)
 * and still leaves seeds where every fourth word was edited.
 */
export const SHINGLE = 6;

/**
 * What an index and its reader must agree on before any fingerprint can be compared. Each is a number; an index whose recipe
 * differs in one of them is refused.
 */
export interface Recipe {
  readonly shingle: number;
  /** Checksum of the table that says which characters are letters and what they fold to. */
  readonly letters: number;
}

/** The recipe of this version of the code. */
export const RECIPE: Recipe = {
  shingle: SHINGLE,
  letters: checksum(new Uint8Array(FOLD.buffer, FOLD.byteOffset, FOLD.byteLength)),
};
