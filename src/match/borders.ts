import { SENTENCE_BIT } from '../corpus/format.ts';
import { breakBefore, type Index } from '../corpus/index.ts';
import type { Letters } from '../text/normalise.ts';
import { SENTENCE_END } from '../text/sentences.ts';
import { type Alignment, boundsOf } from './alignment.ts';

/** What the borders of a match are found with: the text, its letters and the index. */
export interface PageText {
  readonly text: string;
  readonly letters: Letters;
  readonly index: Index;
}

/**
 * Letters between a match's end and the end of its sentence, at most: an edited word or two at the edge of a sentence leaves
 * no letters in common, and yet the sentence is the same.
 */
const REACH = 10;
/** Letters by which the two sides of such an edge may differ in length. */
const UNEVEN = 4;

function endsSentenceOnPage({ text, letters: { at } }: PageText, letter: number): boolean {
  if (letter <= 0 || letter >= at.length) return true;
  return SENTENCE_END.test(text.slice(at[letter - 1]! + 1, at[letter]!));
}

function endsSentenceInCorpus({ index }: PageText, letter: number): boolean {
  if (letter >= index.letterCount || index.essayStarts.includes(letter)) return true;
  const at = breakBefore(index, letter);
  return index.breakLetters[at] === letter && (index.breakMarks[at]! & SENTENCE_BIT) !== 0;
}

/** Letters from `from` to the nearest sentence border in the direction of `step`, or null beyond `REACH`. */
function distance(from: number, step: 1 | -1, isBorder: (letter: number) => boolean): number | null {
  for (let n = 0; n <= REACH; n++) if (isBorder(from + step * n)) return n;
  return null;
}

function reach(
  page: PageText,
  pageFrom: number,
  corpusFrom: number,
  step: 1 | -1,
): { page: number; corpus: number } | null {
  const onPage = distance(pageFrom, step, (letter) => endsSentenceOnPage(page, letter));
  const inCorpus = distance(corpusFrom, step, (letter) => endsSentenceInCorpus(page, letter));
  if (onPage === null || inCorpus === null || Math.abs(onPage - inCorpus) > UNEVEN) return null;
  return { page: onPage, corpus: inCorpus };
}

/**
 * Widens an alignment to whole sentences where both sides reach a sentence's border within a few letters; the border is
 * marked by a block of length 0. `least` and `most` are the page letters that other matches leave free.
 */
export function toSentences(page: PageText, alignment: Alignment, least: number, most: number): Alignment {
  const bounds = boundsOf(alignment);
  const before = reach(page, bounds.page, bounds.corpus, -1);
  const after = reach(page, bounds.pageEnd, bounds.corpusEnd, 1);
  const widened = [...alignment];
  if (before && before.page > 0 && bounds.page - before.page >= least) {
    widened.unshift({ page: bounds.page - before.page, corpus: bounds.corpus - before.corpus, length: 0 });
  }
  if (after && after.page > 0 && bounds.pageEnd + after.page <= most) {
    widened.push({ page: bounds.pageEnd + after.page, corpus: bounds.corpusEnd + after.corpus, length: 0 });
  }
  return widened;
}
