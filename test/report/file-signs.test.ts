import { expect, test } from 'vitest';
import { NO_TRACES, type Unread } from '../../src/files/read-text.ts';
import { sameAuthors, sameTemplates, sharedRevisions, signsOf } from '../../src/report/file-signs.ts';

test.each([
  ['plain text has none', '外婆家的老屋后面有一口井。Hello, Москва!', 0, []],
  ['zero-width characters inside words', '外\u200b婆家\u2060的老屋', 0, [['invisible', 2]]],
  ['a byte order mark and a soft hyphen at the edges are none', '\ufeff外婆\u00ad\n', 0, []],
  ['radicals for letters', '⼀口⻅', 0, [['radicals', 2]]],
  ['compatibility ideographs, without those that are unified', '\uf900\ufa0e', 0, [['compatibility', 1]]],
  ['Cyrillic among Latin', 'p\u0430per', 0, [['scripts', 1]]],
  ['Greek that looks like Latin', 'p\u03bfst', 0, [['scripts', 1]]],
  ['Greek of formulas, which looks like nothing else', 'μm πr', 0, []],
  ['hidden text', '井', 40, [['hidden', 40]]],
] as const)('%s', (_what, text, hidden, signs) => {
  const unread: Unread[] =
    hidden === 0
      ? []
      : [
          { what: 'pictures', count: 1 },
          { what: 'hidden', count: hidden },
        ];
  expect(signsOf(text, unread).map(({ kind, count }) => [kind, count])).toEqual(signs);
});

test('authors are told where several files state them', () => {
  const file = (name: string, author: string) => ({ name, author, text: '', signs: [], traces: NO_TRACES });
  const files = [file('1', '甲'), file('2', ''), file('3', '甲 '), file('4', '乙'), file('5', '')];
  expect(sameAuthors(files)).toEqual([{ author: '甲', files: ['1', '3'] }]);
});

const word = (name: string, template: string, ...revisions: readonly string[]) => {
  return { name, author: '', text: '', signs: [], traces: { template, revisions } };
};

test('templates are told where several files state the same, but for the one that every document has', () => {
  const files = [
    word('1', 'Normal.dotm'),
    word('2', 'Normal.dotm'),
    word('3', '作文格.dotx'),
    word('4', '作文格.dotx'),
    word('5', '信纸.dotx'),
  ];
  expect(sameTemplates(files)).toEqual([{ template: '作文格.dotx', files: ['3', '4'] }]);
});

test('files that share revision ids hang together, without the ids that a program gives to all', () => {
  const files = [
    word('1', '', '00172A27', '00A1B2C3', '00D4E5F6'),
    word('2', '', '00172A27', '00A1B2C3', '00D4E5F6'),
    word('3', '', '00D4E5F6', '00777777'),
    word('4', '', '00172A27', '00888888'),
    word('5', '', '00999999'),
  ];
  expect(sharedRevisions(files)).toEqual([{ files: ['1', '2', '3'], ids: 2 }]);
});
