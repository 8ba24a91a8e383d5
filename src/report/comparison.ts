import type { GapKind } from '../match/blocks.ts';
import type { Span } from '../text/span.ts';
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

/** A sentence of a reworded match (or two that stand for one), and what the index knows of the essay's. */
export interface ComparedSentence {
  readonly page: string;
  /** Where the essay's sentence stands, in UTF-16 units of its document; `null` where there is none like it. */
  readonly source: Span | null;
  /** Letters of the essay's sentence; 0 where there is none. */
  readonly letters: number;
  /** 0–1; 0 where there is none. */
  readonly similarity: number;
}

/** A match beside its source: letter by letter, or sentence by sentence where letters do not lie on each other. */
export interface Comparison {
  readonly match: MatchView;
  /** Empty where there is no letter-by-letter comparison: reworded passages. */
  readonly steps: readonly CompareStep[];
  /** The page's sentences of a reworded match, in order; empty where there are steps. */
  readonly sentences: readonly ComparedSentence[];
  /** The page's own text of the match, punctuation and all. */
  readonly passage: string;
}
