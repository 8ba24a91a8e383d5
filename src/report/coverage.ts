import type { EssayRef } from '../corpus/essay-ref.ts';
import type { SourcePlace } from '../match/match.ts';
import { type Span, union } from '../text/span.ts';

/** The part of an essay that a page contains. */
export interface Coverage {
  /** In UTF-16 units of the essay's document, ascending and disjoint. */
  readonly spans: readonly Span[];
  /** Share of the essay on the page, 0–1, by UTF-16 units. */
  readonly share: number;
  /** Letters of the longest match. */
  readonly longest: number;
}

/** The properties of a match that coverage needs: its places in essays, and its letters. */
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

/** The part of an essay that these matches cover, whether the essay is their best source or another one. */
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
