import type { Segment } from './records.ts';

type Sized = Pick<Segment, 'collection' | 'letters' | 'dead'>;

/**
 * A segment is kept apart only from segments that together are less than half of it. So sizes halve from one to the next, a
 * collection has some log₂ n segments, and an essay is merged as often (the logarithmic method, Bentley and Saxe 1980).
 */
const MOST_OF_NEXT = 0.5;

function planOf(segments: readonly Sized[]): Sized[] {
  const bySize = segments.toSorted((a, b) => a.letters - b.letters);
  let merged = 0;
  let before = 0;
  bySize.forEach(({ letters }, i) => {
    if (i > 0 && before >= letters * MOST_OF_NEXT) merged = i + 1;
    before += letters;
  });
  return bySize.filter(({ dead }, i) => i < merged || dead.length > 0);
}

/**
 * Which segments are to be made one, for each collection where some are: small ones, and those that hold dead essays, which
 * a merge leaves out.
 */
export function planMerges<S extends Sized>(segments: readonly S[]): S[][] {
  const plans = [...Map.groupBy(segments, ({ collection }) => collection).values()].map((of) => planOf(of) as S[]);
  return plans.filter((plan) => plan.length > 0);
}
