import { type EssayRef, essayRef } from '../../corpus/essay-ref.ts';
import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { gainOf, pairChance, STEP_COST } from './gain.ts';
import type { EssayRange, PageSentence } from './page-sentences.ts';

/**
 * Sentences that correspond to each other: `[page, pageEnd)` of the page, `[source, sourceEnd)` of the index; one or two each.
 */
export interface Pair {
  readonly page: number;
  readonly pageEnd: number;
  readonly source: number;
  readonly sourceEnd: number;
  /** Information in nats: what they share, and what each side has. */
  readonly shared: number;
  readonly here: number;
  readonly there: number;
  /** What the pair is worth to its chain. */
  readonly gain: number;
}

/** Pairs in order along one essay, and what they are worth together. */
export interface SentenceChain {
  readonly essay: EssayRef;
  /** The sentences that the pairs' `source` counts. */
  readonly sentences: OpenSentences;
  readonly worth: number;
  readonly pairs: readonly Pair[];
}

/** The two sides of a chain, with running sums (in nats), so that any stretch is summed up in one step. */
export interface Sides extends EssayRange {
  readonly page: readonly PageSentence[];
  readonly sentences: OpenSentences;
  /** Information of the page's sentences before each, and of the essay's. */
  readonly hereUpTo: Float64Array;
  readonly thereUpTo: Float64Array;
  /** What all page sentences above and all essay sentences to the left share; `end - first + 1` columns. */
  readonly sharedUpTo: Float64Array;
}

function runningSums(count: number, valueAt: (i: number) => number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) sums[i + 1] = sums[i]! + valueAt(i);
  return sums;
}

function runningTable(rows: number, columns: number, shared: Float32Array): Float64Array {
  const width = columns + 1;
  const sums = new Float64Array((rows + 1) * width);
  for (let i = 0; i < rows; i++) {
    let row = 0;
    for (let j = 0; j < columns; j++) {
      row += shared[i * columns + j]!;
      sums[(i + 1) * width + j + 1] = sums[i * width + j + 1]! + row;
    }
  }
  return sums;
}

/** The sides of chains along one essay; `shared` is what each page sentence shares with each of the essay's, row by row. */
export function sidesOf(
  page: readonly PageSentence[],
  sentences: OpenSentences,
  range: EssayRange,
  shared: Float32Array,
): Sides {
  const width = range.end - range.first;
  return {
    ...range,
    page,
    sentences,
    hereUpTo: runningSums(page.length, (i) => page[i]!.information),
    thereUpTo: runningSums(width, (j) => sentences.information[range.first + j]!),
    sharedUpTo: runningTable(page.length, width, shared),
  };
}

/** How many sentences a step takes from the page and from the essay. */
type Step = readonly [page: number, source: number];

/**
 * One for one, one for two, two for one (as Gale & Church 1993 align translations), or one left out on either side. Step 0
 * starts a chain.
 */
const STEPS: readonly Step[] = [
  [0, 0],
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 0],
  [0, 1],
];

function isPair([page, source]: Step): boolean {
  return page > 0 && source > 0;
}

/** What page sentences `[page, pageEnd)` share with essay sentences `[source, sourceEnd)`, in nats. */
function sharedBy(sides: Sides, page: number, pageEnd: number, source: number, sourceEnd: number): number {
  const { first, end, sharedUpTo: sums } = sides;
  const width = end - first + 1;
  const left = source - first;
  const right = sourceEnd - first;
  return (
    sums[pageEnd * width + right]! -
    sums[page * width + right]! -
    sums[pageEnd * width + left]! +
    sums[page * width + left]!
  );
}

function hereIn({ hereUpTo }: Sides, from: number, end: number): number {
  return hereUpTo[end]! - hereUpTo[from]!;
}

function thereIn({ first, thereUpTo }: Sides, from: number, end: number): number {
  return thereUpTo[end - first]! - thereUpTo[from - first]!;
}

