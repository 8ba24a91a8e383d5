import type { Index } from '../../corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../../corpus/open-sentences.ts';
import type { Match } from '../../match/match.ts';
import { sentencePairs } from '../../match/reworded/sentence-pairs.ts';
import { comparedSentences, compareSteps } from '../../report/beside-source.ts';
import type { Comparison } from '../../report/comparison.ts';

// Opening an index's sentences takes about 10 ms; it is done once for each index.
const opened = new WeakMap<Index, SentenceIndex>();

function sentencesOf(index: Index): SentenceIndex {
  const sentences = opened.get(index) ?? openSentenceIndex(index);
  opened.set(index, sentences);
  return sentences;
}

/**
 * Compares a match with its source: letter by letter or, where it is reworded, sentence by sentence.
 * @param text the checked text that the match's page offsets refer to
 */
export function compareWithSource(text: string, match: Match, index: Index): Omit<Comparison, 'match'> {
  const passage = text.slice(match.page.start, match.page.end);
  if (match.kind === 'literal') return { passage, steps: compareSteps(text, match), sentences: [] };
  const pairs = sentencePairs(passage, match.best.essay, sentencesOf(index));
  return { passage, steps: [], sentences: comparedSentences(passage, pairs) };
}
