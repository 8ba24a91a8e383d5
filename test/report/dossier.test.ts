import { expect, test } from 'vitest';
import type { ComparedFiles } from '../../src/report/comparison-news.ts';
import { dossierHtml } from '../../src/report/dossier.ts';
import { wordsIn } from '../locale/words-in.ts';

const TEXTS: Readonly<Record<string, string>> = {
  '王小明.txt': '外婆家的老屋后面有一口井，井沿很深。',
  '李<b>红.txt': '外婆家的老屋后面有一口泉，井沿很深。',
};

const whole = { start: 0, end: 18 };

const COMPARED: ComparedFiles = {
  compared: { essays: 54, documents: 20, kinds: [], years: null, version: '0badcafe' },
  comparison: {
    files: Object.keys(TEXTS).map((file) => ({ file, letters: 16, share: 0, largest: null })),
    pairs: [
      {
        a: '王小明.txt',
        b: '李<b>红.txt',
        letters: 15,
        from: null,
        evidence: [{ kind: 'passage', a: whole, b: whole, letters: 15, bits: 300 }],
      },
    ],
    groups: [Object.keys(TEXTS)],
    many: [],
  },
};

const dossier = (pseudonyms: boolean) =>
  dossierHtml({
    ...COMPARED,
    textOf: (file) => TEXTS[file]!,
    words: wordsIn('zh_CN'),
    when: new Date(Date.UTC(2026, 4, 1)),
    pseudonyms,
  });

test('the dossier has each passage side by side, what was compared with, and all text escaped', () => {
  const html = dossier(false);
  for (const part of ['<mark>井</mark>', '<mark>泉</mark>', '0badcafe', '王小明.txt', '李&lt;b&gt;红.txt'])
    expect(html).toContain(part);
  expect(html).not.toContain('李<b>');
  expect(html).not.toMatch(/<script|\ssrc=|<link/u);
});

test('with pseudonyms no name of a file is left, and the passages are', () => {
  const html = dossier(true);
  expect(html).not.toMatch(/王小明|李/u);
  expect(html).toContain('文件 1');
  expect(html).toContain('<mark>泉</mark>');
});
