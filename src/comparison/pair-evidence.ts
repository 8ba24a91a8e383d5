import { essayIdOf, indexOf } from '../corpus/essay-ref.ts';
import { boundsOf } from '../match/alignment.ts';
import type { Span } from '../text/span.ts';
import { type KnownFile, type SharedStretch, sharedStretches } from './common-changes.ts';
import type { ComparedFile } from './compared-file.ts';
import { countReadings, type Direction, directionOf, type Readings } from './direction.ts';
import { boundsOfPassage, type SharedPassage } from './file-pairs.ts';
import type { Reading, VariationUnit } from './variation-units.ts';

/** A stretch that both files have and that neither known essays nor given texts explain. Spans are UTF-16 units of the files. */
export interface PassageEvidence {
  readonly kind: 'passage';
  readonly a: Span;
  readonly b: Span;
  /** Letters in common. */
  readonly letters: number;
  /** Surprisal of these letters under the model of common wording, less the cost of each block. */
  readonly bits: number;
}

/** A variation unit: the letters of both files, and the number of letters of the essay in their place. */
export interface ChangeEvidence {
  readonly reading: Reading;
  readonly a: string;
  readonly b: string;
  readonly essayLetters: number;
}

/** A stretch of a known essay that both files have with common changes. Spans are UTF-16 units of the files. */
export interface ChangesEvidence {
  readonly kind: 'changes';
  readonly index: string;
  readonly document: string;
  readonly essay: string;
  readonly title: string;
  readonly a: Span;
  readonly b: Span;
  /** Letters in common. */
  readonly letters: number;
  /** log₂ of the likelihood ratio of a common altered text to each file taken from the essay separately. */
  readonly bits: number;
  readonly counts: Readings;
  readonly changes: readonly ChangeEvidence[];
}

/** Whose text was taken, from the changes in all stretches. */
export interface DirectionEvidence extends Direction {
  readonly kind: 'direction';
  readonly counts: Readings;
  /** Files between the two in a chain: each took the text from the one and gave it to the other. */
  readonly through: readonly string[];
}

/** One reason why two files are a pair. */
export type PairEvidence = PassageEvidence | ChangesEvidence | DirectionEvidence;

/** Two files that share what neither known essays nor given texts explain. `a` comes before `b` in the order of the files. */
export interface FilePair {
  readonly a: string;
  readonly b: string;
  /** Letters in common, in all evidence. */
  readonly letters: number;
  /** Whose text the other file took; null if the text does not show it. */
  readonly from: 'a' | 'b' | null;
  readonly evidence: readonly PairEvidence[];
}

/**
 * What passages must come to in total for two files to be a pair. In 150 essays and in classes made of them (docs/measurements.md), files
 * that copied nothing share up to 33 letters and 144 bits, which are sayings and verses; copied passages have 89 letters and 646 bits
 * or more. These values lie between the two.
 */
const LEAST_PASSAGES = { letters: 50, bits: 300 } as const;

/**
 * Bits of common changes that make a pair. Of 300 pairs of files that each took the same essay, none has more than 20; of 600 pairs that
 * share an altered one, each has 81 or more.
 */
const LEAST_CHANGES_BITS = 40;

/**
 * Part of the changes of the file with fewer changes that both must have. Where two people each edit every fourth word of a long essay, a
 * fifth to a third of those changes agree in the few pairs with the most bits; of 300 pairs that share an altered essay, each has half.
 */
const LEAST_PART = 0.4;

function textSpan({ letters: { at } }: ComparedFile, { start, end }: Span): Span {
  return { start: at[start]!, end: at[end - 1]! + 1 };
}

function passageEvidence(a: ComparedFile, b: ComparedFile, passage: SharedPassage): PassageEvidence {
  const { earlier, later } = boundsOfPassage(passage);
  return { kind: 'passage', a: textSpan(a, earlier), b: textSpan(b, later), ...passage.evidence };
}

function changeEvidence(a: ComparedFile, b: ComparedFile, unit: VariationUnit): ChangeEvidence {
  const textOf = ({ letters: { codes } }: ComparedFile, { start, end }: Span) =>
    String.fromCharCode(...codes.subarray(start, end));
  const essayLetters = unit.source.end - unit.source.start;
  return { reading: unit.reading, a: textOf(a, unit.a), b: textOf(b, unit.b), essayLetters };
}

function changesEvidence(a: ComparedFile, b: ComparedFile, stretch: SharedStretch): ChangesEvidence {
  const span = (file: ComparedFile, { page, pageEnd }: { page: number; pageEnd: number }) =>
    textSpan(file, { start: page, end: pageEnd });
  const { ref, record, units, letters, bits } = stretch;
  return {
    kind: 'changes',
    index: indexOf(ref),
    document: record.document,
    essay: essayIdOf(ref),
    title: record.title,
    a: span(a, boundsOf(stretch.a)),
    b: span(b, boundsOf(stretch.b)),
    letters,
    bits,
    counts: countReadings(units),
    changes: units.map((unit) => changeEvidence(a, b, unit)),
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

/** The stretches with common changes; none if these are too few to show a common altered text. */
function tellingStretches(stretches: readonly SharedStretch[]): SharedStretch[] {
  const telling = stretches.filter(({ bits }) => bits > 0);
  const counts = countReadings(telling.flatMap(({ units }) => units));
  const changes = counts.common + Math.min(counts['only-a'], counts['only-b']);
  const isEnough = sum(telling, ({ bits }) => bits) >= LEAST_CHANGES_BITS && counts.common >= LEAST_PART * changes;
  return isEnough ? telling : [];
}

function directionEvidence(stretches: readonly SharedStretch[]): DirectionEvidence | null {
  const units = stretches.flatMap((stretch) => stretch.units);
  const direction = directionOf(units);
  return direction && { kind: 'direction', ...direction, counts: countReadings(units), through: [] };
}

function enoughPassages(passages: readonly SharedPassage[]): readonly SharedPassage[] {
  const letters = sum(passages, ({ evidence }) => evidence.letters);
  const bits = sum(passages, ({ evidence }) => evidence.bits);
  return letters >= LEAST_PASSAGES.letters && bits >= LEAST_PASSAGES.bits ? passages : [];
}

/** The pair of two files with its evidence, or null if they are none. `passages` are those of `alignedFiles`. */
export function pairOf(a: KnownFile, b: KnownFile, passages: readonly SharedPassage[]): FilePair | null {
  const own = enoughPassages(passages);
  const stretches = tellingStretches(sharedStretches(a, b));
  if (own.length + stretches.length === 0) return null;
  const direction = stretches.length > 0 ? directionEvidence(stretches) : null;
  const shared = [
    ...own.map((passage) => passageEvidence(a.file, b.file, passage)),
    ...stretches.map((stretch) => changesEvidence(a.file, b.file, stretch)),
  ];
  return {
    a: a.file.name,
    b: b.file.name,
    letters: sum(shared, ({ letters }) => letters),
    from: direction?.from ?? null,
    evidence: direction ? [...shared, direction] : shared,
  };
}
