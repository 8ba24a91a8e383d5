import { type EssayRow, type LoadedEssay, loadEssay, rowOfEssays } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { bytesOf } from '../fingerprint/hash.ts';
import { type Letters, normalise } from '../text/normalise.ts';
import { findBareMatches } from './bare-matches.ts';
import { candidateEssays } from './candidate-essays.ts';
import { type Chain, chainRuns } from './chain.ts';
import { CoveredArea } from './covered-area.ts';
import { blockBits, quotationMask, THRESHOLDS, type Thresholds, thresholdsAmong } from './evidence.ts';
import type { Match } from './match.ts';
import { piecesOf } from './pieces.ts';
import { findRuns, type Runs } from './seeds.ts';
import {
  type Candidate,
  candidateOf,
  disjoint,
  type EvidenceContext,
  type GradedCandidate,
  gradeCandidates,
} from './select.ts';
import type { Sides } from './sides.ts';

/**
 * Share of the bits of a match that stands alone which the shingles of one essay, close together, must reach before the essay is
 * aligned. It is below 1, as aligning finds more letters than shingles do: of 5,900 planted passages, each a page by itself, 0.6
 * loses seven and 0.3 loses three.
 */
const CANDIDATE_SHARE = 0.6;

/** Least bits of the runs of a chain that is aligned. Thresholds up to 30 lose no match. */
const CHAIN_BITS = 30;

/** The results of all steps of a literal check. `findMatches` uses the last one; `--explain` and the quality curves show all. */
export interface LiteralCheck extends Sides {
  /** What a match needs among all letters that were searched. */
  readonly thresholds: Thresholds;
  readonly runs: Runs;
  /** Every alignment that the runs led to; they may overlap. */
  readonly candidates: readonly Candidate[];
  /** Disjoint ones, in page order, each with its grade. */
  readonly graded: readonly GradedCandidate[];
  /** Matches with essays of which there are no letters to align, see bare-matches.ts; disjoint, in page order. */
  readonly bare: readonly Match[];
}

function chainBits(row: EssayRow, runs: Runs, chain: Chain): number {
  return chain.reduce((sum, run) => sum + blockBits(row, runs.corpus[run]!, runs.length[run]!), 0);
}

function candidatesOf(sides: Sides, context: EvidenceContext, runs: Runs): Candidate[] {
  const covered = new CoveredArea();
  const candidates: Candidate[] = [];
  for (const chain of chainRuns(runs, sides.row)) {
    if (chainBits(sides.row, runs, chain) < CHAIN_BITS) continue;
    if (chain.every((run) => covered.has(runs.page[run]!, runs.corpus[run]!))) continue;
    for (const piece of piecesOf(sides, runs, chain)) {
      covered.add(piece);
      candidates.push(candidateOf(context, piece));
    }
  }
  return candidates;
}

const NO_LETTERS: Letters = { codes: new Uint16Array(0), at: new Uint32Array(0) };
const NO_BYTES = new Uint8Array(0);
const NO_ESSAYS = rowOfEssays([]);

/** The check of a text that shares too little with every essay. */
function nothing(text: string, thresholds: Thresholds): LiteralCheck {
  return {
    thresholds,
    text,
    letters: NO_LETTERS,
    bytes: NO_BYTES,
    row: NO_ESSAYS,
    runs: { page: [], corpus: [], length: [] },
    candidates: [],
    graded: [],
    bare: [],
  };
}

/** An index and the essays of it that a text is to be aligned with, by their places in it. */
export interface EssaysToLoad {
  readonly index: Index;
  readonly essays: readonly number[];
}

function lettersIn(indexes: readonly Index[]): number {
  return indexes.reduce((sum, { letterCount }) => sum + letterCount, 0);
}

/**
 * The first step of a check: for each index the essays that the text may share enough with to be aligned with them. Pure and
 * synchronous; the caller loads their blocks (`loadEssay`) and goes on with `alignWith`.
 */
export function essaysToLoad(
  text: string,
  indexes: readonly Index[],
  thresholds: Thresholds = THRESHOLDS,
): EssaysToLoad[] {
  const least = CANDIDATE_SHARE * thresholdsAmong(lettersIn(indexes), thresholds).alone.bits;
  return indexes.map((index) => ({ index, essays: candidateEssays(text, index, least) }));
}

/**
 * The second step of a check: aligns the text with the essays that the first one named, of one index or several, and grades what
 * comes of it. `indexes` are all that were searched.
 */
export function alignWith(
  text: string,
  essays: readonly LoadedEssay[],
  indexes: readonly Index[],
  asked: Thresholds = THRESHOLDS,
): LiteralCheck {
  const thresholds = thresholdsAmong(lettersIn(indexes), asked);
  if (essays.length === 0) return nothing(text, thresholds);
  const letters = normalise(text);
  const [whole, withoutLetters] = [
    essays.filter(({ block }) => !block.isBare),
    essays.filter(({ block }) => block.isBare),
  ];
  const sides: Sides = { text, letters, bytes: bytesOf(letters.codes), row: rowOfEssays(whole) };
  const bare = withoutLetters.length === 0 ? [] : findBareMatches(sides, withoutLetters, thresholds.alone);
  const runs = findRuns(sides.bytes, sides.row);
  if (runs.page.length === 0) return { ...sides, thresholds, runs, candidates: [], graded: [], bare };
  const context = { row: sides.row, quoted: quotationMask(text, letters) };
  const candidates = candidatesOf(sides, context, runs);
  const chosen = disjoint(context, candidates, letters.codes.length, thresholds.beside);
  return { ...sides, thresholds, runs, candidates, graded: gradeCandidates(sides.row, chosen, thresholds), bare };
}

/** Both steps at once, for indexes whose blocks can be read at once. Time is linear in the text. */
export function checkLiterally(
  text: string,
  indexes: readonly Index[],
  thresholds: Thresholds = THRESHOLDS,
): LiteralCheck {
  const loaded = essaysToLoad(text, indexes, thresholds).flatMap(({ index, essays }) =>
    essays.map((essay) => loadEssay(index, essay)),
  );
  return alignWith(text, loaded, indexes, thresholds);
}
