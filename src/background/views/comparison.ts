import type { Index } from '../../corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../../corpus/open-sentences.ts';
import type { Match } from '../../match/match.ts';
import { sentencePairs } from '../../match/reworded/sentence-pairs.ts';
import { comparedSentences, compareSteps } from '../../report/beside-source.ts';
import type { Comparison } from '../../report/comparison.ts';
import { diffSteps } from '../../report/original-diff.ts';

// Opening an index's sentences takes about 10 ms; it is done once for each index.
const opened = new WeakMap<Index, SentenceIndex>();

function sentencesOf(index: Index): SentenceIndex {
  const sentences = opened.get(index) ?? openSentenceIndex(index);
  opened.set(index, sentences);
  return sentences;
}

/**
 * Compares a match with its source: letter by letter or, where it is reworded, sentence by sentence; where the essay's text is at
 * hand, by a diff of the words.
 * @param text the checked text that the match's page offsets refer to
 * @param original the passage as the essay has it; `null` if the essay's text is not at hand
 */
export function compareWithSource(
  text: string,
  match: Match,
  index: Index,
  original: string | null,
): Omit<Comparison, 'match'> {
  const passage = text.slice(match.page.start, match.page.end);
  if (original !== null) return { passage, steps: diffSteps(passage, original), sentences: [] };
  if (match.kind === 'literal') return { passage, steps: compareSteps(text, match), sentences: [] };
  const pairs = sentencePairs(passage, match.best.essay, sentencesOf(index));
  return { passage, steps: [], sentences: comparedSentences(passage, pairs) };
}
