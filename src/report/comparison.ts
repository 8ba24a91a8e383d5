import type { GapKind } from '../match/blocks.ts';
import type { MatchView } from './page-view.ts';

/**
 * One stretch of a match beside its source. `page` is the page's own text, punctuation and all; `source` the essay's
 * letters where their text is at hand, else only how many they are.
 */
export interface CompareStep {
  readonly kind: 'same' | 'replaced' | 'added' | 'missing';
  readonly page: string;
  readonly source: string | number;
  /** What the difference is, where it is known: a number, a name, a covered word. */
  readonly cause: Exclude<GapKind, 'replaced'> | null;
}

/** A match beside its source: letter by letter, or sentence by sentence where letters do not lie on each other. */
export interface Comparison {
  readonly match: MatchView;
  /** Empty where there is no letter-by-letter comparison: reworded passages. */
  readonly steps: readonly CompareStep[];
  /** The page's sentences of the match, in order. */
  readonly sentences: readonly string[];
}
