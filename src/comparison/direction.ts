import type { Reading, VariationUnit } from './variation-units.ts';

/** How often each reading occurs. */
export type Readings = Readonly<Record<Reading, number>>;

/** Whose text was taken by the other, and by how many bits that is likelier than what explains the changes next best. */
export interface Direction {
  readonly from: 'a' | 'b';
  readonly bits: number;
}

/** Changes of one file that the other has not: letters put in beside the essay's, and all others. */
interface OwnChanges {
  readonly additions: number;
  readonly others: number;
}

/**
 * How often a taker undoes a change and comes back to the essay that the taker does not see. An addition is undone by leaving it out, as
 * a taker does with one word in seventy; the very word that was replaced or left out is not found again but where letters are aligned
 * otherwise than they were changed. Both from 150 pairs of one seed (docs/measurements.md).
 */
const UNDONE = { additions: 0.02, others: 0.002 } as const;

/** Part of all changes that are additions. */
const ADDITIONS = 0.3;

/** Bits that a direction must have over the next best explanation: it is then nearly six times as likely. */
const LEAST_BITS = 2.5;

/** How often the readings of these units occur. */
export function countReadings(units: readonly VariationUnit[]): Readings {
  const counts = { common: 0, 'only-a': 0, 'only-b': 0, each: 0 };
  for (const { reading } of units) counts[reading]++;
  return counts;
}

function ownChanges(units: readonly VariationUnit[], of: 'a' | 'b'): OwnChanges {
  const other = of === 'a' ? 'b' : 'a';
  const own = units.filter(({ reading }) => reading === `only-${of}`);
  const additions = own.filter((unit) => unit[other].end === unit[other].start).length;
  return { additions, others: own.length - additions };
}

/** log₂ of the number of ways to choose k of n. */
function logChoose(n: number, k: number): number {
  let log = 0;
  for (let i = 1; i <= k; i++) log += Math.log2((n - k + i) / i);
  return log;
}

/** log₂ of the binomial probability of k events in n, each of probability p. */
function logBinomial(n: number, k: number, p: number): number {
  return logChoose(n, k) + k * Math.log2(p) + (n - k) * Math.log2(1 - p);
}

/** log₂ of the probability that somebody who takes a text with these changes keeps some and undoes just its own ones. */
function logTaken(kept: number, { additions, others }: OwnChanges): number {
  const changes = kept + additions + others;
  return logBinomial(changes, additions, UNDONE.additions) + logBinomial(changes, others, UNDONE.others);
}

/** The same where both were taken from a third text: any number of changes may be the file's own, each as likely (Laplace 1774). */
function logThird(kept: number, { additions, others }: OwnChanges): number {
  const own = additions + others;
  return logBinomial(own, additions, ADDITIONS) - Math.log2(kept + own + 1);
}

/** By how many bits it is likelier that the text with the first changes was taken than what explains them next best. */
function takenBits(kept: number, own: OwnChanges, othersOwn: OwnChanges): number {
  return logTaken(kept, own) - Math.max(logTaken(kept, othersOwn), logThird(kept, own));
}

/**
 * The direction that changes of known essays tell, by the argument of common errors (Lachmann): who takes a text takes its changes too
 * and makes others, which the text that was taken has not. Null where the text does not tell it: both files have changes of their
 * own, as two takers of a third text have, or neither has.
 */
export function directionOf(units: readonly VariationUnit[]): Direction | null {
  const kept = units.filter(({ reading }) => reading === 'common').length;
  const [ownA, ownB] = [ownChanges(units, 'a'), ownChanges(units, 'b')];
  const fromA = takenBits(kept, ownA, ownB);
  const fromB = takenBits(kept, ownB, ownA);
  const bits = Math.max(fromA, fromB);
  return bits < LEAST_BITS ? null : { from: fromA > fromB ? 'a' : 'b', bits };
}
