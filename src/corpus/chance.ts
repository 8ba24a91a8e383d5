import { likeness, type Sentences } from './sentences.ts';

/*
 * How alike two sentences are by chance. A sentence full of everyday letters, or of the letters of the corpus' own topic, is a
 * little like every other; what counts is by how much a pair stands out. The same idea normalises scores in speaker
 * verification against a cohort (Auckenthaler et al. 2000); the cohort here is the sentences of the index.
 */

/** From here on a likeness is no chance: copies and variants of a sentence must not raise its own bar. */
const NO_CHANCE = 0.5;

/** What the shipped index gives, mean and standard deviation; and for how many sentences it stands in a small pack. */
const PRIOR = { mean: 0.045, deviation: 0.045, sentences: 200 };

/** Adds up likenesses that are chance. */
export class Chance {
  private count = PRIOR.sentences;
  private sum = PRIOR.sentences * PRIOR.mean;
  private squares = PRIOR.sentences * (PRIOR.mean ** 2 + PRIOR.deviation ** 2);

  add(alike: number): void {
    if (alike > NO_CHANCE) return;
    this.count++;
    this.sum += alike;
    this.squares += alike * alike;
  }

  /** What chance reaches: the mean and one standard deviation. */
  get level(): number {
    const mean = this.sum / this.count;
    return mean + Math.sqrt(Math.max(0, this.squares / this.count - mean * mean));
  }
}

/** The chance level of a bag with this information whose shared information with every sentence is `shared`. */
export function chanceOf(sentences: Sentences, information: number, shared: Float32Array): number {
  const chance = new Chance();
  for (let s = 0; s < sentences.count; s++) chance.add(likeness(shared[s]!, information, sentences.information[s]!));
  return chance.level;
}
