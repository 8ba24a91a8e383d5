import { type Alignment, type Block, GAP, REPLACED, SAME } from './alignment.ts';

/**
 * Two rows of letter bytes to be aligned from a common corner. `step` 1 reads forward from there, −1 backward; `pageLetters`
 * and `corpusLetters` may be read on each side.
 */
export interface Corner {
  readonly page: Uint8Array;
  readonly corpus: Uint8Array;
  readonly pageFrom: number;
  readonly corpusFrom: number;
  readonly pageLetters: number;
  readonly corpusLetters: number;
  readonly step: 1 | -1;
}

/**
 * An extension ends where its score falls this far below its best, in quarters of a letter: after sixteen letters replaced more than
 * kept, which is a clause of its own. BLAST calls it X.
 */
export const DROP = 16 * SAME;

/**
 * Letters by which an extension may drift off its diagonal, either way: beyond, a drop would have ended it (16 letters of
 * drop pay for 21 letters of gap).
 */
const EXTENSION_BAND = 21;

const UNREACHED = -0x3fffffff;
const DIAGONAL = 1;
const UP = 2;
const LEFT = 3;

/** One row for each letter of the page; `moves[row * width + b]` led to corpus letter `row − band + b`. */
interface Table {
  readonly moves: Uint8Array;
  readonly band: number;
}

interface Reached {
  readonly row: number;
  readonly column: number;
}

function fillRow(corner: Corner, row: number, before: Int32Array, scores: Int32Array, { moves, band }: Table): void {
  const { corpus, corpusFrom, corpusLetters, step } = corner;
  const width = 2 * band + 1;
  const letter = corner.page[corner.pageFrom + step * (row - 1)];
  for (let b = 0; b < width; b++) {
    const column = row - band + b;
    scores[b] = UNREACHED;
    if (column < 0 || column > corpusLetters) continue;
    let score = UNREACHED;
    let move = 0;
    if (column > 0) {
      score = before[b]! + (corpus[corpusFrom + step * (column - 1)] === letter ? SAME : REPLACED);
      move = DIAGONAL;
    }
    if (b + 1 < width && before[b + 1]! + GAP > score) {
      score = before[b + 1]! + GAP;
      move = UP;
    }
    if (b > 0 && scores[b - 1]! + GAP > score) {
      score = scores[b - 1]! + GAP;
      move = LEFT;
    }
    scores[b] = score;
    moves[row * width + b] = move;
  }
}

function firstRow(corner: Corner, { moves, band }: Table): Int32Array {
  const scores = new Int32Array(2 * band + 1).fill(UNREACHED);
  for (let b = band; b <= 2 * band && b - band <= corner.corpusLetters; b++) {
    scores[b] = GAP * (b - band);
    moves[b] = b === band ? 0 : LEFT;
  }
  return scores;
}

/** The equal letters on the way from what was reached back to the corner, in reading order of the two rows. */
function traceBack(corner: Corner, { moves, band }: Table, reached: Reached): Block[] {
  const blocks: { page: number; corpus: number; length: number }[] = [];
  let { row, column } = reached;
  while (row > 0 || column > 0) {
    const move = moves[row * (2 * band + 1) + column - row + band];
    if (move === DIAGONAL) {
      const page = corner.pageFrom + corner.step * (row - 1);
      const corpus = corner.corpusFrom + corner.step * (column - 1);
      if (corner.page[page] === corner.corpus[corpus]) addLetter(blocks, page, corpus, corner.step);
    }
    if (move !== LEFT) row--;
    if (move !== UP) column--;
  }
  return corner.step === 1 ? blocks.reverse() : blocks;
}

// A forward corner is traced from its far end, so letters join their block at its start; a backward one at its end.
function addLetter(
  blocks: { page: number; corpus: number; length: number }[],
  page: number,
  corpus: number,
  step: 1 | -1,
): void {
  const last = blocks.at(-1);
  if (last && step === 1 && last.page === page + 1 && last.corpus === corpus + 1) {
    last.page--;
    last.corpus--;
    last.length++;
  } else if (last && step === -1 && last.page + last.length === page && last.corpus + last.length === corpus) {
    last.length++;
  } else blocks.push({ page, corpus, length: 1 });
}

/**
 * Extends from a corner as long as it pays: banded dynamic programming, ended by the X-drop rule of BLAST (Zhang, Schwartz,
 * Wagner, Miller 2000) at the place of the best score. Empty where nothing pays.
 */
export function extend(corner: Corner): Alignment {
  const band = EXTENSION_BAND;
  const width = 2 * band + 1;
  const rows = Math.min(corner.pageLetters, corner.corpusLetters + band);
  let table: Table = { moves: new Uint8Array(width * 65), band };
  let before: Int32Array = firstRow(corner, table);
  let scores: Int32Array = new Int32Array(width);
  let best = 0;
  let reached: Reached = { row: 0, column: 0 };
  for (let row = 1; row <= rows; row++) {
    if ((row + 1) * width > table.moves.length) table = { moves: grown(table.moves), band };
    fillRow(corner, row, before, scores, table);
    const at = bestOf(scores);
    if (scores[at]! > best) {
      best = scores[at]!;
      reached = { row, column: row - band + at };
    }
    if (scores[at]! < best - DROP) break;
    [before, scores] = [scores, before];
  }
  return traceBack(corner, table, reached);
}

function grown(moves: Uint8Array): Uint8Array {
  const twice = new Uint8Array(moves.length * 2);
  twice.set(moves);
  return twice;
}

function bestOf(scores: Int32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/** Aligns all of both sides from a corner to the far one; for short stretches, as its time is the product of their lengths. */
export function alignAll(corner: Corner): Alignment {
  const { pageLetters, corpusLetters } = corner;
  const band = Math.max(pageLetters, corpusLetters);
  const width = 2 * band + 1;
  const table: Table = { moves: new Uint8Array((pageLetters + 1) * width), band };
  let before: Int32Array = firstRow(corner, table);
  let scores: Int32Array = new Int32Array(width);
  for (let row = 1; row <= pageLetters; row++) {
    fillRow(corner, row, before, scores, table);
    [before, scores] = [scores, before];
  }
  return traceBack(corner, table, { row: pageLetters, column: corpusLetters });
}
