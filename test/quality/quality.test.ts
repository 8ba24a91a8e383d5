import { beforeAll, describe, expect, test } from 'vitest';
import { describeShared } from '../shared-corpus.ts';
import { AIMS, missedAims } from './aims.ts';
import { fixtureScores, sharedScores } from './engine-scores.ts';
import { committedFigures, fallen, figuresOf } from './figures.ts';
import { SHARED_NEEDED } from './labelled-pages.ts';
import type { KindScore } from './score-shared.ts';

describe('the labelled pages that every clone has', () => {
  let scores: KindScore[] = [];
  beforeAll(async () => {
    scores = await fixtureScores();
  });

  test('reworded pages are found, and unrelated texts are not marked', () => {
    expect(scores.map(({ kind, cases }) => [kind, cases])).toEqual([
      ['reworded-light', 6],
      ['reworded-moderate', 7],
      ['reworded-heavy', 5],
      ['clean-own', 12],
    ]);
    expect(scores.flatMap(missedAims)).toEqual([]);
  });
});

describeShared('the labelled pages', SHARED_NEEDED, () => {
  let scores: KindScore[] = [];
  beforeAll(async () => {
    scores = await sharedScores();
  }, 120_000);

  test('every kind with a target is scored', () => {
    expect(scores.map(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(AIMS)));
  });

  test('every target is reached', () => {
    expect(scores.flatMap(missedAims)).toEqual([]);
  });

  test('no figure is below the committed ones (npm run quality -- --update commits new ones)', () => {
    expect(fallen(figuresOf(scores), committedFigures())).toEqual([]);
  });
});
