import { type Index, sourceOffset } from '../corpus/index.ts';
import { type Letters, normalise } from '../text/normalise.ts';
import { type Alignment, boundsOf, similarityOf } from './alignment.ts';
import { type PageText, toSentences } from './borders.ts';
import { chainRuns } from './chain.ts';
import { quotedLetters, THRESHOLDS, type Thresholds } from './evidence.ts';
import type { Match, SourcePlace } from './match.ts';
import { piecesOf, type Sides } from './pieces.ts';
import { bytesOf, findRuns, type Runs } from './seeds.ts';
import { type Candidate, candidateOf, convincing, disjoint, type Judge, type Selected } from './select.ts';
import { Taken } from './taken.ts';

/** Every alignment that the runs lead to; they may overlap. */
function candidatesOf(letters: Letters, judge: Judge, runs: Runs): Candidate[] {
  const sides: Sides = { bytes: bytesOf(letters.codes), index: judge.index };
  const taken = new Taken();
  const candidates: Candidate[] = [];
  for (const chain of chainRuns(runs, judge.index)) {
    if (chain.every((run) => taken.has(runs.page[run]!, runs.corpus[run]!))) continue;
    for (const piece of piecesOf(sides, runs, chain)) {
      taken.add(piece);
      candidates.push(candidateOf(judge, piece));
    }
  }
  return candidates;
}

function widened(page: PageText, selected: readonly Selected[]): Alignment[] {
  const out: Alignment[] = [];
  selected.forEach(({ alignment }, i) => {
    const least = i === 0 ? 0 : boundsOf(out[i - 1]!).pageEnd;
    const next = selected[i + 1];
    const most = next ? boundsOf(next.alignment).page : page.letters.at.length;
    out.push(toSentences(page, alignment, least, most));
  });
  return out;
}

function placeOf(index: Index, essay: number, alignment: Alignment): SourcePlace {
  const { corpus, corpusEnd } = boundsOf(alignment);
  return { essay, source: { start: sourceOffset(index, corpus), end: sourceOffset(index, corpusEnd - 1) + 1 } };
}

function matchOf({ letters, index }: PageText, selected: Selected, alignment: Alignment): Match {
  const { page, pageEnd } = boundsOf(alignment);
  return {
    kind: 'literal',
    page: { start: letters.at[page]!, end: letters.at[pageEnd - 1]! + 1 },
    letters: pageEnd - page,
    similarity: similarityOf(alignment),
    best: placeOf(index, selected.essay, alignment),
    also: selected.also.map((other) => placeOf(index, other.essay, other.alignment)),
    changes: [],
  };
}

/**
 * The single door of the engine: the stretches of a text that also stand in essays of the index, word for word or with small
 * edits; disjoint and in page order. Offsets are UTF-16 units of the text. Time is linear in the text.
 */
export function findMatches(text: string, index: Index, thresholds: Thresholds = THRESHOLDS): Match[] {
  const letters = normalise(text);
  const runs = findRuns(letters.codes, index);
  if (runs.page.length === 0) return [];
  const judge = { index, quoted: quotedLetters(text, letters) };
  const candidates = candidatesOf(letters, judge, runs);
  const selected = convincing(index, disjoint(judge, candidates, letters.codes.length, thresholds.beside), thresholds);
  const page = { text, letters, index };
  const alignments = widened(page, selected);
  return selected.map((one, i) => matchOf(page, one, alignments[i]!));
}
