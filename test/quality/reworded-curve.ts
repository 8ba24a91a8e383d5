import { openSentenceIndex, type SentenceIndex } from '../../src/corpus/open-sentences.ts';
import { chainsOfText } from '../../src/match/reworded/find-chains.ts';
import { LEAST_WORTH } from '../../src/match/reworded/find-reworded.ts';
import { sharedPath } from '../shared-corpus.ts';
import type { Curve } from './curves.ts';
import { shippedIndex } from './detect.ts';
import { readPages, SHARED_FILES } from './labelled-pages.ts';

const VALUES = [0.45, 0.55, 0.65, LEAST_WORTH, 0.85, 0.95, 1.1, 1.3];

/** What the best chain of reworded sentences on a page is worth; 0 where none is worth what the curve begins with. */
export function bestWorth(text: string, from: SentenceIndex): number {
  return chainsOfText(text, [from], VALUES[0]!).chains[0]?.worth ?? 0;
}

const perThousand = (worths: readonly number[], passes: (worth: number) => boolean): number =>
  (1000 * worths.filter(passes).length) / Math.max(1, worths.length);

/** What a chain of reworded sentences must be worth: pages of `../shared` that are marked wrongly, and reworded ones that are lost. */
export function rewordedCurve(): Curve {
  const sentences = openSentenceIndex(shippedIndex());
  const pages = SHARED_FILES.flatMap((file) => readPages(sharedPath(`eval/${file}`)));
  const worthsOf = (kinds: RegExp) =>
    pages.filter(({ kind }) => kinds.test(kind)).map(({ text }) => bestWorth(text, sentences));
  const clean = worthsOf(/^clean-/);
  const reworded = worthsOf(/^reworded-/);
  return {
    name: 'reworded chain',
    unit: 'worth',
    chosen: LEAST_WORTH,
    points: VALUES.map((value) => ({
      value,
      falsePages: perThousand(clean, (worth) => worth >= value),
      lost: perThousand(reworded, (worth) => worth < value),
    })),
  };
}
