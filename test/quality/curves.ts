import { MOST_BITS } from '../../src/corpus/format.ts';
import { BLOCK_COST, type Evidence, THRESHOLDS, type Thresholds } from '../../src/match/evidence.ts';
import { overlaps } from '../../src/text/span.ts';
import type { Measured } from './candidates.ts';
import type { LabelledPage, Planted } from './labelled-pages.ts';

/** What a constant trades, at one value of it. */
export interface Point {
  readonly value: number;
  /** Pages of 1,000 on which something is marked that was not planted. */
  readonly falsePages: number;
  /** Passages of 1,000 of which nothing is marked. */
  readonly lost: number;
}

/** What a constant trades over a range of values, and the value that was chosen. */
export interface Curve {
  readonly name: string;
  readonly unit: string;
  readonly chosen: number;
  readonly points: readonly Point[];
}

/** The labelled pages and their candidates. */
export interface Study {
  readonly pages: readonly LabelledPage[];
  readonly candidates: readonly Measured[];
}

type Kept = (candidate: Measured) => boolean;

const perThousand = (part: number, whole: number): number => (1000 * part) / Math.max(1, whole);

function tradeOf({ pages, candidates }: Study, kept: Kept): Omit<Point, 'value'> {
  const accepted = Map.groupBy(candidates.filter(kept), ({ page }) => page);
  const found = (page: LabelledPage, planted: Planted) =>
    (accepted.get(page) ?? []).some(({ span }) => overlaps(span, planted));
  const wrong = pages.filter((page) => accepted.get(page)?.some(({ planted }) => !planted));
  const passages = pages.flatMap((page) => page.truth.map((planted) => found(page, planted)));
  return {
    falsePages: perThousand(wrong.length, pages.length),
    lost: perThousand(passages.filter((hit) => !hit).length, passages.length),
  };
}

const range = (first: number, last: number, step: number): number[] =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);

function curve(
  study: Study,
  facts: Omit<Curve, 'points'>,
  values: readonly number[],
  keptAt: (value: number) => Kept,
): Curve {
  return { ...facts, points: values.map((value) => ({ value, ...tradeOf(study, keptAt(value)) })) };
}

const reaches = (evidence: Evidence, bits: number, letters: number): boolean =>
  evidence.bits >= bits && evidence.letters >= letters;

/** The thresholds' curves: each is varied while the others keep the values that were chosen. */
export function thresholdCurves(study: Study, { alone, together, beside }: Thresholds = THRESHOLDS): Curve[] {
  const isAlone: Kept = ({ evidence }) => reaches(evidence, alone.bits, alone.letters);
  const inGroup =
    (bits: number, letters: number, besideBits: number): Kept =>
    (candidate) =>
      isAlone(candidate) ||
      (reaches(candidate.group, bits, letters) && reaches(candidate.evidence, besideBits, beside.letters));
  const facts = (name: string, unit: string, chosen: number) => ({ name, unit, chosen });
  return [
    curve(
      study,
      facts('alone', 'bits', alone.bits),
      range(20, 200, 10),
      (bits) => (one) => reaches(one.evidence, bits, alone.letters),
    ),
    curve(
      study,
      facts('alone', 'letters', alone.letters),
      range(6, 36, 2),
      (letters) => (one) => reaches(one.evidence, alone.bits, letters),
    ),
    curve(study, facts('together', 'bits', together.bits), range(60, 240, 15), (bits) =>
      inGroup(bits, together.letters, beside.bits),
    ),
    curve(study, facts('together', 'letters', together.letters), range(8, 48, 4), (letters) =>
      inGroup(together.bits, letters, beside.bits),
    ),
    curve(study, facts('beside', 'bits', beside.bits), range(5, 65, 5), (bits) =>
      inGroup(together.bits, together.letters, bits),
    ),
  ];
}

/** A candidate's bits under other constants than the chosen ones; 0 where it is a quotation, as with those. */
export function bitsUnder({ blocks, evidence }: Measured, mostBits: number, blockCost: number): number {
  if (evidence.bits === 0) return 0;
  const blockBits = (block: Uint8Array) => block.reduce((sum, bits) => sum + Math.min(mostBits, bits), -blockCost);
  return blocks.reduce((sum, block) => sum + Math.max(0, blockBits(block)), 0);
}

/** How well a pair of constants tells true from false. */
export interface Separation {
  readonly mostBits: number;
  readonly blockCost: number;
  /** The strongest candidate that was not planted, in bits. */
  readonly strongestFalse: number;
  /** Passages of 1,000 that a threshold at 1.2 times that would lose. */
  readonly lost: number;
}

/** A threshold keeps this distance from the strongest false candidate seen: pages to come will hold stronger ones. */
const MARGIN = 1.2;

/** How well pairs of `MOST_BITS` and `BLOCK_COST` tell true from false, the chosen pair among them. */
export function separations(study: Study): Separation[] {
  const strongEnough = study.candidates.filter(({ evidence }) => evidence.letters >= THRESHOLDS.alone.letters);
  const pairs = [...new Set([6, 8, 10, 15, MOST_BITS])].flatMap((mostBits) =>
    [...new Set([0, 5, 15, 20, BLOCK_COST])].map((blockCost) => [mostBits, blockCost] as const),
  );
  return pairs
    .sort(([a, c], [b, d]) => a - b || c - d)
    .map(([mostBits, blockCost]) => {
      const bits = new Map(strongEnough.map((one) => [one, bitsUnder(one, mostBits, blockCost)]));
      const strongestFalse = Math.max(0, ...strongEnough.filter((one) => !one.planted).map((one) => bits.get(one)!));
      const { lost } = tradeOf(study, (one) => (bits.get(one) ?? 0) >= MARGIN * strongestFalse);
      return { mostBits, blockCost, strongestFalse, lost };
    });
}
