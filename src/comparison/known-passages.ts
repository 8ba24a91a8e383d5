import type { EssayRecord } from '../corpus/essay.ts';
import { type EssayRef, essayRef } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { type Alignment, type Block, boundsOf } from '../match/alignment.ts';
import { type Evidence, THRESHOLDS } from '../match/evidence.ts';
import { checkLiterally, type LiteralCheck } from '../match/literal-check.ts';
import { type Candidate, disjoint } from '../match/select.ts';
import { thresholdsFor } from '../match/sensitivity.ts';
import type { ComparedFile } from './compared-file.ts';

/** Alignment of a stretch of a file with a known essay. `corpus` of a block counts letters of the essay. */
export type KnownPassage = Alignment;

/** A known essay and the stretches of a file that also stand in it: disjoint, in the order of the file. */
export interface KnownEssay {
  readonly ref: EssayRef;
  readonly record: EssayRecord;
  readonly passages: readonly KnownPassage[];
}

/** Bits of `Explained.letters`: the letter stands in a text that everyone was given, or in a known essay. */
export const GIVEN = 1;
export const KNOWN = 2;

/** The letters of a file that need no other file as an explanation, and the known essays that it shares passages with. */
export interface Explained {
  /** For each letter the sum of `GIVEN` and `KNOWN`, or 0. */
  readonly letters: Uint8Array;
  readonly essays: readonly KnownEssay[];
}

/**
 * Passages are explained at lower thresholds than they are marked at. A passage that is explained by mistake costs its own letters; one
 * that is missed makes a pair of any two files that have it.
 */
const LEAST = thresholdsFor('eager');

function byEssay(candidates: readonly Candidate[]): Map<number, Candidate[]> {
  return Map.groupBy(candidates, ({ essay }) => essay);
}

/** Converts letters of the row to letters of the essay. */
function inEssay(alignment: Alignment, start: number): Block[] {
  return alignment.map((block) => ({ ...block, corpus: block.corpus - start }));
}

function total(passages: readonly { readonly evidence: Evidence }[]): number {
  return passages.reduce((bits, { evidence }) => bits + evidence.bits, 0);
}

function knownEssay(
  check: LiteralCheck,
  file: ComparedFile,
  place: number,
  candidates: Candidate[],
): KnownEssay | null {
  const context = { row: check.row, quoted: file.quoted };
  const passages = disjoint(context, candidates, file.letters.at.length, THRESHOLDS.beside);
  if (total(passages) < LEAST.alone.bits) return null;
  const { index, record } = check.row.essays[place]!;
  const start = check.row.essayStarts[place]!;
  const aligned = passages.map(({ alignment }) => inEssay(alignment, start));
  return { ref: essayRef(index.name, record.id), record, passages: aligned };
}

/** Marks all letters of a file from the first to the last of each passage, changed ones included. */
function explain(letters: Uint8Array, passages: readonly KnownPassage[], by: number): void {
  for (const passage of passages) {
    const { page, pageEnd } = boundsOf(passage);
    for (let letter = page; letter < pageEnd; letter++) letters[letter]! |= by;
  }
}

/** Aligns a file with the given texts and with the known essays. The blocks of the indexes must be readable synchronously. */
export function explainedIn(file: ComparedFile, given: Index | null, known: readonly Index[]): Explained {
  const letters = new Uint8Array(file.letters.at.length);
  const check = checkLiterally(file.text, given ? [given, ...known] : known, LEAST);
  const essays: KnownEssay[] = [];
  for (const [place, candidates] of byEssay(check.candidates)) {
    const essay = knownEssay(check, file, place, candidates);
    if (!essay) continue;
    const isGiven = check.row.essays[place]!.index === given;
    explain(letters, essay.passages, isGiven ? GIVEN : KNOWN);
    if (!isGiven) essays.push(essay);
  }
  return { letters, essays };
}
