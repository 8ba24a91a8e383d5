import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { essayRef } from '../../src/corpus/essay-ref.ts';
import type { Match, MatchKind } from '../../src/match/match.ts';
import { countText, figuresOf } from '../../src/report/figures.ts';

function match(start: number, end: number, essay = 0, also: number[] = [], kind: MatchKind = 'literal'): Match {
  const place = (number: number) => ({
    essay: essayRef('shipped', `a/${number}`),
    source: { start: 0, end: end - start },
  });
  return {
    kind,
    page: { start, end },
    letters: end - start,
    similarity: 1,
    best: place(essay),
    also: also.map(place),
    changes: [],
    alignment: [],
  };
}

const TEXT = '春天来了，花都开了。夏天来了，蝉都叫了。';

describe('figures', () => {
  it('of a text without matches', () => {
    expect(figuresOf([countText(TEXT, [])])).toMatchObject({
      letters: 16,
      marked: 0,
      share: 0,
      largest: null,
      sources: [],
    });
  });

  it('of the main text count its letters and matches, in the frames that have sent them', () => {
    const told = countText(TEXT, [match(0, 4), match(5, 9)]);
    const inMain = { ...told, mainLetters: 8, matches: told.matches.map((each, i) => ({ ...each, isMain: i === 0 })) };
    expect(figuresOf([told]).main).toBeNull();
    expect(figuresOf([inMain, countText(TEXT, [match(0, 4)])]).main).toEqual({ letters: 8, marked: 4, share: 0.5 });
  });

  it('of an empty text are 0, and not NaN', () => {
    expect(figuresOf([])).toMatchObject({ letters: 0, share: 0, shareWithoutQuotations: 0 });
  });

  it('distinguish literal and reworded matches', () => {
    const figures = figuresOf([countText(TEXT, [match(0, 4), match(5, 9, 1, [], 'reworded')])]);
    expect(figures).toMatchObject({ marked: 8, share: 0.5, literalShare: 0.25, rewordedShare: 0.25, matches: 2 });
  });

  it('count matches with own essays apart: all else is as without them', () => {
    const { matches, letters } = countText(TEXT, [match(0, 4), match(5, 9, 1), match(10, 14, 2, [1])]);
    const told = {
      letters,
      mainLetters: 16,
      matches: matches.map((each, i) => ({ ...each, isMain: true, own: i > 0 })),
    };
    const { own, ...rest } = figuresOf([told]);
    const { own: none, ...without } = figuresOf([{ ...told, matches: told.matches.slice(0, 1) }]);
    expect(rest).toEqual(without);
    expect(none).toEqual({ matches: 0, letters: 0, share: 0, sources: [] });
    expect(own).toMatchObject({ matches: 2, letters: 8, share: 0.5 });
    expect(own.sources.map(({ essay }) => essay)).toEqual(['shipped:a/1', 'shipped:a/2']);
  });

  it('count a match once for each essay that contains it, and once for the page', () => {
    const figures = figuresOf([countText(TEXT, [match(0, 4, 0, [1, 1]), match(5, 9, 1)])]);
    expect(figures.share).toBe(0.5);
    expect(figures.sources).toEqual([
      { essay: 'shipped:a/1', letters: 8, matches: 2 },
      { essay: 'shipped:a/0', letters: 4, matches: 1 },
    ]);
    expect(figures.largest).toEqual({ essay: 'shipped:a/1', share: 0.5 });
  });

  it('leave out letters inside an attributed quotation or a block quotation', () => {
    const text = '他说：“春天来了，花都开了。”夏天来了。';
    const inside = match(4, 14);
    expect(figuresOf([countText(text, [{ ...inside, letters: 8 }])])).toMatchObject({ shareWithoutQuotations: 0 });
    const plain = figuresOf([countText(TEXT, [match(0, 4)], [{ start: 0, end: 2 }])]);
    expect(plain.shareWithoutQuotations).toBeCloseTo(2 / 16);
  });

  it('of parts add up to those of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 8 }), (parts) => {
        const texts = parts.map(([marked, rest]) => '春'.repeat(marked) + '雪'.repeat(rest));
        const counts = texts.map((text, i) => countText(text, parts[i]![0] > 0 ? [match(0, parts[i]![0], i)] : []));
        const figures = figuresOf(counts);
        const marked = parts.reduce((sum, [part]) => sum + part, 0);
        const all = parts.reduce((sum, [part, rest]) => sum + part + rest, 0);
        expect(figures.letters).toBe(all);
        expect(figures.share).toBe(all === 0 ? 0 : marked / all);
        expect(figures.largest?.share ?? 0).toBeLessThanOrEqual(figures.share);
        expect(figures.shareWithoutQuotations).toBeLessThanOrEqual(figures.share);
      }),
    );
  });
});
