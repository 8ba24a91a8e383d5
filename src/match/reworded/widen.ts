import { likeness } from '../../corpus/sentences.ts';
import { type Pair, pairOf, type Sides } from './chain-sentences.ts';

/*
 * A chain joins two sentences only where that pays, and beyond the cap of what a pair can be worth it never does. So a pair that
 * is very much alike already may leave half of a divided sentence outside. It takes that half in if it becomes more alike by it;
 * a sentence that the rewriter added makes every pair less alike.
 */

const alike = ({ shared, here, there }: Pair): number => likeness(shared, here, there);

/** The pair, or what it becomes with a sentence more on one side, whichever is more alike. */
function better(sides: Sides, pair: Pair, change: Partial<Pair>): Pair {
  const { page, pageEnd, source, sourceEnd } = { ...pair, ...change };
  const wider = pairOf(sides, page, pageEnd, source, sourceEnd);
  return alike(wider) > alike(pair) ? wider : pair;
}

/** Widens each pair by the sentence before and after it, on either side, where no other pair has it. */
export function widened(sides: Sides, pairs: readonly Pair[]): Pair[] {
  const out: Pair[] = [];
  pairs.forEach((pair, i) => {
    const last = out.at(-1);
    const next = pairs[i + 1];
    let wide = pair;
    if (wide.page > (last?.pageEnd ?? 0)) wide = better(sides, wide, { page: wide.page - 1 });
    if (wide.source > (last?.sourceEnd ?? sides.first)) wide = better(sides, wide, { source: wide.source - 1 });
    if (wide.pageEnd < (next?.page ?? sides.page.length)) wide = better(sides, wide, { pageEnd: wide.pageEnd + 1 });
    if (wide.sourceEnd < (next?.source ?? sides.end)) wide = better(sides, wide, { sourceEnd: wide.sourceEnd + 1 });
    out.push(wide);
  });
  return out;
}