/** The chance level of sentences that are joined: the higher one of the outer two on each side. */
function chanceOf(
  { page, sentences }: Sides,
  from: number,
  pageEnd: number,
  source: number,
  sourceEnd: number,
): number {
  const { chances } = sentences;
  const there = chances[source]! > chances[sourceEnd - 1]! ? source : sourceEnd - 1;
  return pairChance(sentences, Math.max(page[from]!.chance, page[pageEnd - 1]!.chance), there);
}

function gainAt(sides: Sides, page: number, pageEnd: number, source: number, sourceEnd: number): number {
  return gainOf(
    sharedBy(sides, page, pageEnd, source, sourceEnd),
    hereIn(sides, page, pageEnd),
    thereIn(sides, source, sourceEnd),
    chanceOf(sides, page, pageEnd, source, sourceEnd),
  );
}

/** The pair of these sentences, and what it is worth. */
export function pairOf(sides: Sides, page: number, pageEnd: number, source: number, sourceEnd: number): Pair {
  return {
    page,
    pageEnd,
    source,
    sourceEnd,
    shared: sharedBy(sides, page, pageEnd, source, sourceEnd),
    here: hereIn(sides, page, pageEnd),
    there: thereIn(sides, source, sourceEnd),
    gain: gainAt(sides, page, pageEnd, source, sourceEnd),
  };
}

interface Table {
  readonly width: number;
  /** The worth of the best chain that ends here, and the step that reached it. */
  readonly worth: Float32Array;
  readonly step: Uint8Array;
}

function fillCell(sides: Sides, { width, worth, step }: Table, i: number, j: number): void {
  for (let s = 1; s < STEPS.length; s++) {
    const [rows, columns] = STEPS[s]!;
    if (rows > i || columns > j) continue;
    const column = sides.first + j;
    const gain = rows > 0 && columns > 0 ? gainAt(sides, i - rows, i, column - columns, column) : 0;
    const total = worth[(i - rows) * width + j - columns]! + gain - (s === 1 ? 0 : STEP_COST);
    if (total <= worth[i * width + j]!) continue;
    worth[i * width + j] = total;
    step[i * width + j] = s;
  }
}

function fill(sides: Sides): Table {
  const width = sides.end - sides.first + 1;
  const cells = (sides.page.length + 1) * width;
  const table = { width, worth: new Float32Array(cells), step: new Uint8Array(cells) };
  for (let i = 1; i <= sides.page.length; i++) {
    for (let j = 1; j < width; j++) fillCell(sides, table, i, j);
  }
  return table;
}

/** Walks back from a cell to where its chain starts or meets one that was walked before. */
function walk(sides: Sides, { width, worth, step }: Table, from: number, walked: Uint8Array): SentenceChain {
  const pairs: Pair[] = [];
  let at = from;
  while (step[at] !== 0 && !walked[at]) {
    walked[at] = 1;
    const taken = STEPS[step[at]!]!;
    const [row, column] = [Math.floor(at / width), sides.first + (at % width)];
    if (isPair(taken)) pairs.push(pairOf(sides, row - taken[0], row, column - taken[1], column));
    at -= taken[0] * width + taken[1];
  }
  const { index, record } = sides.sentences.row.essays[sides.essay]!;
  return {
    essay: essayRef(index.name, record.id),
    sentences: sides.sentences,
    worth: worth[from]! - (step[at] === 0 ? 0 : worth[at]!),
    pairs: pairs.reverse(),
  };
}

/**
 * The chains of sentence pairs along one essay that are worth at least `least`, best first; no two share a pair. Local
 * alignment (Smith & Waterman 1981) with sentences for letters, several chains as Waterman & Eggert (1987).
 */
export function chainsAlong(sides: Sides, least: number): SentenceChain[] {
  const table = fill(sides);
  const ends: number[] = [];
  table.worth.forEach((worth, at) => {
    if (worth >= least && isPair(STEPS[table.step[at]!]!)) ends.push(at);
  });
  ends.sort((a, b) => table.worth[b]! - table.worth[a]!);
  const walked = new Uint8Array(table.worth.length);
  return ends.map((end) => walk(sides, table, end, walked)).filter(({ worth }) => worth >= least);
}
