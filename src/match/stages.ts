import type { Index } from '../corpus/loaded-index.ts';
import { type Letters, normalise } from '../text/normalise.ts';
import type { PageText } from './borders.ts';
import { type Chain, chainRuns } from './chain.ts';
import { blockBits, quotedLetters, THRESHOLDS, type Thresholds } from './evidence.ts';
import { piecesOf, type Sides } from './pieces.ts';
import { isWorthChecking } from './scout.ts';
import { bytesOf, findRuns, type Runs } from './seeds.ts';
import { type Candidate, candidateOf, disjoint, type Judged, judge, type Witness } from './select.ts';
import { Taken } from './taken.ts';

/**
 * Share of the bits of a match that stands alone which shingles of one essay, close together, must be able to say before a text
 * is checked at all. Not all of them, as aligning finds more letters than shingles do: of 5,900 planted passages, each a page
 * by itself, 0.6 loses seven, 0.3 three.
 */
const SCOUT_SHARE = 0.6;

/** Bits that the runs of a chain must say before it is aligned; nothing is lost below 30. */
const CHAIN_BITS = 30;

/** What each stage of a check came to; `findMatches` makes its matches of the last, `--explain` and the curves show them all. */
export interface Stages extends PageText {
  readonly runs: Runs;
  /** Every alignment that the runs led to; they may overlap. */
  readonly candidates: readonly Candidate[];
  /** Disjoint ones, in page order, each with its verdict. */
  readonly judged: readonly Judged[];
}

function chainBits(index: Index, runs: Runs, chain: Chain): number {
  return chain.reduce((sum, run) => sum + blockBits(index, runs.corpus[run]!, runs.length[run]!), 0);
}

function candidatesOf(letters: Letters, witness: Witness, runs: Runs): Candidate[] {
  const sides: Sides = { bytes: bytesOf(letters.codes), index: witness.index };
  const taken = new Taken();
  const candidates: Candidate[] = [];
  for (const chain of chainRuns(runs, witness.index)) {
    if (chainBits(witness.index, runs, chain) < CHAIN_BITS) continue;
    if (chain.every((run) => taken.has(runs.page[run]!, runs.corpus[run]!))) continue;
    for (const piece of piecesOf(sides, runs, chain)) {
      taken.add(piece);
      candidates.push(candidateOf(witness, piece));
    }
  }
  return candidates;
}

const NO_LETTERS: Letters = { codes: new Uint16Array(0), at: new Uint32Array(0) };

function nothing(text: string, index: Index): Stages {
  return { text, letters: NO_LETTERS, index, runs: { page: [], corpus: [], length: [] }, candidates: [], judged: [] };
}

/** Runs all stages of the literal check on a text. Time is linear in the text. */
export function stagesOf(text: string, index: Index, thresholds: Thresholds = THRESHOLDS): Stages {
  if (!isWorthChecking(text, index, SCOUT_SHARE * thresholds.alone.bits)) return nothing(text, index);
  const letters = normalise(text);
  const runs = findRuns(letters.codes, index);
  if (runs.page.length === 0) return { text, letters, index, runs, candidates: [], judged: [] };
  const witness = { index, quoted: quotedLetters(text, letters) };
  const candidates = candidatesOf(letters, witness, runs);
  const chosen = disjoint(witness, candidates, letters.codes.length, thresholds.beside);
  return { text, letters, index, runs, candidates, judged: judge(index, chosen, thresholds) };
}
