import { breakBefore } from '../corpus/essay-row.ts';
import { SENTENCE_BIT } from '../corpus/format.ts';
import { SENTENCE_END } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { type Alignment, type Block, boundsOf, clip } from './alignment.ts';
import type { Sides } from './sides.ts';

/**
 * Letters between a match's end and the end of its sentence, at most: an edited word or two at the edge of a sentence leaves
 * no letters in common, and yet the sentence is the same. Ten letters are two edited words of four with what lies between them; this
 * and the two numbers below were chosen on the labelled pages (`npm run quality`), where most planted passages are whole sentences.
 */
const REACH = 10;
/** Letters by which the two sides of such an edge may differ in length: a word of two letters for one of up to six. */
const UNEVEN = 4;

function endsSentenceOnPage({ text, letters: { at } }: Sides, letter: number): boolean {
  if (letter <= 0 || letter >= at.length) return true;
  return SENTENCE_END.test(text.slice(at[letter - 1]! + 1, at[letter]!));
}

function endsSentenceInEssay({ row }: Sides, letter: number): boolean {
  if (letter <= 0 || letter >= row.letterCount || row.essayOf[letter] !== row.essayOf[letter - 1]) return true;
  const at = breakBefore(row, letter);
  return row.breakLetters[at] === letter && (row.breakMarks[at]! & SENTENCE_BIT) !== 0;
}

/** Letters from `from` to the nearest sentence border in the direction of `step`, or null beyond `REACH`. */
function distance(from: number, step: 1 | -1, isBorder: (letter: number) => boolean): number | null {
  for (let n = 0; n <= REACH; n++) if (isBorder(from + step * n)) return n;
  return null;
}

function reach(
  sides: Sides,
  pageFrom: number,
  corpusFrom: number,
  step: 1 | -1,
): { page: number; corpus: number } | null {
  const onPage = distance(pageFrom, step, (letter) => endsSentenceOnPage(sides, letter));
  const inCorpus = distance(corpusFrom, step, (letter) => endsSentenceInEssay(sides, letter));
  if (onPage === null || inCorpus === null || Math.abs(onPage - inCorpus) > UNEVEN) return null;
  return { page: onPage, corpus: inCorpus };
}

/**
 * Letters that the sentence beyond a match's end may have in common with the essay's by chance: the last or first one of
 * neighbouring paragraphs is often the same (了, 的, 子).
 */
const CHANCE = 3;

/**
 * Letters in common at the edge of the neighbouring block of the page, which begins or ends with a whole sentence, that are no
 * evidence of its own when the essay's sentence goes on otherwise: headings are made of stock phrases of four to eight letters.
 */
const STOCK = 8;

/** A line break, which is what blocks of a page are joined by. */
const LINE_END = /[\r\n]/;

function hasBorder(start: number, end: number, isBorder: (letter: number) => boolean): boolean {
  for (let letter = start; letter <= end; letter++) if (isBorder(letter)) return true;
  return false;
}

/** Whether a sentence ends on both sides somewhere in these stretches of letters. */
function endsOnBoth(sides: Sides, from: Block, to: Block): boolean {
  return (
    hasBorder(from.page + from.length, to.page, (letter) => endsSentenceOnPage(sides, letter)) &&
    hasBorder(from.corpus + from.length, to.corpus, (letter) => endsSentenceInEssay(sides, letter))
  );
}

/** The last letters of an alignment, one a block, from its end (step −1) or its start (step 1) on; one more than may be stock. */
function outerLetters(alignment: Alignment, step: 1 | -1): Block[] {
  const letters: Block[] = [];
  const blocks = step === 1 ? alignment : alignment.toReversed();
  for (const { page, corpus, length } of blocks) {
    for (let i = 0; i < length && letters.length <= STOCK; i++) {
      const at = step === 1 ? i : length - 1 - i;
      letters.push({ page: page + at, corpus: corpus + at, length: 1 });
    }
  }
  return letters;
}

/** Whether a block of the page ends between two letters of an alignment, and not only a line: with a sentence of either side. */
function endsBlock(sides: Sides, from: Block, to: Block): boolean {
  const { at } = sides.letters;
  const between = sides.text.slice(at[from.page + from.length - 1]! + 1, at[to.page]!);
  if (!LINE_END.test(between)) return false;
  const isBorder = (letter: number) => endsSentenceInEssay(sides, letter);
  return SENTENCE_END.test(between.replaceAll(/\s/g, '')) || hasBorder(from.corpus + from.length, to.corpus, isBorder);
}

/** Whether the essay has a sentence's border right beyond the last letter of an alignment in the direction of `step`. */
function endsInEssay(sides: Sides, outermost: Block, step: 1 | -1): boolean {
  return endsSentenceInEssay(sides, step === 1 ? outermost.corpus : outermost.corpus + 1);
}

/**
 * How many letters at an end the neighbouring sentence only happens to have in common: a few beyond a sentence's border that both
 * sides have, or a stock phrase in the next block of the page where the essay's sentence goes on with other words.
 */
