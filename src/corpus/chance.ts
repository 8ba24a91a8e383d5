import { bagInformation, bagOf, likeness, type Sentences, sharedInformation } from './sentences.ts';

/*
 * How alike unrelated sentences are. A sentence of everyday letters, or of letters of the corpus' own topic, resembles every
 * other one to some degree, so the likeness of a pair is compared with what its sentences reach with unrelated ones. This is the
 * cohort normalisation of speaker verification (Auckenthaler et al. 2000); the cohort is the sentences of the index.
 */

/**
 * Pairs with a likeness above this are left out of the statistics: they are copies and variants, not chance, and would raise the
 * level of the very sentences that are copied.
 */
const NO_CHANCE = 0.5;

/**
 * Mean and standard deviation over the shipped index, counted as that many sentences: a prior for indexes with too few sentences to
 * measure their own.
 */
const PRIOR = { mean: 0.055, deviation: 0.05, sentences: 200 };

/** Steps of a stored chance level between 0 and 1. */
export const CHANCE_STEPS = 1000;

/**
 * Sentences that are measured to learn the level of all: an index of up to 2,000 is measured whole, of a larger one some 400, every
 * n-th. The level is a mean and a deviation, which 400 give to a twentieth; more would cost minutes where there are a million.
 */
const WHOLE = 2000;
const SAMPLE = 400;

interface Tally {
  count: number;
  sum: number;
  squares: number;
}

function newTally(): Tally {
  const { mean, deviation, sentences } = PRIOR;
  return { count: sentences, sum: sentences * mean, squares: sentences * (mean * mean + deviation * deviation) };
}

function add(tally: Tally, alike: number): void {
  if (alike > NO_CHANCE) return;
  tally.count++;
  tally.sum += alike;
  tally.squares += alike * alike;
}

/** The level that likeness reaches by chance: the mean plus one standard deviation. */
function levelOf({ count, sum, squares }: Tally): number {
  const mean = sum / count;
  return mean + Math.sqrt(Math.max(0, squares / count - mean * mean));
}

/** The chance level, 0–1, of a sentence with this information that shares `shared` with each sentence of the index. */
export function chanceLevel({ count, information }: Sentences, here: number, shared: Float32Array): number {
  const tally = newTally();
  for (let s = 0; s < count; s++) add(tally, likeness(shared[s]!, here, information[s]!));
  return levelOf(tally);
}

/** The chance level of each sentence of an index, in steps of 1/1000 (255: as much or more). */
export function chanceLevels(sentences: Sentences, classes: Uint16Array): Uint8Array {
  const tallies = Array.from({ length: sentences.count }, newTally);
  const shared = new Float32Array(sentences.count);
  const step = sentences.count <= WHOLE ? 1 : Math.ceil(sentences.count / SAMPLE);
  for (let from = 0; from < sentences.count; from += step) {
    const bag = bagOf(classes, sentences.starts[from]!, sentences.starts[from + 1]!);
    const here = bagInformation(sentences, bag);
    sharedInformation(sentences, bag, shared);
    tallies.forEach((tally, to) => {
      add(tally, likeness(shared[to]!, here, sentences.information[to]!));
    });
  }
  return Uint8Array.from(tallies, (tally) => Math.min(255, Math.round(levelOf(tally) * CHANCE_STEPS)));
}
