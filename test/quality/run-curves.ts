import { writeFileSync } from 'node:fs';
import { MOST_BITS } from '../../src/corpus/format.ts';
import { BLOCK_COST } from '../../src/match/evidence.ts';
import { chosenCorpora, hasScale } from '../bench/scale-corpora.ts';
import { sharedPath } from '../shared-corpus.ts';
import { measure } from './candidates.ts';
import { type Curve, type Separation, type Study, separations, thresholdCurves } from './curves.ts';
import { shippedIndex } from './detect.ts';
import { drawCurves } from './draw-curves.ts';
import { hasShared, readPages, SHARED_FILES } from './labelled-pages.ts';
import { rewordedCurve } from './reworded-curve.ts';
import { sizeCurves } from './size-curves.ts';
import { table } from './table.ts';

/** Kinds in which next to no letters are kept: what the literal tier misses there says nothing about its thresholds. */
const OTHER_TIER = /^reworded-(moderate|heavy)$/;

function study(): Study {
  const pages = SHARED_FILES.flatMap((file) => readPages(sharedPath(`eval/${file}`)));
  const literal = pages.filter(({ kind }) => !OTHER_TIER.test(kind));
  return { pages: literal, candidates: measure(literal, shippedIndex()) };
}

function curveTable({ name, unit, chosen, points }: Curve): string {
  return table([
    [`${name}, ${unit}`, 'pages marked wrongly of 1,000', 'passages lost of 1,000'],
    ...points.map(({ value, falsePages, lost }) => [
      `${value}${value === chosen ? ' ←' : ''}`,
      falsePages.toFixed(1),
      lost.toFixed(1),
    ]),
  ]);
}

function separationTable(all: readonly Separation[]): string {
  return table([
    ['most bits a letter', 'block cost', 'strongest false', 'lost of 1,000 at 1.2 times that'],
    ...all.map(({ mostBits, blockCost, strongestFalse, lost }) => [
      `${mostBits}${mostBits === MOST_BITS && blockCost === BLOCK_COST ? ' ←' : ''}`,
      `${blockCost}`,
      `${strongestFalse}`,
      lost.toFixed(1),
    ]),
  ]);
}

/** How candidates grow with the index; in words where the texts for that are not there. */
function sizeTables(): string {
  return hasScale() ? sizeCurves(chosenCorpora()).map(table).join('\n\n') : 'larger indexes: ../shared is not there';
}

/**
 * Prints what the constants of src/match/evidence.ts trade on the labelled pages of `../shared`, the chosen values marked ←,
 * and how the evidence of candidates grows with the index; draws the thresholds' curves into an SVG file where one is given. Throws an Error where `../shared` is not there.
 */
export function runCurves(svg: string | null): void {
  if (!hasShared())
    throw new Error('the curves are measured on ../shared/eval, which is not there: put it beside this folder');
  const measured = study();
  const curves = [...thresholdCurves(measured), rewordedCurve()];
  console.log([...curves.map(curveTable), separationTable(separations(measured)), sizeTables()].join('\n\n'));
  if (svg === null) return;
  writeFileSync(svg, drawCurves(curves));
  console.log(`\ncurves drawn: ${svg}`);
}
