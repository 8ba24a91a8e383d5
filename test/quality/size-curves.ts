import { readFileSync } from 'node:fs';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { THRESHOLDS, thresholdsAmong } from '../../src/match/evidence.ts';
import { LEAST_WORTH, leastWorthAmong } from '../../src/match/reworded/find-reworded.ts';
import { indexFile, plantedPages, type ScaleCorpus, SEEDS } from '../bench/scale-corpora.ts';
import { type Measured, measure } from './candidates.ts';
import { type Curve, thresholdCurves } from './curves.ts';
import { shippedIndex } from './detect.ts';
import { type LabelledPage, unrelatedPages } from './labelled-pages.ts';
import { bestWorth } from './reworded-curve.ts';

/** Rows of cells; the first one names the columns. */
export type Rows = string[][];

const bits = (value: number): string => value.toFixed(0);

function opened({ name }: ScaleCorpus, file: string): Index {
  return readIndex(new Uint8Array(readFileSync(file)).buffer, name);
}

/** The figures that stand on these places when sorted from the largest on, counted from 1. */
function ranked(figures: readonly number[], places: readonly number[]): number[] {
  const sorted = figures.toSorted((a, b) => b - a);
  return places.map((place) => sorted[place - 1] ?? 0);
}

/** The strongest candidate of each page, in bits, among those that have letters enough to be kept alone. */
function strongestAlone(pages: readonly LabelledPage[], candidates: readonly Measured[]): number[] {
  const byPage = Map.groupBy(
    candidates.filter(({ evidence }) => evidence.letters >= THRESHOLDS.alone.letters),
    ({ page }) => page,
  );
  return pages.map((page) => Math.max(0, ...(byPage.get(page) ?? []).map(({ evidence }) => evidence.bits)));
}

const SIZE_HEAD = [
  'index',
  'letters',
  'unrelated pages, strongest alone: 1st',
  '2nd',
  '4th',
  'alone needs, bits',
  'reworded chains: 1st',
  '2nd',
  '4th',
  'needs',
];

function sizeRow(name: string, index: Index, pages: readonly LabelledPage[]): string[] {
  const alone = ranked(strongestAlone(pages, measure(pages, index)), [1, 2, 4]);
  const from = openSentenceIndex(index);
  const chains =
    from.kind === 'off'
      ? ['off', '', '', '']
      : [
          ...ranked(
            pages.map(({ text }) => bestWorth(text, from)),
            [1, 2, 4],
          ),
          leastWorthAmong([from], LEAST_WORTH),
        ].map((worth) => worth.toFixed(2));
  const needs = thresholdsAmong(index.letterCount, THRESHOLDS).alone.bits;
  return [name, `${index.letterCount}`, ...alone.map(bits), bits(needs), ...chains];
}

function curveRows(name: string, { name: what, unit, points }: Curve): string[][] {
  return points.map(({ value, falsePages, lost }) => [
    `${name}: ${what}, ${unit}`,
    `${value}`,
    falsePages.toFixed(1),
    lost.toFixed(1),
  ]);
}

function tradeRows(
  { name }: ScaleCorpus,
  index: Index,
  planted: readonly LabelledPage[],
  unrelated: readonly LabelledPage[],
): string[][] {
  const pages = [...planted, ...unrelated];
  const thresholds = thresholdsAmong(index.letterCount, THRESHOLDS);
  const [alone, , together] = thresholdCurves({ pages, candidates: measure(pages, index) }, thresholds);
  return [alone!, together!].flatMap((curve) => curveRows(name, curve));
}

/**
 * How evidence grows with the index: for each size the strongest candidates on unrelated pages beside what is asked for, and what
 * thresholds trade there between unrelated pages and passages that were planted with the first seed.
 */
export function sizeCurves(corpora: readonly ScaleCorpus[]): Rows[] {
  const unrelated = unrelatedPages();
  const sizes: Rows = [SIZE_HEAD, sizeRow('shipped', shippedIndex(), unrelated)];
  const trades: Rows = [['size', 'value', 'pages marked wrongly of 1,000', 'passages lost of 1,000']];
  for (const corpus of corpora) {
    const index = opened(corpus, indexFile(corpus).file);
    sizes.push(sizeRow(corpus.name, index, unrelated));
    trades.push(...tradeRows(corpus, index, plantedPages(corpus, SEEDS[0]).pages, unrelated));
  }
  return [sizes, trades];
}
