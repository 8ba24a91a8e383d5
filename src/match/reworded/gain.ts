import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { likeness } from '../../corpus/sentences.ts';

/*
 * What a pair of sentences is worth to a chain. Likeness alone misleads: sentences of one topic are all a little alike. So the
 * lift counts, by which a pair stands out from what chance gives its two sentences. All figures here are likenesses, 0–1, and
 * stand on a plateau: with any of them a quarter up or down every labelled page of light and moderate rewriting stays above the
 * threshold, and of 1,094 unrelated pages at most one comes above it.
 */

/** The lift at which a pair counts 0: pairs of reworded sentences mostly lie above it, pairs of unrelated sentences below. */
const NEUTRAL = 0.07;

/** Beyond this lift a pair counts at a tenth: a slogan that both quote must not carry a chain, many sentences must. */
const CAP = 0.31;
const BEYOND_CAP = 0.1;

/** What leaving out a sentence costs, on either side, and joining two: a rewriter adds, drops or joins every tenth or so. */
export const STEP_COST = 0.08;

/** The chance level of a pair: an additive model of row, column and grand mean. `here` is the page sentence's chance level. */
export function pairChance({ chances, meanChance }: OpenSentences, here: number, there: number): number {
  return here + chances[there]! - meanChance;
}

/** What a pair is worth: positive where it speaks for rewording. `here` and `there` are the information of the two sides. */
export function gainOf(shared: number, here: number, there: number, chance: number): number {
  const lift = likeness(shared, here, there) - chance;
  return (lift > CAP ? CAP + BEYOND_CAP * (lift - CAP) : lift) - NEUTRAL;
}
