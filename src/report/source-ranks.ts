import type { EssayRef } from '../corpus/essay-ref.ts';
import type { SourceLetters } from './figures.ts';

/** Sources that have a colour of their own, on pages and in lists; the others share one. */
export const SOURCE_COLOURS = 7;

/**
 * The sources that are the best one for some match, most letters first. Essays that only stand beside a better one (variants of it,
 * mostly) have no rank of their own: they are told of with the match.
 * @param sources of a page's figures, most letters first
 * @param best the best source of each match that counts
 */
export function rankedSources(sources: readonly SourceLetters[], best: Iterable<EssayRef>): SourceLetters[] {
  const ranked = new Set(best);
  return sources.filter(({ essay }) => ranked.has(essay));
}
