import { describe, expect, it } from 'vitest';
import { badgeOf } from '../../src/report/badge.ts';
import type { Figures } from '../../src/report/figures.ts';
import { wordsIn } from '../locale/words-in.ts';

const words = wordsIn('zh_CN');

function figures(letters: number, marked: number, matches = 1): Figures {
  const share = marked / letters;
  return {
    letters,
    marked,
    matches,
    share,
    literalShare: share,
    rewordedShare: 0,
    shareWithoutQuotations: share,
    largest: null,
    sources: [],
  };
}

describe('the badge', () => {
  it.each([
    ['the share in per cent', figures(1000, 370), '37%'],
    ['never 0 % where something is marked', figures(100_000, 30), '1%'],
    ['never 100 % where something is not', figures(100_000, 99_990), '99%'],
    ['100 % where all is', figures(1000, 1000), '100%'],
    ['a bare count on a short page', figures(150, 60, 2), '2'],
    ['nothing where nothing is marked', figures(1000, 0, 0), ''],
  ])('shows %s', (_, of, text) => {
    expect(badgeOf(of, words).text).toBe(text);
  });

  it('says in words what it shows', () => {
    expect(badgeOf(figures(1000, 370, 5), words).title).toContain('37%');
    expect(badgeOf(figures(1000, 370, 5), words).title).toContain('5 处');
    expect(badgeOf(null, words).title).toContain('本页未检查');
  });
});
