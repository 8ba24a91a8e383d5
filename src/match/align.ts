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
 * How far the score of a path may fall below the best one so far before the path is given up, in quarters of a letter: sixteen
 * letters replaced more than kept, the length of a clause. BLAST calls it X. Chains are split by the same measure (pieces.ts).
 */
export const DROP = 16 * SAME;

/**
 * Letters by which an extension may leave its diagonal, either way. A path farther off has paid for more gap than `DROP` allows:
 * 21 = DROP / −GAP, rounded down.
 */
const EXTENSION_BAND = Math.floor(DROP / -GAP);

const UNREACHED = -0x3fffffff;
/** A floor below the score of every path that was reached. */
const NO_FLOOR = UNREACHED / 2;
const DIAGONAL = 1;
const UP = 2;
const LEFT = 3;

/** One row for each letter of the page; `moves[row * width + b]` led to corpus letter `row − band + b`. */
interface Table {
  moves: Uint8Array;
  readonly band: number;
}

interface Reached {
  readonly row: number;
  readonly column: number;
}

/** The row of a table that was filled last. Places in it are columns of the band, see `Table`. */
interface LastRow {
  scores: Int32Array;
  /** Memory for the next row. */
  spare: Int32Array;
  /** The first and the last place that a path reaches; `last < first` where none does. */
  first: number;
  last: number;
  /** The place with the best score. */
  best: number;
}

/**
 * Memory for the rows and moves of extensions, used for one after another: a page in which every phrase is a seed has a hundred
 * thousand of them, and making the arrays anew took a quarter of the time.
 */
const EXTENSION_WIDTH = 2 * EXTENSION_BAND + 1;
const EXTENSION_ROWS = [new Int32Array(EXTENSION_WIDTH), new Int32Array(EXTENSION_WIDTH)] as const;
const EXTENSION_TABLE: Table = { moves: new Uint8Array(EXTENSION_WIDTH * 65), band: EXTENSION_BAND };

/** Row 0: gaps on the page's side only. `scores` and `spare` are overwritten. */
function firstRow(corner: Corner, { moves, band }: Table, scores: Int32Array, spare: Int32Array): LastRow {
  const last = Math.min(2 * band, band + corner.corpusLetters);
  scores.fill(UNREACHED);
  for (let b = band; b <= last; b++) {
    scores[b] = GAP * (b - band);
    moves[b] = b === band ? 0 : LEFT;
  }
  return { scores, spare, first: band, last, best: band };
}

/** Replaces a row by the next one. Paths below `floor` are given up. */
function nextRow(corner: Corner, row: number, above: LastRow, { moves, band }: Table, floor: number): void {
  const { corpus, corpusFrom, corpusLetters, step } = corner;
  const { scores: before, spare: scores, last } = above;
  const width = 2 * band + 1;
  const letter = corner.page[corner.pageFrom + step * (row - 1)];
  const end = Math.min(width - 1, band - row + corpusLetters);
  scores.fill(UNREACHED);
  let [first, reached, best, left] = [width, -1, 0, UNREACHED];
  for (let b = Math.max(0, above.first - 1, band - row); b <= end; b++) {
    let score = before[b]! + (corpus[corpusFrom + step * (row - band + b - 1)] === letter ? SAME : REPLACED);
    let move = DIAGONAL;
    const up = b + 1 < width ? before[b + 1]! + GAP : UNREACHED;
    if (up > score) [score, move] = [up, UP];
    if (left + GAP > score) [score, move] = [left + GAP, LEFT];
    left = UNREACHED;
    if (score >= floor) {
      left = score;
      scores[b] = score;
      moves[row * width + b] = move;
      if (reached < 0) [first, best] = [b, b];
      reached = b;
      if (score > scores[best]!) best = b;
    } else if (b > last) break;
  }
  above.scores = scores;
  above.spare = before;
  above.first = first;
  above.last = reached;
  above.best = best;
}

/** The equal letters on the path from the reached cell back to the corner, in reading order of both rows. */
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
 * Extends from a corner as long as it pays: dynamic programming in which each path ends by the X-drop rule (Zhang, Schwartz, Wagner
 * and Miller 2000, as in BLAST), up to the place of the best score. Empty where nothing pays.
 */
export function extend(corner: Corner): Alignment {
  const table = EXTENSION_TABLE;
  const { band } = table;
  const last = firstRow(corner, table, ...EXTENSION_ROWS);
  const rows = Math.min(corner.pageLetters, corner.corpusLetters + band);
  let best = 0;
  let reached: Reached = { row: 0, column: 0 };
  for (let row = 1; row <= rows; row++) {
    if ((row + 1) * EXTENSION_WIDTH > table.moves.length) table.moves = grown(table.moves);
    nextRow(corner, row, last, table, best - DROP);
    if (last.last < last.first) break;
    if (last.scores[last.best]! > best) {
      best = last.scores[last.best]!;
      reached = { row, column: row - band + last.best };
    }
  }
  return traceBack(corner, table, reached);
}

function grown(moves: Uint8Array): Uint8Array {
  const twice = new Uint8Array(moves.length * 2);
  twice.set(moves);
  return twice;
}

/**
 * Aligns all of both sides from a corner to the far one (Needleman & Wunsch 1970). For short stretches: its time and memory are the
 * product of their lengths.
 */
export function alignAll(corner: Corner): Alignment {
  const { pageLetters, corpusLetters } = corner;
  const band = Math.max(pageLetters, corpusLetters);
  const width = 2 * band + 1;
  const table: Table = { moves: new Uint8Array((pageLetters + 1) * width), band };
  const last = firstRow(corner, table, new Int32Array(width), new Int32Array(width));
  for (let row = 1; row <= pageLetters; row++) nextRow(corner, row, last, table, NO_FLOOR);
  return traceBack(corner, table, { row: pageLetters, column: corpusLetters });
}
