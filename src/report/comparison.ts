import type { GapKind } from '../match/blocks.ts';
import type { Span } from '../text/span.ts';
import type { MatchView } from './page-view.ts';

/**
 * A stretch of a match beside its source. `page` is the page's text with its punctuation. `source` is the essay's text where the
 * user has supplied it, otherwise the number of the essay's letters.
 */
export interface CompareStep {
  readonly kind: 'same' | 'replaced' | 'added' | 'missing';
  readonly page: string;
  readonly source: string | number;
  /** The kind of the difference (a number, a name, a masked word); `null` if it is unknown. */
  readonly cause: Exclude<GapKind, 'replaced'> | null;
}

/** A sentence of a reworded match (or two that correspond to one), and what the index knows of the essay's sentence. */
export interface ComparedSentence {
  readonly page: string;
  /** The essay's sentence, in UTF-16 units of its document; `null` if the essay has no similar one. */
  readonly source: Span | null;
  /** Letters of the essay's sentence; 0 if there is none. */
  readonly letters: number;
  /** Similarity of the two sentences, 0–1; 0 if there is none. */
  readonly similarity: number;
}

/** A match beside its source: letter by letter, or sentence by sentence where it is reworded. */
export interface Comparison {
  readonly match: MatchView;
  /** The comparison letter by letter; empty for reworded matches. */
  readonly steps: readonly CompareStep[];
  /** The page's sentences of a reworded match, in order; empty for literal matches. */
  readonly sentences: readonly ComparedSentence[];
  /** The page's text of the match, with its punctuation. */
  readonly passage: string;
}
