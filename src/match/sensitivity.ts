import { type Evidence, THRESHOLDS, type Thresholds } from './evidence.ts';
import { LEAST_WORTH } from './reworded/find-reworded.ts';

/** How much evidence a mark needs, in three levels that users can choose from. */
export type Sensitivity = 'careful' | 'balanced' | 'eager';

/**
 * Factor on the thresholds. Measured on the labelled pages with both tiers (1,607 planted passages, found when more
 * than half of one is marked; 1,094 unrelated pages): 2 finds 90.7 % and marks no unrelated page, 1 finds 98.6 % and marks none,
 * 0.5 finds 99.3 % and marks 7.
 */
const FACTORS = { careful: 2, balanced: 1, eager: 0.5 } as const;

function times({ bits, letters }: Evidence, factor: number): Evidence {
  return { bits: bits * factor, letters: Math.round(letters * factor) };
}

/** The thresholds of a level; `balanced` has those of the engine. */
export function thresholdsFor(level: Sensitivity): Thresholds {
  const factor = FACTORS[level];
  const { alone, together, beside } = THRESHOLDS;
  // A passage beside others of its essay needs the same evidence at every level.
  return { alone: times(alone, factor), together: times(together, factor), beside: times(beside, Math.min(1, factor)) };
}

/**
 * Factor on what a reworded chain must be worth. Of 18 reworded passages and 3,413 unrelated pages, 1.3 finds 16 and marks no
 * unrelated page, 1 finds 17 and marks none, 0.8 finds 17 and marks 2.
 */
const REWORDED_FACTORS = { careful: 1.3, balanced: 1, eager: 0.8 } as const;

/** What a chain of reworded sentences must be worth at a level. */
export function leastWorthFor(level: Sensitivity): number {
  return LEAST_WORTH * REWORDED_FACTORS[level];
}
