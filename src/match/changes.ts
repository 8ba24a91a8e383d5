import { numberHash } from '../corpus/break-mark.ts';
import { breakBefore, type EssayRow } from '../corpus/essay-row.ts';
import { FOLDED_BIT, NAME_BIT, NUMBER_MASK } from '../corpus/format.ts';
import { letterByte } from '../fingerprint/hash.ts';
import { type Alignment, type Block, between, boundsOf } from './alignment.ts';
import type { GapKind } from './blocks.ts';
import type { Change, ChangeKind } from './match.ts';
import type { Sides } from './sides.ts';

/** Characters that mask another; `x` only beside Chinese, where it is no letter of a word. */
const CENSORED = /[*＊×✕╳□■○●◯△▲█_＿]|(?<![a-z])x+(?![a-z])/i;
const READING = /[(（[［【]\s*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]+\s*[)）\]］】]/giu;
const INVISIBLE = /(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** Two or more in a row; a pair of ellipses or dashes is ordinary Chinese, and so are ！！ and ？！. */
const DOUBLED = /[，。、；：,;:][，。、；：,.;:]+/g;
const NUMERALS = /^[〇零一二两三四五六七八九十百千万亿]+$/;
const SUPERLATIVE = letterByte('最'.charCodeAt(0));

/** The text on the page between two letters, without these. */
function pageGap({ text, letters: { at } }: Sides, before: number, after: number): string {
  return text.slice(at[before]! + 1, at[after]!);
}

function hasName(row: EssayRow, start: number, end: number): boolean {
  for (let letter = start; letter < end; letter++) if ((row.letterFacts[letter]! & NAME_BIT) !== 0) return true;
  return false;
}

function isNumeral({ letters }: Sides, start: number, end: number): boolean {
  return NUMERALS.test(String.fromCharCode(...letters.codes.subarray(start, Math.min(end, start + 16))));
}

/** What was done to the letters between two blocks. */
export function gapKind(sides: Sides, a: Block, b: Block): GapKind {
  const gap = between(a, b);
  const corpus = a.corpus + a.length;
  if (gap.corpus === 0) return 'replaced';
  const raw = a.length > 0 && b.length > 0 ? pageGap(sides, a.page + a.length - 1, b.page) : '';
  if (gap.page < gap.corpus && CENSORED.test(raw)) return 'censored';
  if (gap.corpus === 1 && gap.page === 0 && sides.row.letterBytes[corpus] === SUPERLATIVE) return 'superlatives';
  if (gap.page === 0) return 'replaced';
  if (hasName(sides.row, corpus, corpus + gap.corpus)) return 'names';
  return isNumeral(sides, a.page + a.length, b.page) ? 'numbers' : 'replaced';
}

type Counts = Map<ChangeKind, number>;

function add(counts: Counts, kind: ChangeKind, count: number): void {
  if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
}

function countGap(counts: Counts, sides: Sides, a: Block, b: Block): void {
  const gap = between(a, b);
  const kind = gapKind(sides, a, b);
  if (kind === 'censored') add(counts, kind, gap.corpus - gap.page);
  else if (kind !== 'replaced') add(counts, kind, 1);
  else add(counts, 'replaced', Math.min(gap.page, gap.corpus));
  if (kind !== 'replaced') return;
  add(counts, 'added', gap.page - Math.min(gap.page, gap.corpus));
  add(counts, 'missing', gap.corpus - Math.min(gap.page, gap.corpus));
}

/** The hash of digits and Latin letters before a letter of the corpus row; 0 if there are none. */
function corpusNumber(row: EssayRow, letter: number): number {
  const at = breakBefore(row, letter);
  return row.breakLetters[at] === letter ? row.breakMarks[at]! & NUMBER_MASK : 0;
}

/** Digits that differ: only where the essay has some, as what only the page has may be a page number or a reading. */
function countNumbers(counts: Counts, sides: Sides, block: Block): void {
  const { text, letters, row } = sides;
  for (let i = 1; i < block.length; i++) {
    const source = corpusNumber(row, block.corpus + i);
    if (source === 0) continue;
    const from = letters.at[block.page + i - 1]! + 1;
    if (numberHash(text, from, letters.at[block.page + i]!) !== source) add(counts, 'numbers', 1);
  }
}

function countScript(counts: Counts, { text, letters, row }: Sides, block: Block): void {
  let converted = 0;
  for (let i = 0; i < block.length; i++) {
    const folded = text.charCodeAt(letters.at[block.page + i]!) !== letters.codes[block.page + i];
    if (folded !== ((row.letterFacts[block.corpus + i]! & FOLDED_BIT) !== 0)) converted++;
  }
  add(counts, 'script', converted);
}

function countMarks(counts: Counts, { text, letters }: Sides, alignment: Alignment): void {
  const { page, pageEnd } = boundsOf(alignment);
  const raw = text.slice(letters.at[page]!, letters.at[pageEnd - 1]! + 1);
  add(counts, 'readings', raw.match(READING)?.length ?? 0);
  add(counts, 'invisible', raw.match(INVISIBLE)?.length ?? 0);
  add(counts, 'punctuation', raw.match(DOUBLED)?.length ?? 0);
}

/** What was done to a passage on its way from the essay to the page, kind by kind, in the order in which it is first met. */
export function changesOf(sides: Sides, alignment: Alignment): Change[] {
  const counts: Counts = new Map();
  alignment.forEach((block, i) => {
    if (i > 0) countGap(counts, sides, alignment[i - 1]!, block);
    countNumbers(counts, sides, block);
    countScript(counts, sides, block);
  });
  countMarks(counts, sides, alignment);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
