import fc from 'fast-check';
import { Converter } from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { hanCount, isHan } from '../../src/text/han.ts';
import { FOLD, letterFrom, normalise } from '../../src/text/normalise.ts';
import { OWN_ESSAYS } from '../own-essays.ts';

const lettersOf = (text: string): string => String.fromCharCode(...normalise(text).codes);

/** Texts as pages have them: letters of both scripts, punctuation, digits, emoji, halves of pairs, invisible characters. */
const pageText = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('，', '。', ' ', '\n', '*', '7', 'a', '\u200b', '\u00ad', '😷', '々', '〇'),
    },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) },
  ),
});

describe('letters of a text', () => {
  test.each([
    ['punctuation, digits and Latin are dropped', '槐树下，2024 年 A 组！', '槐树下年组'],
    ['masked years and stray marks vanish', '20××年*冬·天', '年冬天'],
    ['readings in brackets vanish', '槐(huái)树下', '槐树下'],
    ['invisible characters and emoji vanish', '槐\u200b树\u00ad下😷', '槐树下'],
    ['traditional letters are folded', '槐樹下的鐘聲與雞鳴', '槐树下的钟声与鸡鸣'],
    ['regional variants fold to the same letter', '麪麵羣群', '面面群群'],
    ['compatibility forms and radicals fold too', '\uf91d⼈⻳', '栏人龟'],
    ['a text without letters has none', 'plain text, 123', ''],
    ['neither has an empty one', '', ''],
  ])('%s', (_, text, letters) => {
    expect(lettersOf(text)).toBe(letters);
  });

  test('each letter has its offset in the text', () => {
    const text = '一、槐*樹（shù）下';
    const { codes, at } = normalise(text);
    expect([...at].map((offset) => text[offset])).toEqual(['一', '槐', '樹', '下']);
    expect(String.fromCharCode(...codes)).toBe('一槐树下');
  });

  test('the first letter at or after an offset', () => {
    const { at } = normalise('，槐，树。');
    expect([0, 1, 2, 3, 4, 99].map((offset) => letterFrom(at, offset))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test('folding is idempotent', () => {
    for (let unit = 0; unit < 0x10000; unit++) expect(FOLD[FOLD[unit]!]).toBe(FOLD[unit]);
  });

  test('letters are Han, their offsets ascend, and their number is hanCount', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        const { codes, at } = normalise(text);
        expect(codes).toHaveLength(at.length);
        expect(hanCount(text)).toBe(codes.length);
        for (let i = 0; i < at.length; i++) {
          expect(i === 0 || at[i]! > at[i - 1]!).toBe(true);
          expect(isHan(codes[i]!)).toBe(true);
          expect(codes[i]).toBe(FOLD[text.charCodeAt(at[i]!)]);
        }
      }),
    );
  });

  test('text between the letters changes nothing', () => {
    fc.assert(
      fc.property(pageText, fc.constantFrom('，', '\u200b', '(yì)', '□', '\n'), (text, noise) => {
        const units = text.split('');
        expect(lettersOf(units.join(noise))).toBe(lettersOf(text));
      }),
    );
  });

  test.each(['tw', 'hk', 't'] as const)(
    'essays converted to the traditional script (%s) have the same letters',
    (to) => {
      const convert = Converter({ from: 'cn', to });
      for (const essay of Object.values(OWN_ESSAYS)) {
        expect(convert(essay)).not.toBe(essay);
        expect(lettersOf(convert(essay))).toBe(lettersOf(essay));
      }
    },
  );
});

describe('Han', () => {
  test('equals the script property of this engine’s Unicode tables', () => {
    const script = /\p{Script=Han}/u;
    const wrong: string[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      // Halves of surrogate pairs have no script.
      const han = (unit < 0xd800 || unit > 0xdfff) && script.test(String.fromCharCode(unit));
      if (isHan(unit) !== han) wrong.push(unit.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('counts inside a span', () => {
    expect(hanCount('村口，老槐树', 1, 5)).toBe(3);
  });
});
