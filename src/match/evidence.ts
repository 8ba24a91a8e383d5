import type { EssayRow } from '../corpus/essay-row.ts';
import { MOST_BITS, SURPRISAL_MASK } from '../corpus/format.ts';
import type { Letters } from '../text/normalise.ts';
import { type Alignment, sameLetters } from './alignment.ts';

/**
 * Bits that each block costs: about what is needed to encode its place on the page and in the essay, given the block before. So
 * one long run outweighs many scattered ones with as many letters.
 */
export const BLOCK_COST = 10;

/** How strongly a stretch of text in common suggests that page and essay are related. */
export interface Evidence {
  /** The surprisal of the letters in common, in bits, after the cost of each block. */
  readonly bits: number;
  /** Letters in common. */
  readonly letters: number;
}

/** For each letter of the page 1 if it is inside a quotation that is short enough to be a saying, a verse or a slogan. */
export function quotationMask(text: string, { at }: Letters): Uint8Array {
  const quoted = new Uint8Array(at.length);
  let letter = 0;
  for (const { index, 0: quotation } of text.matchAll(SHORT_QUOTATION)) {
    while (letter < at.length && at[letter]! < index) letter++;
    while (letter < at.length && at[letter]! < index + quotation.length) quoted[letter++] = 1;
  }
  return quoted;
}

/** Two verses of seven letters and their punctuation are 17 units, a four-line stanza is 35. */
const SHORT_QUOTATION = /“[^“”\n]{1,40}”|「[^「」\n]{1,40}」|『[^『』\n]{1,40}』|《[^《》\n]{1,40}》/g;

/** The bits of a stretch of letters of the row less `BLOCK_COST`; at least 0. */
export function blockBits({ letterFacts }: EssayRow, corpus: number, length: number): number {
  let bits = -BLOCK_COST;
  for (let i = corpus; i < corpus + length; i++) bits += Math.min(MOST_BITS, letterFacts[i]! & SURPRISAL_MASK);
  return Math.max(0, bits);
}

/** Whether nearly all common letters are inside short quotations: a letter or two beside them may agree by chance. */
function isQuotation(quoted: Uint8Array, alignment: Alignment, letters: number): boolean {
  let inside = 0;
  for (const { page, length } of alignment) for (let i = page; i < page + length; i++) inside += quoted[i]!;
  return inside >= MOSTLY * letters;
}

/** Least share of the common letters inside short quotations for which the alignment counts as quoted. */
const MOSTLY = 0.8;

/**
 * The evidence of an alignment. Official wording has few bits, as the model of wording predicts it. What the page itself puts in
 * quotation marks is declared as another's text and counts 0.
 */
export function evidenceOf(row: EssayRow, quoted: Uint8Array, alignment: Alignment): Evidence {
  const letters = sameLetters(alignment);
  if (isQuotation(quoted, alignment, letters)) return { bits: 0, letters };
  return { bits: alignment.reduce((sum, block) => sum + blockBits(row, block.corpus, block.length), 0), letters };
}

/** A set of thresholds, in bits and common letters. */
export interface Thresholds {
  /** For a match by itself. */
  readonly alone: Evidence;
  /** For matches of one essay that are close together, added up. */
  readonly together: Evidence;
  /** For each of those. */
  readonly beside: Evidence;
}

/**
 * Read off the curves of the labelled pages (`npm run quality -- --curves`): honest official pages reach 85 bits alone and
 * 139 together, of a thousand true passages one in a hundred stays below. Twenty letters alone, because a pair of verses has
 * fourteen and the name of an office with its holder's about as many.
 */
export const THRESHOLDS: Thresholds = {
  alone: { bits: 100, letters: 20 },
  together: { bits: 180, letters: 24 },
  beside: { bits: 25, letters: 5 },
};

/** Letters of the index that the thresholds were read off. */
const LETTERS = 44_349;

/**
 * Bits that a match needs more for each doubling of the letters searched. Were all bits independent it would be one, as in the E-values
 * of BLAST (Karlin & Altschul 1990); ours are capped and pay for each block. Read off the curves at each size (docs/measurements.md):
 * the strongest of 993 unrelated pages reaches 70 bits in the shipped index, 88 among 20,000 news items, and none more than asked for.
 * With a half, 20,000 news items searched beside the shipped index cost no literal kind more than .002; with a whole bit, light edits
 * lose .006.
 */
const BITS_A_DOUBLING = 0.5;

/**
 * The thresholds for a search through this many letters in all: chance agreement grows with the number of letters. The threshold
 * for passages beside others of their essay stays, as the others already show which essay it is.
 */
export function thresholdsAmong(letters: number, { alone, together, beside }: Thresholds): Thresholds {
  const bits = BITS_A_DOUBLING * Math.log2(Math.max(1, letters / LETTERS));
  return {
    alone: { ...alone, bits: alone.bits + bits },
    together: { ...together, bits: together.bits + bits },
    beside,
  };
}

/** Whether `evidence` is at least `least`, in both bits and letters. */
export function reaches(evidence: Evidence, least: Evidence): boolean {
  return evidence.bits >= least.bits && evidence.letters >= least.letters;
}
