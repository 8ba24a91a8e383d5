import type { EssayRow } from '../corpus/essay-row.ts';
import { type Alignment, type Block, sameLetters, scoreOf } from '../match/alignment.ts';
import { blockBits } from '../match/evidence.ts';
import type { Candidate } from '../match/select.ts';
import type { ComparedFile } from './compared-file.ts';

/** A file with `Explained.letters`. */
export interface Side {
  readonly file: ComparedFile;
  readonly explained: Uint8Array;
}

/** The two files of an alignment: `page` is its page, `other` the essay of its row. */
export interface BothSides {
  readonly page: Side;
  readonly other: Side;
}

/** Share of the letters in common that must stand in short quotations, on either side, for a passage to count as quoted. */
const MOSTLY = 0.8;

/** The parts of an alignment's blocks that are explained in neither file. `start` is the other file's first letter in the row. */
function unexplained({ page, other }: BothSides, alignment: Alignment, start: number): Block[] {
  const blocks: Block[] = [];
  for (const block of alignment) {
    let from = 0;
    for (let i = 0; i <= block.length; i++) {
      const isFree =
        i < block.length &&
        page.explained[block.page + i] === 0 &&
        page.file.repeated[block.page + i] === 0 &&
        other.explained[block.corpus + i - start] === 0;
      if (isFree) continue;
      if (i > from) blocks.push({ page: block.page + from, corpus: block.corpus + from, length: i - from });
      from = i + 1;
    }
  }
  return blocks;
}

function quotedLetters({ page, other }: BothSides, blocks: Alignment, start: number): number {
  let quoted = 0;
  for (const block of blocks) {
    for (let i = 0; i < block.length; i++) {
      quoted += page.file.quoted[block.page + i]! | other.file.quoted[block.corpus + i - start]!;
    }
  }
  return quoted;
}

/**
 * Reduces a candidate to the letters that nothing explains. Null if none are left or if those left stand in quotations. `start` is the
 * other file's first letter in the row.
 */
export function unexplainedPart(row: EssayRow, sides: BothSides, one: Candidate, start: number): Candidate | null {
  const alignment = unexplained(sides, one.alignment, start);
  const letters = sameLetters(alignment);
  if (letters === 0 || quotedLetters(sides, alignment, start) >= MOSTLY * letters) return null;
  const bits = alignment.reduce((sum, { corpus, length }) => sum + blockBits(row, corpus, length), 0);
  return { ...one, alignment, score: scoreOf(alignment), evidence: { bits, letters } };
}
