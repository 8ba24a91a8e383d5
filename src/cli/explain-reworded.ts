import { sourceOffset } from '../corpus/essay-row.ts';
import type { SentenceIndex } from '../corpus/open-sentences.ts';
import { likeness } from '../corpus/sentences.ts';
import type { Pair, SentenceChain } from '../match/reworded/chain-sentences.ts';
import { type Chains, chainsOfText, disjointChains } from '../match/reworded/find-chains.ts';
import { LEAST_WORTH, leastWorthAmong } from '../match/reworded/find-reworded.ts';

/** Least part of the threshold at which a chain is shown as a near miss. */
const NEAR = 0.6;

function pairLine({ page }: Chains, { sentences }: SentenceChain, pair: Pair): string {
  const { shared, here, there, gain, source, sourceEnd } = pair;
  const places = `${page[pair.page]!.start}–${page[pair.pageEnd - 1]!.end}`;
  const from = sourceOffset(sentences.row, sentences.starts[source]!);
  const to = sourceOffset(sentences.row, sentences.starts[sourceEnd]! - 1) + 1;
  return `  ${places} ↔ ${from}–${to}: ${likeness(shared, here, there).toFixed(2)} alike, worth ${gain.toFixed(2)}`;
}

function chainLines(found: Chains, chain: SentenceChain, least: number): string {
  const { row, starts } = chain.sentences;
  const { heading, document } = row.essays[row.essayOf[starts[chain.pairs[0]!.source]!]!]!.record;
  const verdict = chain.worth >= least ? 'chain' : 'near miss';
  return [
    `${verdict} of sentences along essay ${chain.essay} ${heading} of ${document}: worth ${chain.worth.toFixed(2)} (needs ${least.toFixed(2)})`,
    ...chain.pairs.map((pair) => pairLine(found, chain, pair)),
  ].join('\n');
}

/**
 * Explains why sentences of a text count as reworded or not: for each chain and each near miss, its pairs with their likeness and
 * their worth. Offsets are UTF-16 units of the text and, right of ↔, of the document. Chains contain literal sentences too, but
 * these stay literal.
 */
export function explainReworded(text: string, indexes: readonly SentenceIndex[]): string {
  const least = leastWorthAmong(indexes, LEAST_WORTH);
  const found = chainsOfText(text, indexes, NEAR * least);
  const chains = disjointChains(found, NEAR * least);
  const head = `${found.page.length} sentences, ${chains.length} chains shown`;
  return [head, ...chains.map((chain) => chainLines(found, chain, least))].join('\n');
}
