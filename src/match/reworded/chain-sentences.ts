import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { gainOf, pairChance, STEP_COST } from './gain.ts';
import type { EssayRange, PageSentence } from './page-sentences.ts';

/** Sentences that stand for each other: `[page, pageEnd)` of the page, `[source, sourceEnd)` of the index; one or two each. */
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
  readonly essay: number;
  readonly worth: number;
  readonly pairs: readonly Pair[];
}

/** The two sides of a chain: the page's sentences, those of one essay, and what each two share (row by row, in nats). */
export interface Sides extends EssayRange {
  readonly page: readonly PageSentence[];
  readonly sentences: OpenSentences;
  readonly shared: Float32Array;
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

/** What `rows` page sentences before row `i` share with `columns` essay sentences before column `j`, in nats. */
function sharedBy({ first, end, shared }: Sides, i: number, j: number, rows: number, columns: number): number {
  let sum = 0;
  for (let p = i - rows; p < i; p++) for (let s = j - columns; s < j; s++) sum += shared[p * (end - first) + s]!;
  return sum;
}

function hereIn({ page }: Sides, i: number, rows: number): number {
  return rows === 1 ? page[i - 1]!.information : page[i - 1]!.information + page[i - 2]!.information;
}

function thereIn({ sentences, first }: Sides, j: number, columns: number): number {
  const { information } = sentences;
  return columns === 1 ? information[first + j - 1]! : information[first + j - 1]! + information[first + j - 2]!;
}

/** What the pair that ends before row `i` and column `j` is worth. Of two joined sentences the higher chance level counts. */
function gainAt(sides: Sides, i: number, j: number, rows: number, columns: number): number {
  const { page, sentences, first } = sides;
  const here = Math.max(page[i - 1]!.chance, page[i - rows]!.chance);
  const there = sentences.chances[first + j - 1]! > sentences.chances[first + j - columns]! ? j - 1 : j - columns;
  return gainOf(
    sharedBy(sides, i, j, rows, columns),
    hereIn(sides, i, rows),
    thereIn(sides, j, columns),
    pairChance(sentences, here, first + there),
  );
}

function pairAt(sides: Sides, i: number, j: number, [rows, columns]: Step): Pair {
  return {
    page: i - rows,
    pageEnd: i,
    source: sides.first + j - columns,
    sourceEnd: sides.first + j,
    shared: sharedBy(sides, i, j, rows, columns),
    here: hereIn(sides, i, rows),
    there: thereIn(sides, j, columns),
    gain: gainAt(sides, i, j, rows, columns),
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
    const gain = rows > 0 && columns > 0 ? gainAt(sides, i, j, rows, columns) : 0;
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
    if (isPair(taken)) pairs.push(pairAt(sides, Math.floor(at / width), at % width, taken));
    at -= taken[0] * width + taken[1];
  }
  return { essay: sides.essay, worth: worth[from]! - (step[at] === 0 ? 0 : worth[at]!), pairs: pairs.reverse() };
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
