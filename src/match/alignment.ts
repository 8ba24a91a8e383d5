/** Letters that are the same on both sides: `length` letters from `page` on the page and from `corpus` on in the corpus row. */
export interface Block {
  readonly page: number;
  readonly corpus: number;
  readonly length: number;
}

/**
 * How a stretch of the page lies on a stretch of an essay: blocks of equal letters, in order on both sides. What stands between
 * two blocks was replaced (letters on both sides), added (only on the page) or is missing (only in the essay).
 */
export type Alignment = readonly Block[];

/** Score of a common letter, in quarters of a letter. */
export const SAME = 4;
/** Score of a replaced letter, in quarters of a letter. */
export const REPLACED = -4;
/** Score of a letter that only one side has, in quarters of a letter. */
export const GAP = -3;

/** The letters between two blocks, on each side. */
export function between(a: Block, b: Block): { page: number; corpus: number } {
  return { page: b.page - a.page - a.length, corpus: b.corpus - a.corpus - a.length };
}

/** The score of the letters between two blocks, in quarters of a letter. */
export function betweenScore(a: Block, b: Block): number {
  const { page, corpus } = between(a, b);
  return REPLACED * Math.min(page, corpus) + GAP * Math.abs(page - corpus);
}

/** The alignment's first and last letters, as half-open spans on both sides. */
export function boundsOf(alignment: Alignment): { page: number; pageEnd: number; corpus: number; corpusEnd: number } {
  const first = alignment[0]!;
  const last = alignment.at(-1)!;
  return {
    page: first.page,
    pageEnd: last.page + last.length,
    corpus: first.corpus,
    corpusEnd: last.corpus + last.length,
  };
}

/** The number of letters in common. */
export function sameLetters(alignment: Alignment): number {
  return alignment.reduce((sum, block) => sum + block.length, 0);
}

/** The score of an alignment, in quarters of a letter. */
export function scoreOf(alignment: Alignment): number {
  return alignment.reduce(
    (sum, block, i) => sum + SAME * block.length + (i === 0 ? 0 : betweenScore(alignment[i - 1]!, block)),
    0,
  );
}

/** Share of letters that are the same, 0–1: letters in common / letters of the longer side, gap by gap. */
export function similarityOf(alignment: Alignment): number {
  const same = sameLetters(alignment);
  let other = 0;
  for (let i = 1; i < alignment.length; i++) {
    const { page, corpus } = between(alignment[i - 1]!, alignment[i]!);
    other += Math.max(page, corpus);
  }
  return same / (same + other);
}

/** The part of an alignment whose page letters lie in `[start, end)`; blocks that cross a border are cut there. */
export function clip(alignment: Alignment, start: number, end: number): Alignment {
  const kept: Block[] = [];
  for (const block of alignment) {
    const from = Math.max(block.page, start);
    const to = Math.min(block.page + block.length, end);
    if (to > from) kept.push({ page: from, corpus: block.corpus + from - block.page, length: to - from });
  }
  return kept;
}
