import type { Reading, VariationUnit } from './variation-units.ts';

/** How often each reading occurs. */
export type Readings = Readonly<Record<Reading, number>>;

/** Whose text the other file took, and log₂ of how much likelier that is than the next best explanation. */
export interface Direction {
  readonly from: 'a' | 'b';
  readonly bits: number;
}

/** Changes of one file that the other file does not have: additions to the essay's letters, and all others. */
interface OwnChanges {
  readonly additions: number;
  readonly others: number;
}

/**
 * Probability that a taker undoes a change, and so agrees with an essay that the taker does not see. An addition is undone by
 * omitting it. A word that was replaced or omitted is hardly ever restored; the small rest is for alignments that differ from how the
 * text was changed. Read off 150 made pairs (docs/measurements.md).
 */
const UNDONE = { additions: 0.02, others: 0.002 } as const;

/** Share of additions among all changes. */
const ADDITIONS = 0.3;

/** Bits by which a direction must exceed the next best explanation (nearly six times as likely). Chosen in docs/measurements.md. */
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

/** log₂ of the probability that a taker of a text keeps `kept` of its changes and undoes exactly those that are now its own. */
function logTaken(kept: number, { additions, others }: OwnChanges): number {
  const changes = kept + additions + others;
  return logBinomial(changes, additions, UNDONE.additions) + logBinomial(changes, others, UNDONE.others);
}

/** The same if both were taken from a third text. Every number of own changes is then equally likely (uniform prior, Laplace 1774). */
function logThird(kept: number, { additions, others }: OwnChanges): number {
  const own = additions + others;
  return logBinomial(own, additions, ADDITIONS) - Math.log2(kept + own + 1);
}

/** Bits by which the taking of the text with `own` changes exceeds the two other explanations. */
function takenBits(kept: number, own: OwnChanges, othersOwn: OwnChanges): number {
  return logTaken(kept, own) - Math.max(logTaken(kept, othersOwn), logThird(kept, own));
}

/**
 * The direction that the changes of known essays show, by the common-error argument of textual criticism (Lachmann): a taker has the
 * changes of the text that was taken, and makes further ones that the text does not have. Null if the changes do not show it, because both
 * files have changes of their own, as two takers of a third text do, or because neither has any.
 */
export function directionOf(units: readonly VariationUnit[]): Direction | null {
  const kept = units.filter(({ reading }) => reading === 'common').length;
  const [ownA, ownB] = [ownChanges(units, 'a'), ownChanges(units, 'b')];
  const fromA = takenBits(kept, ownA, ownB);
  const fromB = takenBits(kept, ownB, ownA);
  const bits = Math.max(fromA, fromB);
  return bits < LEAST_BITS ? null : { from: fromA > fromB ? 'a' : 'b', bits };
}
