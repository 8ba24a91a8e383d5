import { describe, expect, it } from 'vitest';
import { type BadgeFacts, badgeOf } from '../../src/report/badge.ts';
import { wordsIn } from '../locale/words-in.ts';

const words = wordsIn('zh_CN');

function facts(
  letters: number,
  marked: number,
  matches = 1,
  change: { ignored?: number; own?: number; wholeEssay?: boolean } = {},
): BadgeFacts {
  const share = marked / letters;
  return {
    figures: {
      letters,
      marked,
      matches,
      ignored: change.ignored ?? 0,
      share,
      literalShare: share,
      rewordedShare: 0,
      shareWithoutQuotations: share,
      main: null,
      largest: null,
      sources: [],
      own: { matches: change.own ?? 0, letters: 0, share: 0, sources: [] },
    },
    compared: { essays: 54, documents: 5, kinds: [], years: ['2022', '2024'], version: '00ff00ff' },
    wholeEssay: change.wholeEssay ?? false,
  };
}

describe('the badge', () => {
  it.each([
    ['the share in per cent', facts(1000, 370), '37%'],
    ['never 0 % where something is marked', facts(100_000, 30), '1%'],
    ['never 100 % where something is not', facts(100_000, 99_990), '99%'],
    ['100 % where all is', facts(1000, 1000), '100%'],
    ['a bare count on a short page', facts(150, 60, 2), '2'],
    ['the share on a short page that holds a whole essay', facts(150, 60, 2, { wholeEssay: true }), '40%'],
    ['nothing where nothing is marked', facts(1000, 0, 0), ''],
  ])('shows %s', (_, of, text) => {
    expect(badgeOf(of, words).text).toBe(text);
  });

  it('describes in words what it shows and what the page was compared with', () => {
    const { title } = badgeOf(facts(1000, 370, 5), words);
    for (const part of ['37%', '5 处', '54 篇']) expect(title).toContain(part);
    expect(badgeOf(facts(1000, 0, 0), words).title).toContain('54 篇');
    expect(badgeOf(null, words).title).toContain('本页未检查');
  });

  it('reports matches with own essays in words alone', () => {
    const badge = badgeOf(facts(1000, 0, 0, { own: 2 }), words);
    expect(badge).toMatchObject({ text: '', title: expect.stringContaining('另有 2 处见于您自己的文章') });
  });

  it('reports ignored matches, also if there is no other match', () => {
    expect(badgeOf(facts(1000, 370, 5, { ignored: 2 }), words).title).toContain('已忽略 2 处');
    const { title } = badgeOf(facts(1000, 0, 0, { ignored: 3 }), words);
    expect(title).toContain('已忽略 3 处');
    expect(title).not.toContain('未发现');
  });
});
