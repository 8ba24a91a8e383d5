import { CHANCE_STEPS } from './chance.ts';
import { type EssayRow, wholeRow } from './essay-row.ts';
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

/** The sentences of a row of essays with their chance levels, 0–1, and the mean of those. */
export interface OpenSentences extends Sentences {
  readonly row: EssayRow;
  readonly chances: Float32Array;
  readonly meanChance: number;
}

function classesOf({ letterBytes, letterFacts }: EssayRow): Uint16Array {
  return Uint16Array.from(letterBytes, (byte, i) => classAt(byte, letterFacts[i]!));
}

/** Sentences of a row with these chance levels, in steps of 1/1000. */
export function withChances(row: EssayRow, sentences: Sentences, steps: Uint8Array): OpenSentences {
  const chances = Float32Array.from(steps, (step) => step / CHANCE_STEPS);
  const meanChance = chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, chances.length);
  return { ...sentences, row, chances, meanChance };
}

/** Turns the sentences of an index over. Takes some milliseconds and a few bytes a letter, so it is done when first needed. */
export function openSentences(index: Index): OpenSentences {
  const row = wholeRow(index);
  return withChances(row, sentencesFrom(classesOf(row), sentenceStarts(row)), index.sentenceChances);
}
