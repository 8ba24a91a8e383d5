import type { Grams } from './gram-counts.ts';
import { contextOf, suffixOf } from './gram-probabilities.ts';

/** Least number of occurrences of a gram that is kept. Most grams occur once; they are no common wording. */
const MIN_COUNT = 2;

/** Steps of the bisection that finds the threshold. With twelve steps the number of grams is exact to a few in a thousand. */
const HALVINGS = 12;

/** The largest threshold that is tried, in bits over all occurrences of a gram. Only the most common phrases reach it. */
const MOST_GAIN = 4096;

/**
 * Which grams are kept, by length. A gram is kept if knowing it, in addition to its shorter form, saves at least `gain` bits over
 * all its occurrences that no longer kept gram explains (as in Stolcke 1998). Its two shorter forms are kept with it: the one
 * without its first letter is looked up before it, and the one without its last letter is its context.
 */
function keepBy(gain: number, byLength: readonly Grams[], probabilities: readonly Float32Array[]): Uint8Array[] {
  const kept = byLength.map(({ counts }, i) => new Uint8Array(counts.length).fill(i === 0 ? 1 : 0));
  const unexplained = byLength.map(({ counts }) => Float32Array.from(counts));
  for (let i = byLength.length - 1; i > 0; i--) {
    const [grams, shorter] = [byLength[i]!, byLength[i - 1]!];
    for (let gram = 0; gram < grams.counts.length; gram++) {
      const suffix = suffixOf(grams, shorter, gram);
      const bits = Math.abs(Math.log2(probabilities[i]![gram]! / probabilities[i - 1]![suffix]!));
      const worth = grams.counts[gram]! >= MIN_COUNT && unexplained[i]![gram]! * bits >= gain;
      if (!worth && kept[i]![gram] === 0) continue;
      kept[i]![gram] = 1;
      kept[i - 1]![suffix] = 1;
      kept[i - 1]![contextOf(grams, shorter, gram)] = 1;
      unexplained[i - 1]![suffix]! -= grams.counts[gram]!;
    }
  }
  return kept;
}

function total(kept: readonly Uint8Array[]): number {
  return kept.reduce((sum, flags) => flags.reduce((count, flag) => count + flag, sum), 0);
}

/**
 * The grams to keep, by length, as flags of 1: those that save most bits, at most `most` in all, except that all single letters
 * are kept even if they are more.
 */
export function chooseGrams(
  byLength: readonly Grams[],
  probabilities: readonly Float32Array[],
  most: number,
): Uint8Array[] {
  let chosen = keepBy(0, byLength, probabilities);
  let [low, high] = [0, MOST_GAIN];
  if (total(chosen) <= most) return chosen;
  for (let i = 0; i < HALVINGS; i++) {
    // Gains are dense near zero, so the interval is bisected by square roots.
    const middle = ((Math.sqrt(low) + Math.sqrt(high)) / 2) ** 2;
    const kept = keepBy(middle, byLength, probabilities);
    if (total(kept) <= most) [high, chosen] = [middle, kept];
    else low = middle;
  }
  return chosen;
}

/**
 * For each gram as a context, the cost in bits of a letter that is not known to follow it: the probability that its kept
 * followers leave to all other letters, relative to what the shorter context leaves to them (Katz 1987). 0 for contexts without
 * kept followers.
 */
export function backoffs(
  grams: Grams,
  longer: Grams,
  kept: Uint8Array,
  ofLonger: Float32Array,
  ofGrams: Float32Array,
): Float32Array {
  const here = new Float32Array(grams.counts.length);
  const lower = new Float32Array(grams.counts.length);
  kept.forEach((flag, gram) => {
    if (flag === 0) return;
    const context = contextOf(longer, grams, gram);
    here[context]! += ofLonger[gram]!;
    lower[context]! += ofGrams[suffixOf(longer, grams, gram)]!;
  });
  // Sums of rounded numbers may reach 1, so the remainders are bounded below; a thousandth suffices for the largest step.
  return here.map((sum, i) => Math.max(0, Math.log2(Math.max(1e-3, 1 - lower[i]!) / Math.max(1e-4, 1 - sum))));
}
