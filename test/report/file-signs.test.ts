import { expect, test } from 'vitest';
import { sameAuthors, signsOf } from '../../src/report/file-signs.ts';

test.each([
  ['plain text has none', '外婆家的老屋后面有一口井。Hello, Москва!', 0, []],
  ['zero-width characters inside words', '外\u200b婆家\u2060的老屋', 0, [['invisible', 2]]],
  ['a byte order mark and a soft hyphen at the edges are none', '\ufeff外婆\u00ad\n', 0, []],
  ['radicals for letters', '⼀口⻅', 0, [['radicals', 2]]],
  ['compatibility ideographs, without those that are unified', '\uf900\ufa0e', 0, [['compatibility', 1]]],
  ['Cyrillic among Latin', 'p\u0430per', 0, [['scripts', 1]]],
  ['hidden text', '井', 40, [['hidden', 40]]],
] as const)('%s', (_what, text, hidden, signs) => {
  expect(signsOf({ text, hidden }).map(({ kind, count }) => [kind, count])).toEqual(signs);
});

test('authors are told where several files state them', () => {
  const file = (name: string, author: string) => ({ name, author, text: '', hidden: 0 });
  const files = [file('1', '甲'), file('2', ''), file('3', '甲 '), file('4', '乙'), file('5', '')];
  expect(sameAuthors(files)).toEqual([{ author: '甲', files: ['1', '3'] }]);
});
