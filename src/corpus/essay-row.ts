import { decodeBlock, type EssayBlock } from './block.ts';
import type { EssayRecord } from './essay.ts';
import { refuse } from './format.ts';
import { blockBytes, type Index } from './loaded-index.ts';

/** An essay of a row: its index, its ordinal in the index, and its record. */
export interface RowEssay {
  readonly index: Index;
  /** Its ordinal in its index, from 0. */
  readonly essay: number;
  readonly record: EssayRecord;
}

/**
 * The letters of some essays, of one index or several, one essay after another: what a text is aligned with. Positions are
 * letters of this row, not of the corpus row; `essay` here is a place in `essays`.
 */
export interface EssayRow {
  readonly essays: readonly RowEssay[];
  readonly letterCount: number;
  /** For each essay, and the end, its first letter. */
  readonly essayStarts: Uint32Array;
  /** For each letter its essay. */
  readonly essayOf: Uint32Array;
  readonly letterBytes: Uint8Array;
  readonly letterFacts: Uint8Array;
  readonly breakLetters: Uint32Array;
  readonly breakOffsets: Uint32Array;
  readonly breakMarks: Uint8Array;
}

/** An essay to be put into a row, with its block. */
export interface LoadedEssay {
  readonly index: Index;
  readonly essay: number;
  readonly block: EssayBlock;
}

/** Number of decoded essays that are cached for each index, the last ones used: essays that match once often match again. */
const KEPT = 256;

const decoded = new WeakMap<Index, Map<number, EssayBlock>>();

/** Decodes a block that must have as many letters as the index says of its essay. Throws an IndexError if it has not, or is damaged. */
function decodeFor({ essayStarts }: Index, essay: number, bytes: Uint8Array): EssayBlock {
  const block = decodeBlock(bytes);
  const letters = essayStarts[essay + 1]! - essayStarts[essay]!;
  if (block.letterBytes.length !== letters)
    refuse(`the number of letters in block ${essay}`, block.letterBytes.length, letters);
  return block;
}

/**
 * Decodes an essay, or takes it from the cache; `bytes` is called for its block if it is not cached. Throws an IndexError if the
 * block is damaged.
 */
export function loadEssay(
  index: Index,
  essay: number,
  bytes: () => Uint8Array = () => blockBytes(index, essay),
): LoadedEssay {
  const known = decoded.get(index) ?? new Map<number, EssayBlock>();
  decoded.set(index, known);
  const block = known.get(essay) ?? decodeFor(index, essay, bytes());
  known.delete(essay);
  known.set(essay, block);
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return { index, essay, block };
}

function startsOf(essays: readonly LoadedEssay[], lengthOf: (block: EssayBlock) => number): Uint32Array {
  const starts = new Uint32Array(essays.length + 1);
  essays.forEach(({ block }, i) => {
    starts[i + 1] = starts[i]! + lengthOf(block);
  });
  return starts;
}

/** The row of these essays, in this order. */
export function rowOfEssays(essays: readonly LoadedEssay[]): EssayRow {
  const essayStarts = startsOf(essays, (block) => block.letterBytes.length);
  const breakStarts = startsOf(essays, (block) => block.breakLetters.length);
  const letterCount = essayStarts[essays.length]!;
  const row = {
    essays: essays.map(({ index, essay, block }) => ({ index, essay, record: block.record })),
    letterCount,
    essayStarts,
    essayOf: new Uint32Array(letterCount),
    letterBytes: new Uint8Array(letterCount),
    letterFacts: new Uint8Array(letterCount),
    breakLetters: new Uint32Array(breakStarts[essays.length]!),
    breakOffsets: new Uint32Array(breakStarts[essays.length]!),
    breakMarks: new Uint8Array(breakStarts[essays.length]!),
  };
  essays.forEach(({ block }, i) => {
    const [start, breaks] = [essayStarts[i]!, breakStarts[i]!];
    row.essayOf.fill(i, start, essayStarts[i + 1]);
    row.letterBytes.set(block.letterBytes, start);
    row.letterFacts.set(block.letterFacts, start);
    row.breakLetters.set(
      block.breakLetters.map((letter) => start + letter),
      breaks,
    );
    row.breakOffsets.set(block.breakOffsets, breaks);
    row.breakMarks.set(block.breakMarks, breaks);
  });
  return row;
}

const wholeRows = new WeakMap<Index, EssayRow>();

/**
 * The row of all essays of an index whose blocks can be read synchronously; it is made once. For small indexes only: it takes ten
 * bytes a letter.
 */
export function wholeRow(index: Index): EssayRow {
  const known = wholeRows.get(index);
  if (known) return known;
  const row = rowOfEssays(
    Array.from({ length: index.essayCount }, (_, essay) => ({
      index,
      essay,
      block: decodeFor(index, essay, blockBytes(index, essay)),
    })),
  );
  wholeRows.set(index, row);
  return row;
}

/** Index in the break columns of the last break at or before a letter. Every essay begins with a break. */
export function breakBefore({ breakLetters }: EssayRow, letter: number): number {
  let low = 0;
  let high = breakLetters.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (breakLetters[middle]! <= letter) low = middle;
    else high = middle;
  }
  return low;
}

/** The UTF-16 offset of a letter of the row in its document. */
export function sourceOffset(row: EssayRow, letter: number): number {
  const at = breakBefore(row, letter);
  return row.breakOffsets[at]! + letter - row.breakLetters[at]!;
}
