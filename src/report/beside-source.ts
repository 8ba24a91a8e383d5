import { blocksOf } from '../match/blocks.ts';
import type { Match } from '../match/match.ts';
import type { SentencePair } from '../match/reworded/sentence-pairs.ts';
import { hanCount } from '../text/han.ts';
import { normalise } from '../text/normalise.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { ComparedSentence, CompareStep } from './comparison.ts';

type Cause = CompareStep['cause'];

function kindOf(pageLetters: number, missing: number): CompareStep['kind'] {
  if (pageLetters === 0) return missing === 0 ? 'same' : 'missing';
  return missing === 0 ? 'added' : 'replaced';
}

function step(page: string, missing: number, cause: Cause): CompareStep {
  const kind = kindOf(hanCount(page), missing);
  return { kind, page, source: missing, cause: kind === 'same' ? null : cause };
}

const EDGES = /^([^\p{Script=Han}]*)(.*?)([^\p{Script=Han}]*)$/su;

// Punctuation at the edges of a difference does not count as altered.
function gapSteps(page: string, missing: number, cause: Cause): CompareStep[] {
  const [, before = '', letters = '', after = ''] = EDGES.exec(page) ?? [];
  if (letters === '') return [step(page, missing, cause)];
  return [step(before, 0, null), step(letters, missing, cause), step(after, 0, null)].filter(
    (each) => each.page !== '' || each.source !== 0,
  );
}

// Joins adjacent steps of equal text, as punctuation separates words that are equal on both sides.
function join(steps: readonly CompareStep[]): CompareStep[] {
  const joined: CompareStep[] = [];
  for (const each of steps) {
    const last = joined.at(-1);
    if (last?.kind === 'same' && each.kind === 'same')
      joined[joined.length - 1] = { ...last, page: last.page + each.page };
    else joined.push(each);
  }
  return joined;
}

/**
 * The sentences of a reworded passage in order, each with the essay's sentence that was paired with it.
 * @param pairs in the order of the passage, disjoint
 */
export function comparedSentences(passage: string, pairs: readonly SentencePair[]): ComparedSentence[] {
  const sentences = sentencesOf(passage, normalise(passage));
  const isPaired = ({ start, end }: Span) => pairs.some(({ page }) => page.start < end && start < page.end);
  const alone = sentences
    .filter((sentence) => !isPaired(sentence))
    .map((page) => ({ page, source: null, letters: 0, similarity: 0 }));
  return [...pairs, ...alone]
    .sort((a, b) => a.page.start - b.page.start)
    .map((each) => ({ ...each, page: passage.slice(each.page.start, each.page.end) }));
}

/**
 * Compares a match with its source by its alignment: which stretches are the same, which were replaced, and which are on one side
 * only. Of the essay's letters only the number is given, as the index contains no text. Where the user supplies the original,
 * `diffSteps` returns the same type with its text. Empty for a reworded match, which has no alignment by letters.
 * @param text the checked text that the match's page offsets refer to
 */
export function compareSteps(text: string, match: Match): CompareStep[] {
  const steps: CompareStep[] = [];
  let at = match.page.start;
  for (const block of blocksOf(match)) {
    const cause = block.before === 'replaced' ? null : block.before;
    if (block.page.start > at || block.missing > 0)
      steps.push(...gapSteps(text.slice(at, block.page.start), block.missing, cause));
    const same = text.slice(block.page.start, block.page.end);
    if (same !== '') steps.push({ kind: 'same', page: same, source: hanCount(same), cause: null });
    at = Math.max(at, block.page.end);
  }
  if (steps.length > 0 && at < match.page.end) steps.push(...gapSteps(text.slice(at, match.page.end), 0, null));
  return join(steps);
}
