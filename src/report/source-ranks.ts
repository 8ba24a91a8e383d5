import type { EssayRef } from '../corpus/essay-ref.ts';
import type { SourceLetters } from './figures.ts';

/** Number of sources that have a colour of their own, on pages and in lists; further sources share one. */
export const SOURCE_COLOURS = 7;

/**
 * The sources that are the best one of some match, most letters first. Essays that are only further sources of matches (mostly
 * variants of the best one) get no rank; they are shown with the match.
 * @param sources of a page's figures, most letters first
 * @param best the best source of each counted match
 */
export function rankedSources(sources: readonly SourceLetters[], best: Iterable<EssayRef>): SourceLetters[] {
  const ranked = new Set(best);
  return sources.filter(({ essay }) => ranked.has(essay));
}
