import { sharedPath } from '../shared-corpus.ts';
import { type Detector, detect, engineDetector, shippedIndex } from './detect.ts';
import { fixturePages, hasShared, readPages, SHARED_FILES } from './labelled-pages.ts';
import { scoreFixtures } from './score-fixtures.ts';
import { type KindScore, scoreShared } from './score-shared.ts';

/** Scores of a detector on the labelled pages of `../shared`, by the scorer there. */
export async function sharedScores(detector?: Detector): Promise<KindScore[]> {
  const index = shippedIndex();
  const scores: KindScore[] = [];
  for (const file of SHARED_FILES) {
    const answers = await detect(readPages(sharedPath(`eval/${file}`)), detector ?? engineDetector(index), index);
    scores.push(...(await scoreShared(file, answers.map((answer) => JSON.stringify(answer)).join('\n'))));
  }
  return scores;
}

/** Scores of a detector on the pages that every clone has. */
export async function fixtureScores(detector?: Detector): Promise<KindScore[]> {
  const index = shippedIndex();
  const pages = fixturePages();
  return scoreFixtures(pages, await detect(pages, detector ?? engineDetector(index), index));
}

/** Scores on the labelled pages of `../shared` or, where it is not there, on the fixtures. */
export function engineScores(): Promise<KindScore[]> {
  return hasShared() ? sharedScores() : fixtureScores();
}
