import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Span } from '../text/span.ts';

/** `literal`: word for word, with small edits. `reworded`: the same sentences in other words. */
export type MatchKind = 'literal' | 'reworded';

/** A stretch of an essay: which essay and which UTF-16 units of its document. */
export interface SourcePlace {
  readonly essay: EssayRef;
  readonly source: Span;
}

/** What was done to a passage on its way from the essay to the page, and how often. */
export type ChangeKind =
  | 'replaced' // letters in place of others
  | 'added' // letters only the page has
  | 'missing' // letters only the essay has
  | 'numbers' // numbers changed
  | 'names' // names of places and people changed
  | 'censored' // characters covered by * × □
  | 'superlatives' // 最 dropped
  | 'script' // simplified and traditional exchanged
  | 'readings' // a reading inserted in brackets
  | 'invisible' // zero-width and other invisible characters inserted
  | 'punctuation' // punctuation doubled
  | 'order'; // sentences in another order

/** One kind of alteration with its count. */
export interface Change {
  readonly kind: ChangeKind;
  readonly count: number;
}

/**
 * One stretch of the checked text that also stands in an essay. Plain JSON, so that it survives a message.
 * Matches of one text are disjoint and in page order.
 */
export interface Match {
  readonly kind: MatchKind;
  /** UTF-16 units of the checked text. */
  readonly page: Span;
  /** Han letters of the page inside the match. */
  readonly letters: number;
  /** Share of letters that are the same on both sides, 0–1. */
  readonly similarity: number;
  /** The best essay for it. */
  readonly best: SourcePlace;
  /** Other essays (variants of the same family among them) that hold the same passage. */
  readonly also: readonly SourcePlace[];
  readonly changes: readonly Change[];
  /**
   * How the two texts lie on each other, block by block, six numbers a block (read them with `blocksOf` of blocks.ts):
   * plain numbers, as a page may have hundreds of matches in one message. Empty for reworded matches, which have no letters
   * to align.
   */
  readonly alignment: readonly number[];
}
