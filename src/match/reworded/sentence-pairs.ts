import type { EssayRef } from '../../corpus/essay-ref.ts';
import { sourceOffset } from '../../corpus/essay-row.ts';
import type { OpenSentences, SentenceIndex } from '../../corpus/open-sentences.ts';
import { likeness } from '../../corpus/sentences.ts';
import type { Span } from '../../text/span.ts';
import type { Pair } from './chain-sentences.ts';
import { chainsOfText } from './find-chains.ts';
import { pageSpan } from './runs.ts';

/** Sentences of a passage and of an essay that correspond to each other. */
export interface SentencePair {
  /** UTF-16 units of the passage. */
  readonly page: Span;
  /** UTF-16 units of the essay's document. */
  readonly source: Span;
  /** Letters of the essay's sentences. */
  readonly letters: number;
  /** How much of their information they share, 0–1. */
  readonly similarity: number;
}

/** Chains of any worth are used: the passage is known to be reworded, and every sentence of it is of interest. */
const ANY_WORTH = 0;

function pairOf(page: readonly Span[], pair: Pair, { starts, row }: OpenSentences): SentencePair {
  const [first, end] = [starts[pair.source]!, starts[pair.sourceEnd]!];
  return {
    page: pageSpan(page, pair),
    source: { start: sourceOffset(row, first), end: sourceOffset(row, end - 1) + 1 },
    letters: end - first,
    similarity: likeness(pair.shared, pair.here, pair.there),
  };
}

/**
 * For a reworded passage, the sentences of an essay that correspond to its sentences: one for one, two for one or one for two, in
 * the order of the passage. Sentences without a partner are left out.
 */
export function sentencePairs(passage: string, essay: EssayRef, from: SentenceIndex): SentencePair[] {
  const { page, chains } = chainsOfText(passage, [from], ANY_WORTH);
  // Best first: a sentence that two chains hold belongs to the better one.
  const taken = new Set<number>();
  const pairs = chains
    .filter((chain) => chain.essay === essay)
    .flatMap((chain) => chain.pairs.map((pair) => ({ pair, sentences: chain.sentences })))
    .filter(({ pair }) => {
      const isFree = !taken.has(pair.page) && !taken.has(pair.pageEnd - 1);
      for (let at = pair.page; isFree && at < pair.pageEnd; at++) taken.add(at);
      return isFree;
    });
  return pairs.map(({ pair, sentences }) => pairOf(page, pair, sentences)).sort((a, b) => a.page.start - b.page.start);
}
