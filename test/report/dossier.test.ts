import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { NO_TRACES } from '../../src/files/read-text.ts';
import type { ComparedFiles } from '../../src/report/comparison-news.ts';
import { dossierHtml, type FileNote } from '../../src/report/dossier.ts';
import type { Sign, SignedFile } from '../../src/report/file-signs.ts';
import { wordsIn } from '../locale/words-in.ts';

const TEXTS: Readonly<Record<string, string>> = {
  '王小明.txt': '外婆家的老屋后面有一口井，井沿很深。',
  '李<b>红.txt': '外婆家的老屋后面有一口泉，井沿很深。',
};

const whole = { start: 0, end: 18 };

const COMPARED: ComparedFiles = {
  compared: { essays: 54, documents: 20, kinds: [], years: null, version: '0badcafe' },
  comparison: {
    files: Object.keys(TEXTS).map((file) => ({ file, letters: 16, share: 0, largest: null, explained: [] })),
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

const hidden = (count: number): Sign[] => [{ kind: 'hidden', count }];

const SIGNED: readonly SignedFile[] = [
  ...Object.entries(TEXTS).map(([name, text]) => ({
    name,
    text,
    signs: hidden(3),
    author: '王<i>老师',
    traces: NO_TRACES,
  })),
  { name: '题目.txt', text: '井\u200b沿', signs: hidden(7), author: '', traces: NO_TRACES },
];

const NOT_READ: readonly FileNote[] = [
  { file: '王小明.txt', note: '2 张图片' },
  { file: '李小<u>华.rtf', note: '不支持' },
];

/** The elements of a document by their names, and the parser's errors. */
function parsed(html: string): { readonly names: ReadonlySet<string>; readonly errors: readonly string[] } {
  const errors: string[] = [];
  const names = new Set<string>();
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) names.add(node.tagName);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html, { onParseError: ({ code }) => errors.push(code) }));
  return { names, errors };
}

const dossier = (pseudonyms: boolean) =>
  dossierHtml({
    ...COMPARED,
    signed: SIGNED,
    notRead: NOT_READ,
    given: { files: ['题目<s>.txt'], texts: ['请以“井”为题写一篇文章。'] },
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
  expect(html).not.toMatch(/王|李|老师/u);
  expect(html).toContain('文件 1');
  expect(html).toContain('<mark>泉</mark>');
});

test.each([false, true])('the document is well formed, with no element of a name (pseudonyms: %s)', (pseudonyms) => {
  const { names, errors } = parsed(dossier(pseudonyms));
  expect(errors).toEqual([]);
  expect(names).toContain('table');
  for (const name of ['script', 'link', 'img', 'iframe', 'b', 'i', 'u']) expect(names).not.toContain(name);
});

test('it tells signs of the compared files alone, and what was not read', () => {
  const html = dossier(false);
  expect(html).toContain('王小明.txt：3 个隐藏的字符');
  expect(html).toContain('李小&lt;u&gt;华.rtf：不支持');
  expect(html).toContain('王&lt;i&gt;老师');
  expect(html).not.toContain('题目.txt');
});

test('with pseudonyms signs and notes keep the numbers of the files; one that was not read comes after them', () => {
  const html = dossier(true);
  for (const part of ['文件 1：2 张图片', '文件 3：不支持', '以下文件注明的作者相同：文件 1、文件 2'])
    expect(html).toContain(part);
});

test('the dossier names what everyone was given, a file without its name where that is asked', () => {
  expect(dossier(false)).toContain('题目&lt;s&gt;.txt');
  expect(dossier(false)).toContain('请以“井”为题写一篇文章。');
  expect(dossier(true)).toContain(wordsIn('zh_CN').say('dossierGiven', '1'));
  expect(dossier(true)).not.toContain('题目&lt;s&gt;.txt');
});
