import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { gainOf, pairChance, STEP_COST } from './gain.ts';
import type { PageSentence } from './page-sentences.ts';

/** Sentences that stand for each other: `[page, pageEnd)` of the page, `[source, sourceEnd)` of the index; one or two each. */
export interface Pair {
  readonly page: number;
  readonly pageEnd: number;
  readonly source: number;
  readonly sourceEnd: number;
}

/** Pairs in order along one essay, and what they are worth together. */
export interface SentenceChain {
  readonly essay: number;
  readonly worth: number;
  readonly pairs: readonly Pair[];
}

/** The two sides of a chain: the page's sentences, those of one essay, and what each two share (row by row, in nats). */
export interface Sides {
  readonly page: readonly PageSentence[];
  readonly sentences: OpenSentences;
  readonly essay: number;
  readonly first: number;
  readonly end: number;
  readonly shared: Float32Array;
}

/** How a cell of the table was reached: sentences taken from the page and from the essay, and whether they are a pair. */
interface Step {
  readonly page: number;
  readonly source: number;
  readonly pair: boolean;
}

/** One for one, one for two, two for one (as Gale & Church 1993 align translations), or one left out. Step 0 starts a chain. */
const STEPS: readonly Step[] = [
  { page: 0, source: 0, pair: false },
  { page: 1, source: 1, pair: true },
  { page: 1, source: 2, pair: true },
  { page: 2, source: 1, pair: true },
  { page: 1, source: 0, pair: false },
  { page: 0, source: 1, pair: false },
];

/** What the pair of sentences that ends before row `i` and column `j` is worth. */
function worthOfPair({ page, sentences, first, end, shared }: Sides, i: number, j: number, step: Step): number {
  const width = end - first;
  let common = 0;
  let here = 0;
  let there = 0;
  let chance = 0;
  for (let p = i - step.page; p < i; p++) {
    here += page[p]!.information;
    for (let s = j - step.source; s < j; s++) {
      common += shared[p * width + s]!;
      chance = Math.max(chance, pairChance(sentences, page[p]!.chance, first + s));
    }
  }
  for (let s = j - step.source; s < j; s++) there += sentences.information[first + s]!;
  return gainOf(common, here, there, chance);
}

interface Table {
  /** The worth of the best chain that ends here, and the step that reached it. */
  readonly worth: Float32Array;
  readonly step: Uint8Array;
}

function bestStep(
  sides: Sides,
  { worth }: Table,
  width: number,
  i: number,
  j: number,
): { step: number; worth: number } {
  let best = { step: 0, worth: 0 };
  for (let s = 1; s < STEPS.length; s++) {
    const step = STEPS[s]!;
    if (step.page > i || step.source > j) continue;
    const pair = step.pair ? worthOfPair(sides, i, j, step) : 0;
    const cost = step.page + step.source === 2 ? 0 : STEP_COST;
    const total = worth[(i - step.page) * width + j - step.source]! + pair - cost;
    if (total > best.worth) best = { step: s, worth: total };
  }
  return best;
}

function fill(sides: Sides): Table {
  const width = sides.end - sides.first + 1;
  const rows = sides.page.length + 1;
  const table = { worth: new Float32Array(rows * width), step: new Uint8Array(rows * width) };
  for (let i = 1; i < rows; i++) {
    for (let j = 1; j < width; j++) {
      const best = bestStep(sides, table, width, i, j);
      table.worth[i * width + j] = best.worth;
      table.step[i * width + j] = best.step;
    }
  }
  return table;
}

/** Walks back from a cell to where its chain starts or meets one that was walked before. */
function walk(sides: Sides, table: Table, from: number, walked: Uint8Array): SentenceChain {
  const width = sides.end - sides.first + 1;
  const pairs: Pair[] = [];
  let at = from;
  while (table.step[at] !== 0 && !walked[at]) {
    walked[at] = 1;
    const step = STEPS[table.step[at]!]!;
    const [pageEnd, sourceEnd] = [Math.floor(at / width), sides.first + (at % width)];
    if (step.pair) pairs.push({ page: pageEnd - step.page, pageEnd, source: sourceEnd - step.source, sourceEnd });
    at -= step.page * width + step.source;
  }
  const before = table.step[at] === 0 ? 0 : table.worth[at]!;
  return { essay: sides.essay, worth: table.worth[from]! - before, pairs: pairs.reverse() };
}

/**
 * The chains of sentence pairs along one essay that are worth at least `least`, best first; no two use the same cell. Local
 * alignment (Smith & Waterman 1981) with sentences for letters, several chains as Waterman & Eggert (1987).
 */
export function chainsAlong(sides: Sides, least: number): SentenceChain[] {
  const table = fill(sides);
  const ends: number[] = [];
  table.worth.forEach((worth, at) => {
    if (worth >= least && STEPS[table.step[at]!]!.pair) ends.push(at);
  });
  ends.sort((a, b) => table.worth[b]! - table.worth[a]!);
  const walked = new Uint8Array(table.worth.length);
  return ends
    .map((end) => walk(sides, table, end, walked))
    .filter(({ worth, pairs }) => worth >= least && pairs.length > 0);
}
