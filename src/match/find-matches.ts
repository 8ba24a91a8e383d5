import { essayRef } from '../corpus/essay-ref.ts';
import { type Index, sourceOffset } from '../corpus/loaded-index.ts';
import { type Alignment, between, boundsOf, similarityOf } from './alignment.ts';
import { type MatchBlock, packBlocks } from './blocks.ts';
import { type PageText, toSentences, withoutChance } from './borders.ts';
import { changesOf, gapKind } from './changes.ts';
import type { Thresholds } from './evidence.ts';
import type { Change, Match, SourcePlace } from './match.ts';
import type { Selected } from './select.ts';
import { stagesOf } from './stages.ts';

interface Placed {
  readonly selected: Selected;
  /** The selected alignment, widened to whole sentences where it nearly reaches them. */
  readonly alignment: Alignment;
}

function placed(page: PageText, selected: readonly Selected[]): Placed[] {
  const out: Placed[] = [];
  selected.forEach((one, i) => {
    const least = i === 0 ? 0 : boundsOf(out[i - 1]!.alignment).pageEnd;
    const next = selected[i + 1];
    const most = next ? boundsOf(next.alignment).page : page.letters.at.length;
    out.push({ selected: one, alignment: toSentences(page, withoutChance(page, one.alignment), least, most) });
  });
  return out;
}

function placeOf(index: Index, essay: number, alignment: Alignment): SourcePlace {
  const { corpus, corpusEnd } = boundsOf(alignment);
  const source = { start: sourceOffset(index, corpus), end: sourceOffset(index, corpusEnd - 1) + 1 };
  return { essay: essayRef(index.name, index.essays[essay]!.id), source };
}

/** The UTF-16 span of letters of the page; an empty one stands after the letter before. */
function pageSpan({ letters: { at } }: PageText, start: number, end: number): { start: number; end: number } {
  if (end > start) return { start: at[start]!, end: at[end - 1]! + 1 };
  const offset = start < at.length ? at[start]! : at[start - 1]! + 1;
  return { start: offset, end: offset };
}

function blocksOf(page: PageText, alignment: Alignment): MatchBlock[] {
  return alignment.map((block, i) => {
    const last = i === 0 ? null : alignment[i - 1]!;
    return {
      page: pageSpan(page, block.page, block.page + block.length),
      source: sourceOffset(page.index, Math.min(block.corpus, page.index.letterCount - 1)),
      letters: block.length,
      missing: last ? between(last, block).corpus : 0,
      before: last ? gapKind(page, last, block) : 'replaced',
    };
  });
}

function matchOf(page: PageText, { selected, alignment }: Placed, order: readonly Change[]): Match {
  const bounds = boundsOf(alignment);
  const span = pageSpan(page, bounds.page, bounds.pageEnd);
  const best = placeOf(page.index, selected.essay, alignment);
  return {
    kind: 'literal',
    page: span,
    letters: bounds.pageEnd - bounds.page,
    similarity: similarityOf(alignment),
    best,
    also: selected.also.map((other) => placeOf(page.index, other.essay, other.alignment)),
    changes: [...changesOf(page, alignment), ...order],
    alignment: packBlocks(blocksOf(page, alignment), span.start, best.source.start),
  };
}

/** For each match whether it stands in the essay before the match of the same essay that precedes it on the page. */
function orderChanges(all: readonly Placed[]): Change[][] {
  const reached = new Map<number, number>();
  return all.map(({ selected, alignment }) => {
    const { corpus } = boundsOf(alignment);
    const before = reached.get(selected.essay);
    reached.set(selected.essay, corpus);
    return before !== undefined && corpus < before ? [{ kind: 'order', count: 1 }] : [];
  });
}

/**
 * The single door of the engine: the stretches of a text that also stand in essays of the index, word for word or with small
 * edits; disjoint and in page order. Offsets are UTF-16 units of the text. Time is linear in the text.
 */
export function findMatches(text: string, index: Index, thresholds?: Thresholds): Match[] {
  const page = stagesOf(text, index, thresholds);
  if (page.judged.length === 0) return [];
  const all = placed(
    page,
    page.judged.filter(({ verdict }) => verdict !== 'weak'),
  );
  const order = orderChanges(all);
  return all.map((one, i) => matchOf(page, one, order[i]!));
}
