import { CHANCE_STEPS } from './chance.ts';
import { type EssayLists, listEssays } from './essay-lists.ts';
import { type EssayRow, loadEssay, rowOfEssays, wholeRow } from './essay-row.ts';
import { SENTENCE_BIT } from './format.ts';
import { classesOf, type Index } from './loaded-index.ts';
import { type Sentences, sentencesFrom } from './sentences.ts';

/**
 * The starts of the sentences of a row followed by its end: sentences start at an essay's first letter and after a sentence's end
 * mark.
 */
export function sentenceStarts({ essayStarts, breakLetters, breakMarks }: EssayRow): Uint32Array {
  const starts = new Set<number>(essayStarts);
  breakLetters.forEach((letter, i) => {
    if (breakMarks[i]! & SENTENCE_BIT) starts.add(letter);
  });
  return Uint32Array.from(starts).sort();
}

/** The sentences of a row of essays with their chance levels, 0–1. */
export interface OpenSentences extends Sentences {
  readonly row: EssayRow;
  readonly chances: Float32Array;
  /** The mean of the chance levels of all sentences of the index. */
  readonly meanChance: number;
}

/**
 * What the reworded tier needs of an index. For a small one these are all sentences. For a larger one the essays to compare are
 * retrieved for each stretch of a text, and only their sentences are opened.
 */
export type SentenceIndex =
  | { readonly kind: 'whole'; readonly sentences: OpenSentences }
  | { readonly kind: 'retrieved'; readonly index: Index; readonly lists: EssayLists }
  /** The index has more essays than the tier can distinguish. */
  | { readonly kind: 'off' };

/**
 * Number of essays up to which all sentences of an index are compared: a page of 5,000 letters then takes about ten milliseconds.
 */
const WHOLE_ESSAYS = 128;

const chancesOf = (steps: Uint8Array): Float32Array => Float32Array.from(steps, (step) => step / CHANCE_STEPS);

function meanOf(values: Float32Array | Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}

/** Sentences of a row with these chance levels, in steps of 1/1000. */
export function withChances(row: EssayRow, sentences: Sentences, steps: Uint8Array): OpenSentences {
  const chances = chancesOf(steps);
  return { ...sentences, row, chances, meanChance: meanOf(chances) };
}

/** More than any two sentences can be alike: what has this chance level is never more alike than by chance. */
const NEVER = 2;

function hideWithdrawn({ row, starts, count, chances }: OpenSentences, { withdrawn }: Index): void {
  if (withdrawn.size === 0) return;
  for (let sentence = 0; sentence < count; sentence++)
    if (withdrawn.has(row.essayOf[starts[sentence]!]!)) chances[sentence] = NEVER;
}

/** All sentences of an index. Takes some milliseconds and ten bytes a letter, so it is done when first needed. */
export function openSentences(index: Index): OpenSentences {
  const row = wholeRow(index);
  const sentences = sentencesFrom(classesOf(row.letterBytes, row.letterFacts), sentenceStarts(row));
  const open = withChances(row, sentences, index.sentenceChances);
  hideWithdrawn(open, index);
  return open;
}

/** Makes what the reworded tier needs of an index whose blocks can be read synchronously; yields where it may pause. */
export function* openSentenceIndexInSteps(index: Index): Generator<void, SentenceIndex> {
  if (index.essayCount > 0 && index.sentenceChances.length === 0) return { kind: 'off' };
  if (index.essayCount <= WHOLE_ESSAYS) return { kind: 'whole', sentences: openSentences(index) };
  return { kind: 'retrieved', index, lists: yield* listEssays(index) };
}

/**
 * The sentences of some essays of an index whose essays are retrieved. The chance levels of a text are measured with these alone:
 * they are of its topic, and what is alike because of the topic must not count. Measured with a sample of the whole index, twice
 * as many of 993 unrelated pages come above the threshold.
 */
export function sentencesOfEssays(
  { index, lists }: Extract<SentenceIndex, { kind: 'retrieved' }>,
  essays: readonly number[],
): OpenSentences {
  const row = rowOfEssays(essays.map((essay) => loadEssay(index, essay)));
  const sentences = sentencesFrom(
    classesOf(row.letterBytes, row.letterFacts),
    sentenceStarts(row),
    undefined,
    lists.letterInformation,
  );
  const steps = new Uint8Array(sentences.count);
  let at = 0;
  for (const essay of essays) {
    const [first, end] = [lists.sentencesBefore[essay]!, lists.sentencesBefore[essay + 1]!];
    steps.set(index.sentenceChances.subarray(first, end), at);
    at += end - first;
  }
  return { ...sentences, row, chances: chancesOf(steps), meanChance: lists.meanChance };
}

/** `openSentenceIndexInSteps`, all at once. */
export function openSentenceIndex(index: Index): SentenceIndex {
  const steps = openSentenceIndexInSteps(index);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
