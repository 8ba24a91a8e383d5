import type { Grams } from './gram-counts.ts';
import { contextOf, suffixOf } from './gram-probabilities.ts';

/** Grams that stand only once in the texts are left out: they are most of all grams, and not common wording. */
const MIN_COUNT = 2;

/** Halvings of the interval in which the threshold is sought: the number of grams is then exact to a few in a thousand. */
const HALVINGS = 12;

/** The largest threshold that is tried, in bits over all places of a gram: only the commonest phrases reach it. */
const MOST_GAIN = 4096;

/**
 * Which grams are kept, by length. A gram is kept when knowing it saves at least `gain` bits over all its places that no longer
 * kept gram explains, beside its shorter form (as in Stolcke 1998), and with it its two shorter forms: the one without its first
 * letter is looked up before it, the one without its last letter is its context.
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

/** The grams to keep, 1 each, by length: those that tell most, at most `most` where single letters alone are fewer. */
export function chooseGrams(
  byLength: readonly Grams[],
  probabilities: readonly Float32Array[],
  most: number,
): Uint8Array[] {
  let chosen = keepBy(0, byLength, probabilities);
  let [low, high] = [0, MOST_GAIN];
  if (total(chosen) <= most) return chosen;
  for (let i = 0; i < HALVINGS; i++) {
    // Gains lie close together near zero, so the middle is that of their square roots.
    const middle = ((Math.sqrt(low) + Math.sqrt(high)) / 2) ** 2;
    const kept = keepBy(middle, byLength, probabilities);
    if (total(kept) <= most) [high, chosen] = [middle, kept];
    else low = middle;
  }
  return chosen;
}

/**
 * For each gram, as a context, what a letter costs that it is not known to be followed by, in bits: the belief that its kept
 * followers leave to all others, beside what the shorter context leaves to them (Katz 1987). 0 for contexts without kept followers.
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
  // Sums of rounded numbers may reach 1; a thousandth is what the last step can tell.
  return here.map((sum, i) => Math.max(0, Math.log2(Math.max(1e-3, 1 - lower[i]!) / Math.max(1e-4, 1 - sum))));
}
