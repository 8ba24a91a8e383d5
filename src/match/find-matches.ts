import { type Index, sourceOffset } from '../corpus/index.ts';
import { type Letters, normalise } from '../text/normalise.ts';
import type { Alignment } from './alignment.ts';
import { boundsOf, similarityOf } from './alignment.ts';
import { chainRuns } from './chain.ts';
import type { Match, SourcePlace } from './match.ts';
import { piecesOf, type Sides } from './pieces.ts';
import { bytesOf, findRuns, type Runs } from './seeds.ts';
import { type Candidate, candidateOf, convincing, disjoint, type Selected, type Thresholds } from './select.ts';

export const THRESHOLDS: Thresholds = { alone: 120, beside: 40, together: 200 };

const CELL = 64;

/** Remembers where alignments lie, by cells of the page, so that a chain inside one is not aligned again. */
class Taken {
  private readonly cells = new Map<number, { page: number; pageEnd: number; corpus: number; corpusEnd: number }[]>();

  add(piece: Alignment): void {
    const bounds = boundsOf(piece);
    for (let cell = Math.floor(bounds.page / CELL); cell <= Math.floor((bounds.pageEnd - 1) / CELL); cell++) {
      const list = this.cells.get(cell);
      if (list) list.push(bounds);
      else this.cells.set(cell, [bounds]);
    }
  }

  has(page: number, corpus: number): boolean {
    const list = this.cells.get(Math.floor(page / CELL)) ?? [];
    return list.some((b) => page >= b.page && page < b.pageEnd && corpus >= b.corpus && corpus < b.corpusEnd);
  }
}

export function candidatesOf(letters: Letters, index: Index, runs: Runs): Candidate[] {
  const sides: Sides = { bytes: bytesOf(letters.codes), index };
  const taken = new Taken();
  const candidates: Candidate[] = [];
  for (const chain of chainRuns(runs, index)) {
    if (chain.every((run) => taken.has(runs.page[run]!, runs.corpus[run]!))) continue;
    for (const piece of piecesOf(sides, runs, chain)) {
      taken.add(piece);
      candidates.push(candidateOf(index, piece));
    }
  }
  return candidates;
}

function placeOf(index: Index, { essay, alignment }: Candidate): SourcePlace {
  const { corpus, corpusEnd } = boundsOf(alignment);
  return { essay, source: { start: sourceOffset(index, corpus), end: sourceOffset(index, corpusEnd - 1) + 1 } };
}

function matchOf(letters: Letters, index: Index, selected: Selected): Match {
  const { page, pageEnd } = boundsOf(selected.alignment);
  return {
    kind: 'literal',
    page: { start: letters.at[page]!, end: letters.at[pageEnd - 1]! + 1 },
    letters: pageEnd - page,
    similarity: similarityOf(selected.alignment),
    best: placeOf(index, selected),
    also: selected.also.map((other) => placeOf(index, other)),
    changes: [],
  };
}

/**
 * The single door of the engine: the stretches of a text that also stand in essays of the index, word for word or with small
 * edits; disjoint and in page order. Offsets are UTF-16 units of the text. Time is linear in the text.
 */
export function findMatches(text: string, index: Index, thresholds = THRESHOLDS): Match[] {
  const letters = normalise(text);
  const runs = findRuns(letters.codes, index);
  if (runs.page.length === 0) return [];
  const candidates = candidatesOf(letters, index, runs);
  const selected = disjoint(index, candidates, letters.codes.length, thresholds.beside);
  return convincing(index, selected, thresholds).map((s) => matchOf(letters, index, s));
}
