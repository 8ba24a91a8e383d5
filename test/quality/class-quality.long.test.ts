import { expect, test } from 'vitest';
import { CLASS_NEEDED } from '../comparison/made-classes.ts';
import { describeShared } from '../shared-corpus.ts';
import { classScores, missedClassAims } from './class-scores.ts';

describeShared('classes made from ../shared', CLASS_NEEDED, () => {
  test('reach every aim of the comparison', async () => {
    const scores = await classScores([]);
    expect(scores.get('check')).toMatchObject({ true: 160 });
    expect(missedClassAims(scores.get('check')!)).toEqual([]);
  }, 120_000);
});
