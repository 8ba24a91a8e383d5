import { essayRef } from '../corpus/essay-ref.ts';
import { type LoadedEssay, sourceOffset } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { type Alignment, between, boundsOf, similarityOf } from './alignment.ts';
import { type MatchBlock, packBlocks } from './blocks.ts';
import { toSentences, withoutChance, withPunctuation } from './borders.ts';
import { changesOf, gapKind } from './changes.ts';
import type { Thresholds } from './evidence.ts';
import { alignWith, checkLiterally, type LiteralCheck } from './literal-check.ts';
import type { Change, Match, SourcePlace } from './match.ts';
import type { Selected } from './select.ts';
import type { Sides } from './sides.ts';

interface Placed {
  readonly selected: Selected;
  /** The selected alignment, widened to whole sentences where it nearly reaches them. */
  readonly alignment: Alignment;
}

function placed(sides: Sides, selected: readonly Selected[]): Placed[] {
  const out: Placed[] = [];
  selected.forEach((one, i) => {
    const least = i === 0 ? 0 : boundsOf(out[i - 1]!.alignment).pageEnd;
    const next = selected[i + 1];
    const most = next ? boundsOf(next.alignment).page : sides.letters.at.length;
    out.push({ selected: one, alignment: toSentences(sides, withoutChance(sides, one.alignment), least, most) });
  });
  return out;
}

function placeOf({ row }: Sides, essay: number, alignment: Alignment): SourcePlace {
  const { corpus, corpusEnd } = boundsOf(alignment);
  const source = { start: sourceOffset(row, corpus), end: sourceOffset(row, corpusEnd - 1) + 1 };
  const { index, record } = row.essays[essay]!;
  return { essay: essayRef(index.name, record.id), source };
}

/** The UTF-16 span of letters of the page; an empty one is placed after the letter before. */
function pageSpan({ letters: { at } }: Sides, start: number, end: number): { start: number; end: number } {
  if (end > start) return { start: at[start]!, end: at[end - 1]! + 1 };
  const offset = start < at.length ? at[start]! : at[start - 1]! + 1;
  return { start: offset, end: offset };
}

function matchBlocks(sides: Sides, alignment: Alignment): MatchBlock[] {
  return alignment.map((block, i) => {
    const last = i === 0 ? null : alignment[i - 1]!;
    return {
      page: pageSpan(sides, block.page, block.page + block.length),
      source: sourceOffset(sides.row, Math.min(block.corpus, sides.row.letterCount - 1)),
      letters: block.length,
      missing: last ? between(last, block).corpus : 0,
      before: last ? gapKind(sides, last, block) : 'replaced',
    };
  });
}

function matchOf(sides: Sides, { selected, alignment }: Placed, order: readonly Change[]): Match {
  const bounds = boundsOf(alignment);
  const span = withPunctuation(sides.text, pageSpan(sides, bounds.page, bounds.pageEnd));
  const best = placeOf(sides, selected.essay, alignment);
  return {
    kind: 'literal',
    page: span,
    letters: bounds.pageEnd - bounds.page,
    similarity: similarityOf(alignment),
    best,
    also: selected.also.map((other) => placeOf(sides, other.essay, other.alignment)),
    changes: [...changesOf(sides, alignment), ...order],
    alignment: packBlocks(matchBlocks(sides, alignment), span.start, best.source.start),
  };
}

/** For each match a change of order if its place in the essay precedes that of the same essay's match before it; else none. */
function orderChanges(all: readonly Placed[]): Change[][] {
  const reached = new Map<number, number>();
  return all.map(({ selected, alignment }) => {
    const { corpus } = boundsOf(alignment);
    const before = reached.get(selected.essay);
    reached.set(selected.essay, corpus);
    return before !== undefined && corpus < before ? [{ kind: 'order', count: 1 }] : [];
  });
}

/** Adds those bare matches that meet no other: where letters can be compared, that says more. */
function withBare(matches: Match[], bare: readonly Match[]): Match[] {
  if (bare.length === 0) return matches;
  const free = bare.filter(({ page }) =>
    matches.every((other) => other.page.end <= page.start || page.end <= other.page.start),
  );
  return [...matches, ...free].sort((a, b) => a.page.start - b.page.start);
}

function matchesOf(check: LiteralCheck): Match[] {
  if (check.graded.length === 0) return [...check.bare];
  const all = placed(
    check,
    check.graded.filter(({ grade }) => grade !== 'weak'),
  );
  const order = orderChanges(all);
  return withBare(
    all.map((one, i) => matchOf(check, one, order[i]!)),
    check.bare,
  );
}

/**
 * The single door of the engine: the stretches of a text that also stand in essays of the indexes, word for word or with small
 * edits; disjoint and in page order, over all indexes. The blocks of the indexes must be readable at once; for others see `matchesWith`.
 * Offsets are UTF-16 units of the text. Time is linear in the text.
 */
export function findMatches(text: string, indexes: Index | readonly Index[], thresholds?: Thresholds): Match[] {
  return matchesOf(checkLiterally(text, [indexes].flat() as Index[], thresholds));
}

/** `findMatches` with the essays that `essaysToLoad` named for these indexes, whose blocks the caller has loaded. */
export function matchesWith(
  text: string,
  essays: readonly LoadedEssay[],
  indexes: readonly Index[],
  thresholds?: Thresholds,
): Match[] {
  return matchesOf(alignWith(text, essays, indexes, thresholds));
}
