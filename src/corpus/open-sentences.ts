import { CHANCE_STEPS } from './chance.ts';
import { CLASS_SHIFT, type Column, SENTENCE_BIT } from './format.ts';
import type { Index } from './loaded-index.ts';
import { type Sentences, sentencesFrom } from './sentences.ts';

/** Where the sentences of a corpus row begin, and its end: at an essay's first letter and after a sentence's end mark. */
export function sentenceStarts(essayStarts: Uint32Array, breakLetters: Column, breakMarks: Uint8Array): Uint32Array {
  const starts = new Set<number>(essayStarts);
  breakLetters.forEach((letter, i) => {
    if (breakMarks[i]! & SENTENCE_BIT) starts.add(letter);
  });
  return Uint32Array.from(starts).sort();
}

/** The sentences of an index with their chance levels, 0–1, and the mean of those. */
export interface OpenSentences extends Sentences {
  readonly chances: Float32Array;
  readonly meanChance: number;
}

function classesOf({ letterBytes, letterFacts }: Index): Uint16Array {
  return Uint16Array.from(letterBytes, (byte, i) => (byte << 2) | (letterFacts[i]! >>> CLASS_SHIFT));
}

/** Sentences with these chance levels, in steps of 1/1000. */
export function withChances(sentences: Sentences, steps: Uint8Array): OpenSentences {
  const chances = Float32Array.from(steps, (step) => step / CHANCE_STEPS);
  const meanChance = chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, chances.length);
  return { ...sentences, chances, meanChance };
}

/** Turns the sentences of an index over. Takes some milliseconds and a few bytes a letter, so it is done when first needed. */
export function openSentences(index: Index): OpenSentences {
  const starts = sentenceStarts(index.essayStarts, index.breakLetters, index.breakMarks);
  return withChances(sentencesFrom(classesOf(index), starts), index.sentenceChances);
}
