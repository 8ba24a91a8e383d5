import type { Index } from '../corpus/loaded-index.ts';
import type { SentenceIndex } from '../corpus/open-sentences.ts';
import type { Span } from '../text/span.ts';
import type { Thresholds } from './evidence.ts';
import { findMatches } from './find-matches.ts';
import type { Match } from './match.ts';
import { addRewordedInSteps } from './reworded/find-reworded.ts';

/*
 * Essays of the user's own are searched in what the other essays leave of a text. So the others' matches, and with them the share, are
 * the same with and without own essays, and all matches stay disjoint.
 */

/** The stretches of a text between disjoint matches in page order. */
function gapsBetween(length: number, matches: readonly Match[]): Span[] {
  const starts = [0, ...matches.map(({ page }) => page.end)];
  const ends = [...matches.map(({ page }) => page.start), length];
  return starts.map((start, i) => ({ start, end: ends[i]! })).filter(({ start, end }) => start < end);
}

function movedBy(offset: number, match: Match): Match {
  const { start, end } = match.page;
  return { ...match, page: { start: start + offset, end: end + offset } };
}

function inPageOrder(matches: readonly Match[]): Match[] {
  return matches.toSorted((a, b) => a.page.start - b.page.start);
}

/**
 * The matches of a text with essays that count, as `findMatches` gives them, and those with own essays in what is left; disjoint and in page
 * order. Time is linear in the text.
 */
export function findWithOwn(
  text: string,
  counted: readonly Index[],
  own: readonly Index[],
  thresholds: Thresholds,
): Match[] {
  const matches = findMatches(text, counted, thresholds);
  if (own.length === 0) return matches;
  const inGaps = gapsBetween(text.length, matches).flatMap(({ start, end }) =>
    findMatches(text.slice(start, end), own, thresholds).map((match) => movedBy(start, match)),
  );
  return inPageOrder([...matches, ...inGaps]);
}

/** The user's own essays, and what a match with them needs. */
export interface OwnSearch {
  readonly indexes: readonly Index[];
  readonly sentences: readonly SentenceIndex[];
  readonly thresholds: Thresholds;
  /** See `addReworded`. */
  readonly least: number;
}

/**
 * Adds literal and reworded matches with own essays to the final ones with essays that count, in what these leave of the text. In steps of a
 * few milliseconds, as `addRewordedInSteps`.
 */
export function* addOwnInSteps(text: string, matches: readonly Match[], own: OwnSearch): Generator<void, Match[]> {
  const all = [...matches];
  for (const { start, end } of gapsBetween(text.length, matches)) {
    const gap = text.slice(start, end);
    const literal = findMatches(gap, own.indexes, own.thresholds);
    const found = yield* addRewordedInSteps(gap, own.sentences, literal, own.least);
    all.push(...found.map((match) => movedBy(start, match)));
  }
  return inPageOrder(all);
}
