import type { EssayRef } from '../corpus/essay-ref.ts';
import type { SourcePlace } from '../match/match.ts';
import { type Span, union } from '../text/span.ts';

/** What a page has of one essay. */
export interface Coverage {
  /** UTF-16 units of the essay's document, in order, disjoint. */
  readonly spans: readonly Span[];
  /** How much of the essay is here, 0–1, by UTF-16 units. */
  readonly share: number;
  /** Letters of the longest match. */
  readonly longest: number;
}

/** What coverage needs of a match: where it stands in essays, and its letters. */
export interface CoveringMatch {
  readonly essay: EssayRef;
  readonly source: Span;
  readonly also: readonly SourcePlace[];
  readonly letters: number;
}

function placesIn(match: CoveringMatch, essay: EssayRef): Span[] {
  const also = match.also.filter((place) => place.essay === essay).map((place) => place.source);
  return match.essay === essay ? [match.source, ...also] : also;
}

/** What these matches have of an essay, whether it is their best source or stands beside it. */
export function essayCoverage(
  essay: { readonly ref: EssayRef; readonly start: number; readonly end: number },
  matches: readonly CoveringMatch[],
): Coverage {
  const spans = union(matches.flatMap((match) => placesIn(match, essay.ref)));
  const units = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    spans,
    share: Math.min(1, units / Math.max(1, essay.end - essay.start)),
    longest: matches.reduce((longest, match) => Math.max(longest, match.letters), 0),
  };
}