function beyondBorder(sides: Sides, alignment: Alignment, step: 1 | -1): number {
  const letters = outerLetters(alignment, step);
  for (let n = 1; n < letters.length; n++) {
    const [outer, inner] = step === 1 ? [letters[n - 1]!, letters[n]!] : [letters[n]!, letters[n - 1]!];
    if (n <= CHANCE && endsOnBoth(sides, outer, inner)) return n;
    if (endsBlock(sides, outer, inner) && !endsInEssay(sides, letters[0]!, step)) return n;
  }
  return 0;
}

/**
 * Cuts off letters at either end that the sentence beyond only happens to have in common. An alignment that would vanish, a few
 * letters on both sides of a border, stays as it is.
 */
export function withoutChance(sides: Sides, alignment: Alignment): Alignment {
  const before = beyondBorder(sides, alignment, 1);
  const after = beyondBorder(sides, alignment, -1);
  if (before + after === 0) return alignment;
  const bounds = boundsOf(alignment);
  const start = before === 0 ? bounds.page : outerLetters(alignment, 1)[before]!.page;
  const end = after === 0 ? bounds.pageEnd : outerLetters(alignment, -1)[after]!.page + 1;
  return start < end ? clip(alignment, start, end) : alignment;
}

/**
 * Widens an alignment to whole sentences where both sides reach a sentence's border within a few letters; the border is
 * marked by a block of length 0. `least` and `most` are the page letters that other matches leave free.
 */
export function toSentences(sides: Sides, alignment: Alignment, least: number, most: number): Alignment {
  const bounds = boundsOf(alignment);
  const before = reach(sides, bounds.page, bounds.corpus, -1);
  const after = reach(sides, bounds.pageEnd, bounds.corpusEnd, 1);
  const widened = [...alignment];
  if (before && before.page > 0 && bounds.page - before.page >= least) {
    widened.unshift({ page: bounds.page - before.page, corpus: bounds.corpus - before.corpus, length: 0 });
  }
  if (after && after.page > 0 && bounds.pageEnd + after.page <= most) {
    widened.push({ page: bounds.pageEnd + after.page, corpus: bounds.corpusEnd + after.corpus, length: 0 });
  }
  return widened;
}

/** Signs that end a sentence, of which several may stand together (？！, ……). */
const ENDS = /^[。！？!?；;…]+/;

/** A number that is written directly before its first letter: 4月, 2020年, 3.5倍. */
const NUMBER = /(?<![\dA-Za-z０-９.．])[\d０-９]+(?:[.．][\d０-９]+)?$/;

/** Signs looked at at a time behind a letter, and before one, in UTF-16 units. */
const LONGEST_ENDS = 8;
const LONGEST_NUMBER = 12;

/** Quotation marks, brackets among them, in pairs; a straight one closes itself. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['（', '）'],
  ['(', ')'],
  ['【', '】'],
  ['"', '"'],
]);
const OPENING: ReadonlyMap<string, string> = new Map([...CLOSING].map(([open, close]) => [close, open]));

/** How often a sign stands in a stretch of text. */
const times = (text: string, sign: string): number => text.split(sign).length - 1;

/** Whether a stretch of text leaves this pair of signs open at its end. */
function leavesOpen(text: string, open: string, close: string): boolean {
  return open === close ? times(text, open) % 2 === 1 : times(text, open) > times(text, close);
}

/** The end of a stretch with the signs behind it: ends of sentences, and what closes a quotation that begins in it. */
function withClosing(text: string, start: number, end: number): number {
  let at = end;
  for (;;) {
    const ends = ENDS.exec(text.slice(at, at + LONGEST_ENDS))?.[0].length ?? 0;
    const sign = text[at] ?? '';
    const open = OPENING.get(sign);
    if (ends > 0) at += ends;
    else if (open !== undefined && leavesOpen(text.slice(start, at), open, sign)) at++;
    else return at;
  }
}

/** The start of a stretch with the sign before it that opens a quotation which closes in it or directly behind it. */
function withOpening(text: string, start: number, end: number): number {
  const close = CLOSING.get(text[start - 1] ?? '');
  if (close === undefined) return start;
  const inside = text.slice(start - 1, withClosing(text, start - 1, end));
  return leavesOpen(inside, text[start - 1]!, close) ? start : start - 1;
}

/**
 * A stretch of text as a person would mark it: with the number that belongs to its first letter, the signs that end its last
 * sentence and the quotation marks around it. Nothing but punctuation and digits is added, no line is crossed, and what two
 * neighbours add never meets: signs before a letter open, signs behind one close.
 */
export function withPunctuation(text: string, { start, end }: Span): Span {
  const number = NUMBER.exec(text.slice(Math.max(0, start - LONGEST_NUMBER), start))?.[0].length ?? 0;
  const from = withOpening(text, start - number, end);
  return { start: from, end: withClosing(text, from, end) };
}
