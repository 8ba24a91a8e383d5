import type { Span } from '../../text/span.ts';
import type { Pair, SentenceChain } from './chain-sentences.ts';
import { STEP_COST } from './gain.ts';

/** Pairs of one chain that follow each other on the page without a gap. */
export interface Run {
  readonly chain: SentenceChain;
  readonly pairs: readonly Pair[];
}

/** Sentences of the essay that a run may pass over: the rewriter left one out. */
const SKIPPED = 1;

function follows(last: Pair, pair: Pair): boolean {
  return pair.page === last.pageEnd && pair.source - last.sourceEnd <= SKIPPED;
}

/** Cuts the pairs of a chain into runs. */
export function runsOf(chain: SentenceChain, pairs: readonly Pair[]): Run[] {
  const runs: Pair[][] = [];
  for (const pair of pairs) {
    const last = runs.at(-1)?.at(-1);
    if (last && follows(last, pair)) runs.at(-1)!.push(pair);
    else runs.push([pair]);
  }
  return runs.map((run) => ({ chain, pairs: run }));
}

/** What pairs are worth by themselves: their gains less the sentences joined in them. What lies between them costs nothing. */
export function worthOf(pairs: readonly Pair[]): number {
  const joined = (pair: Pair) => pair.pageEnd - pair.page + pair.sourceEnd - pair.source - 2;
  return pairs.reduce((worth, pair) => worth + pair.gain - STEP_COST * joined(pair), 0);
}

/** The UTF-16 span of a pair or run on the page, from the first of its sentences to the last. */
export function pageSpan(page: readonly Span[], first: Pair, last: Pair = first): Span {
  return { start: page[first.page]!.start, end: page[last.pageEnd - 1]!.end };
}
