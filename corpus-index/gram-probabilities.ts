import type { Grams } from './gram-counts.ts';

/** Number of letters over which the model distributes the probability of unseen letters: about as many as modern Chinese uses. */
const ALPHABET = 6000;

/** The id of the gram without its last letter, among the grams one letter shorter. */
export function contextOf(grams: Grams, shorter: Grams, gram: number): number {
  return shorter.ids[grams.firsts[gram]!]! - 1;
}

/** The id of the gram without its first letter, among the grams one letter shorter. */
export function suffixOf(grams: Grams, shorter: Grams, gram: number): number {
  return shorter.ids[grams.firsts[gram]! + 1]! - 1;
}

function ofLetters({ counts }: Grams): Float32Array {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Float32Array.from(counts, (count) => (count + counts.length / ALPHABET) / (all + counts.length));
}

function ofLonger(grams: Grams, shorter: Grams, lower: Float32Array): Float32Array {
  const followers = new Uint32Array(shorter.counts.length);
  const kinds = new Uint32Array(shorter.counts.length);
  for (let gram = 0; gram < grams.counts.length; gram++) {
    const context = contextOf(grams, shorter, gram);
    followers[context]! += grams.counts[gram]!;
    kinds[context]!++;
  }
  return Float32Array.from(grams.counts, (count, gram) => {
    const context = contextOf(grams, shorter, gram);
    const belief = kinds[context]! * lower[suffixOf(grams, shorter, gram)]!;
    return (count + belief) / (followers[context]! + kinds[context]!);
  });
}

/**
 * For grams of one length after another, from one letter on, the probability of each gram's last letter after the letters before
 * it: interpolated Witten–Bell (Witten & Bell 1991).
 */
export function probabilities(byLength: readonly Grams[]): Float32Array[] {
  const all: Float32Array[] = [];
  for (const [i, grams] of byLength.entries())
    all.push(i === 0 ? ofLetters(grams) : ofLonger(grams, byLength[i - 1]!, all[i - 1]!));
  return all;
}
