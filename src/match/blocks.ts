import type { Span } from '../text/span.ts';
import type { ChangeKind, Match } from './match.ts';

/** What the letters before a block may be. The order is part of the format of `Match.alignment`. */
export const GAP_KINDS = [
  'replaced',
  'names',
  'numbers',
  'censored',
  'superlatives',
] as const satisfies readonly ChangeKind[];

/** What was done to the letters before a block. */
export type GapKind = (typeof GAP_KINDS)[number];

/** A stretch of letters that page and essay have in common, and what was done to the letters before it. */
export interface MatchBlock {
  /** UTF-16 units of the checked text; empty where only a sentence's border was found. */
  readonly page: Span;
  /** UTF-16 offset in the document. */
  readonly source: number;
  /** Letters in common. */
  readonly letters: number;
  /** Letters of the essay between the block before and this one. */
  readonly missing: number;
  readonly before: GapKind;
}

/** Numbers that one block takes in `Match.alignment`. */
const STRIDE = 6;

/** Packs blocks into plain numbers; offsets count from the match's own start on each side. */
export function packBlocks(blocks: readonly MatchBlock[], page: number, source: number): number[] {
  return blocks.flatMap((block) => [
    block.page.start - page,
    block.page.end - page,
    block.source - source,
    block.letters,
    block.missing,
    GAP_KINDS.indexOf(block.before),
  ]);
}

/** The blocks of a match, in order; none for a reworded one. */
export function blocksOf({ alignment, page, best }: Pick<Match, 'alignment' | 'page' | 'best'>): MatchBlock[] {
  const blocks: MatchBlock[] = [];
  for (let i = 0; i + STRIDE <= alignment.length; i += STRIDE) {
    const [start, end, source, letters, missing, kind] = alignment.slice(i, i + STRIDE) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    blocks.push({
      page: { start: page.start + start, end: page.start + end },
      source: best.source.start + source,
      letters,
      missing,
      before: GAP_KINDS[kind] ?? 'replaced',
    });
  }
  return blocks;
}
