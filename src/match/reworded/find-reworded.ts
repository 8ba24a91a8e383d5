import type { Index } from '../../corpus/index.ts';
import { openSentences } from '../../corpus/open-sentences.ts';
import { normalise } from '../../text/normalise.ts';
import { chainsAlong, type SentenceChain } from './chain-sentences.ts';
import { essayRanges, type PageSentence, sharedTables, survey } from './page-sentences.ts';

const memo = new WeakMap<Index, ReturnType<typeof openSentences>>();
export function rewordedChains(
  text: string,
  index: Index,
  least: number,
): { page: readonly PageSentence[]; chains: SentenceChain[] } {
  if (!memo.has(index)) memo.set(index, openSentences(index));
  const sentences = memo.get(index)!;
  const ranges = essayRanges(sentences, index.essayOf);
  const { page, promise } = survey(text, normalise(text), sentences, ranges);
  const promising = ranges.filter((_, i) => promise[i]! >= least);
  if (promising.length === 0) return { page, chains: [] };
  const tables = sharedTables(page, sentences, promising);
  const chains = promising.flatMap((range, i) => chainsAlong({ page, sentences, ...range, shared: tables[i]! }, least));
  return { page, chains: chains.sort((a, b) => b.worth - a.worth) };
}
