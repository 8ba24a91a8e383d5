import type { EssayRow } from '../corpus/essay-row.ts';
import type { Runs } from './seeds.ts';

/** Runs of one essay in the order of both page and corpus: places in the columns of `Runs`. */
export type Chain = readonly number[];

/**
 * Letters that may lie between two runs of a chain, on either side: a long sentence was put in or left out. It bounds the square
 * that the alignment fills between two runs.
 */
const MAX_GAP = 64;
/** Letters by which two runs may overlap on either side, where a letter at the seam could belong to both. */
const MAX_OVERLAP = 5;
/**
 * How many runs of the same essay back a predecessor is sought: bounds the work where a page repeats one phrase (h of minimap2, which
 * takes 50 too).
 */
const LOOK_BACK = 50;
/**
 * Letters that a gap costs for each of its letters, and for each letter by which its two sides differ, which is rarer: minimap2's
 * two terms, linear instead of logarithmic as gaps are short. Far below a run's own letters, so that a chain is broken by a better
 * one and not by a gap; the alignment decides what stays in a match.
 */
const GAP_COST = 0.1;
const SHIFT_COST = 0.2;

/** What it costs, in letters, to continue from run `a` to run `b`; infinite where `b` cannot follow. */
function linkCost(runs: Runs, a: number, b: number): number {
  const page = runs.page[b]! - runs.page[a]! - runs.length[a]!;
  const corpus = runs.corpus[b]! - runs.corpus[a]! - runs.length[a]!;
  if (Math.max(page, corpus) > MAX_GAP || Math.min(page, corpus) < -MAX_OVERLAP) return Number.POSITIVE_INFINITY;
  if (runs.page[b]! <= runs.page[a]! || runs.corpus[b]! <= runs.corpus[a]!) return Number.POSITIVE_INFINITY;
  const overlap = Math.max(0, -page, -corpus);
  return overlap + GAP_COST * Math.max(page, corpus, 0) + SHIFT_COST * Math.abs(page - corpus);
}

interface Best {
  readonly score: Float64Array;
  readonly previous: Int32Array;
}

/**
 * For each run the best chain that ends with it: its score in letters and the run before. The recurrence of minimap2 (Li 2018,
 * equation 1) with runs for its anchors.
 */
function bestChains(runs: Runs, row: EssayRow): Best {
  const count = runs.page.length;
  const score = Float64Array.from(runs.length);
  const previous = new Int32Array(count).fill(-1);
  const beforeInEssay = new Int32Array(count).fill(-1);
  const lastOfEssay = new Map<number, number>();
  for (let run = 0; run < count; run++) {
    const essay = row.essayOf[runs.corpus[run]!]!;
    beforeInEssay[run] = lastOfEssay.get(essay) ?? -1;
    lastOfEssay.set(essay, run);
    for (let back = 0, a = beforeInEssay[run]!; a >= 0 && back < LOOK_BACK; back++, a = beforeInEssay[a]!) {
      const candidate = score[a]! + runs.length[run]! - linkCost(runs, a, run);
      if (candidate > score[run]!) {
        score[run] = candidate;
        previous[run] = a;
      }
    }
  }
  return { score, previous };
}

/**
 * Splits the runs into chains, best first, each run in one chain: what minimap2 (Li 2018) does with minimizers. A chain ends where
 * its predecessor belongs to a better one already.
 */
export function chainRuns(runs: Runs, row: EssayRow): Chain[] {
  const { score, previous } = bestChains(runs, row);
  const order = Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);
  const used = new Uint8Array(runs.page.length);
  const chains: Chain[] = [];
  for (const end of order) {
    const chain: number[] = [];
    for (let run = end; run >= 0 && used[run] === 0; run = previous[run]!) {
      used[run] = 1;
      chain.push(run);
    }
    if (chain.length > 0) chains.push(chain.reverse());
  }
  return chains;
}
