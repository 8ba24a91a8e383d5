import { CHANCE_STEPS, sampleStep } from './chance.ts';
import { type EssayLists, type ListedSentences, listEssays } from './essay-lists.ts';
import { type EssayRow, loadEssay, rowOfEssays, wholeRow } from './essay-row.ts';
import { SENTENCE_BIT } from './format.ts';
import { classAt, type Index } from './loaded-index.ts';
import { type Sentences, sentencesFrom } from './sentences.ts';

/** Where the sentences of a row begin, and its end: at an essay's first letter and after a sentence's end mark. */
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
  /** The sentences that a text's own chance levels are measured with: these, or a sample of those of the index. */
  readonly cohort: Sentences;
}

/**
 * What the reworded tier needs of an index. Of a small one all sentences are at hand; of a larger one the essays that are worth a
 * look are retrieved for each stretch of a text, and then their sentences alone are.
 */
export type SentenceIndex =
  | { readonly kind: 'whole'; readonly sentences: OpenSentences }
  | { readonly kind: 'retrieved'; readonly index: Index; readonly lists: EssayLists; readonly cohort: Sentences }
  /** The index has more essays than the tier can tell apart. */
  | { readonly kind: 'off' };

/** Essays up to which all sentences of an index are looked at: a page of 5,000 letters then takes some ten milliseconds. */
const WHOLE_ESSAYS = 128;

function classesOf({ letterBytes, letterFacts }: EssayRow): Uint16Array {
  return Uint16Array.from(letterBytes, (byte, i) => classAt(byte, letterFacts[i]!));
}

const chancesOf = (steps: Uint8Array): Float32Array => Float32Array.from(steps, (step) => step / CHANCE_STEPS);

function meanOf(values: Float32Array | Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}

/** Sentences of a row with these chance levels, in steps of 1/1000. */
export function withChances(row: EssayRow, sentences: Sentences, steps: Uint8Array): OpenSentences {
  const chances = chancesOf(steps);
  return { ...sentences, row, chances, meanChance: meanOf(chances), cohort: sentences };
}

/** All sentences of an index. Takes some milliseconds and ten bytes a letter, so it is done when first needed. */
export function openSentences(index: Index): OpenSentences {
  const row = wholeRow(index);
  return withChances(row, sentencesFrom(classesOf(row), sentenceStarts(row)), index.sentenceChances);
}

/** The sentences that were sampled when the index was written, as sentences of their own. */
function cohortOf({ classes, starts }: ListedSentences, information: Float32Array): Sentences {
  return sentencesFrom(
    Uint16Array.from(classes),
    Uint32Array.from([...starts, classes.length]),
    undefined,
    information,
  );
}

/** Makes what the tier needs of an index that is in memory as a whole; yields where it may pause. */
export function* openSentenceIndexInSteps(index: Index): Generator<void, SentenceIndex> {
  if (index.essayCount > 0 && index.sentenceChances.length === 0) return { kind: 'off' };
  if (index.essayCount <= WHOLE_ESSAYS) return { kind: 'whole', sentences: openSentences(index) };
  const { lists, sampled } = yield* listEssays(index, sampleStep(index.sentenceChances.length));
  return { kind: 'retrieved', index, lists, cohort: cohortOf(sampled, lists.letterInformation) };
}

/** The sentences of some essays of an index whose essays are retrieved. */
export function sentencesOfEssays(
  { index, lists, cohort }: Extract<SentenceIndex, { kind: 'retrieved' }>,
  essays: readonly number[],
): OpenSentences {
  const row = rowOfEssays(essays.map((essay) => loadEssay(index, essay)));
  const sentences = sentencesFrom(classesOf(row), sentenceStarts(row), undefined, lists.letterInformation);
  const steps = new Uint8Array(sentences.count);
  let at = 0;
  for (const essay of essays) {
    const [first, end] = [lists.sentencesBefore[essay]!, lists.sentencesBefore[essay + 1]!];
    steps.set(index.sentenceChances.subarray(first, end), at);
    at += end - first;
  }
  return { ...sentences, row, chances: chancesOf(steps), meanChance: lists.meanChance, cohort };
}

/** `openSentenceIndexInSteps`, all at once. */
export function openSentenceIndex(index: Index): SentenceIndex {
  const steps = openSentenceIndexInSteps(index);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
