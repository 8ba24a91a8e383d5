import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runIndex } from '../../corpus-index/run-index.ts';
import { runCheck } from '../../src/cli/run-check.ts';
import { changed, classOf, FIRST_CHANGES, KNOWN, SECOND_CHANGES, SHEET, UNKNOWN } from '../comparison/class-texts.ts';

let folder = '';

function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const FIRST = changed(KNOWN, ...FIRST_CHANGES);
/** A class: 1 took the known essay, 2 took it from 1, 3 and 4 share an unknown text, 1, 3 and 5 quote the sheet. */
const CLASS = classOf(SHEET + FIRST, changed(FIRST, ...SECOND_CHANGES), SHEET + UNKNOWN, UNKNOWN, SHEET);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-compare-'));
  for (const [i, { name, text }] of CLASS.entries()) put(`class/${i < 2 ? 'a' : 'b'}/${name}`, text);
  put('class/task.txt', SHEET);
  put('corpus/1_known.txt', KNOWN);
  const silent = { cwd: folder, out: () => {}, err: () => {} };
  expect(await runIndex(['build', '--corpus', 'corpus', '--out', 'known.bin'], silent)).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function check(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const surroundings = { cwd: folder, out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  return { code: await runCheck(args, surroundings), out, err };
}

const compare = (...args: string[]) => check('--compare', '--index', 'known.bin', ...args);

interface Answer {
  readonly files: readonly { file: string; letters: number; share: number }[];
  readonly pairs: readonly { a: string; b: string; letters: number; from: string | null; evidence: unknown[] }[];
  readonly groups: readonly string[][];
}

async function compareJson(...args: string[]): Promise<Answer> {
  const { code, out, err } = await compare('--format', 'json', ...args);
  expect([code, err, out.length]).toEqual([0, [], 1]);
  return JSON.parse(out[0]!) as Answer;
}

test('one object tells of files, pairs and groups; files by their path below the folder; the sheet is none of them', async () => {
  const answer = await compareJson('--task', 'class/task.txt', 'class');
  expect(Object.keys(answer)).toEqual(['files', 'pairs', 'groups']);
  expect(answer.files.map(({ file }) => file)).toEqual(['a/1.txt', 'a/2.txt', 'b/3.txt', 'b/4.txt', 'b/5.txt']);
  for (const file of answer.files) expect(Object.keys(file)).toEqual(['file', 'letters', 'share']);
  for (const pair of answer.pairs) expect(Object.keys(pair)).toEqual(['a', 'b', 'letters', 'from', 'evidence']);
  const pairs = answer.pairs.map(({ a, b, from }) => [a, b, from]);
  expect(pairs).toHaveLength(2);
  expect(pairs).toEqual(
    expect.arrayContaining([
      ['a/1.txt', 'a/2.txt', 'a'],
      ['b/3.txt', 'b/4.txt', null],
    ]),
  );
  expect(answer.groups).toEqual([
    ['a/1.txt', 'a/2.txt'],
    ['b/3.txt', 'b/4.txt'],
  ]);
  expect(answer.files.map(({ share }) => share > 0.3)).toEqual([true, true, false, false, false]);
});

test('without the sheet those who quote it are pairs, and a note says what many share', async () => {
  const { code, out, err } = await compare('--format', 'json', '--many', '2', 'class/a', 'class/b');
  expect(code).toBe(0);
  const { pairs } = JSON.parse(out[0]!) as Answer;
  expect(pairs.map(({ a, b }) => `${a} ${b}`)).toContain('1.txt 5.txt');
  expect(err).toHaveLength(1);
  expect(err[0]).toMatch(
    /^deja-lu: 3 files share a passage of \d+ letters \(1\.txt, \d+–\d+\): if everyone was given it/u,
  );
});

test('files of another folder explain as an index does', async () => {
  put('last-year/old.txt', `去年的开头。${UNKNOWN}`);
  const { files, pairs } = await compareJson('--task', 'class/task.txt', '--against', 'last-year', 'class');
  expect(pairs.map(({ a }) => a)).toEqual(['a/1.txt']);
  expect(files.map(({ share }) => share > 0.3)).toEqual([true, true, true, true, false]);
});

test('one file is checked against another folder', async () => {
  put('last-year/old.txt', `去年的开头。${UNKNOWN}`);
  const { code, out } = await check('--json', '--index', 'known.bin', '--against', 'last-year', 'class/b/4.txt');
  expect(code).toBe(0);
  const { matches } = JSON.parse(out[0]!) as { matches: { index: string; document: string }[] };
  expect(matches).toMatchObject([{ index: 'against', document: 'old.txt' }]);
});

test('a file that is compared is not known from elsewhere', async () => {
  const { pairs } = await compareJson('--task', 'class/task.txt', '--against', 'class', 'class');
  expect(pairs).toHaveLength(2);
});

test('a summary in words', async () => {
  const { out } = await compare('--task', 'class/task.txt', 'class');
  const text = out.join('\n');
  expect(text).toContain('5 files, 2 pairs, 2 groups');
  expect(text).toMatch(/a\/1\.txt → a\/2\.txt: \d+ letters in common/u);
  expect(text).toContain('of the changes that a/1.txt has, 12 of 12 stand in a/2.txt too');
  expect(text).toMatch(/b\/3\.txt – b\/4\.txt: \d+ letters in common/u);
});

test('a table has a row for each file and each of its pairs', async () => {
  const { out } = await compare('--format', 'csv', '--task', 'class/task.txt', 'class');
  const rows = out[0]!
    .slice(1)
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows.map(([file, , , group, other, , role]) => [file, group, other, role])).toEqual([
    ['file', 'group', 'other', 'role'],
    ['a/1.txt', '1', 'a/2.txt', 'taken'],
    ['a/2.txt', '1', 'a/1.txt', 'taker'],
    ['b/3.txt', '2', 'b/4.txt', ''],
    ['b/4.txt', '2', 'b/3.txt', ''],
    ['b/5.txt', '', '', ''],
  ]);
});

test('one HTML document tells of pairs, signs and what was not read; with pseudonyms it names no file', async () => {
  put('named/wang.txt', `王同学的开头。${UNKNOWN}`);
  put('named/zhao.txt', UNKNOWN.replace('，', '，\u2f00'));
  put('named/qian.rtf', '{\\rtf1 text}');
  put('earlier/sunli.txt', `去年的开头。${SHEET}`);
  put('named/zhou.txt', SHEET);
  const call = ['--format', 'html', '--against', 'earlier', 'named'];
  const named = await compare(...call);
  expect([named.code, named.out.length]).toEqual([2, 1]);
  for (const name of ['wang.txt', 'zhao.txt', 'qian.rtf', 'sunli']) expect(named.out[0]).toContain(name);
  expect(named.out[0]).toContain('zhao.txt: radicals in place of characters: 1');
  const { out } = await compare('--pseudonyms', '--language', 'zh_CN', ...call);
  expect(out[0]).not.toMatch(/wang|zhao|qian|sunli|zhou|named|earlier/u);
  expect(out[0]).toMatch(/^<!doctype html>\n<html lang="zh-CN">/u);
  for (const part of ['文件 1', '文件 2', '文件 3', '文件 4：']) expect(out[0]).toContain(part);
});

test('the summary in words names signs worth a look', async () => {
  put('signs/1.txt', UNKNOWN.replace('，', '，\u2f00'));
  put('signs/2.txt', UNKNOWN);
  const { out } = await compare('signs');
  expect(out[0]).toContain('  worth a look: 1.txt: radicals in place of characters: 1');
  expect(out[0]).not.toContain('look: 2.txt');
});

test('files of one name in two folders keep the folders', async () => {
  put('x/same.txt', UNKNOWN);
  put('y/same.txt', UNKNOWN);
  const { pairs } = await compareJson('x', 'y');
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([[join('x', 'same.txt'), join('y', 'same.txt')]]);
});

test('a file that cannot be read is named, and the others are compared', async () => {
  put('broken/1.txt', UNKNOWN);
  put('broken/2.txt', UNKNOWN);
  put('broken/3.rtf', '{\\rtf1 text}');
  const { code, out, err } = await compare('--format', 'json', 'broken');
  expect(code).toBe(2);
  expect(err.join()).toContain('3.rtf');
  expect((JSON.parse(out[0]!) as Answer).pairs).toHaveLength(1);
});

test('a table of files that are checked', async () => {
  const { out } = await check('--format', 'csv', '--index', 'known.bin', 'class/a/1.txt');
  expect(out[0]).toBe('\ufefffile,letters,share,matches,largest_source,largest_share');
  expect(out[1]).toMatch(/^class\/a\/1\.txt,\d+,0\.\d+,\d+,/u);
});

test.each([
  [['--compare', '--json', 'class'], '--json is one object a line: with --compare give --format json'],
  [['--compare', '--explain', 'class'], '--explain is for single files: leave --compare out'],
  [['--task', 'class/task.txt', 'class'], '--task is for --compare: give both, or neither'],
  [['--many', '3', 'class'], '--many is for --compare: give both, or neither'],
  [['--compare', '--many', '1', 'class'], '--many «1» is no whole number of 2 or more'],
  [['--format', 'html', 'class'], '--format html is for --compare: give both, or text, json or csv'],
  [['--compare', '--pseudonyms', 'class'], '--pseudonyms is for --format html: give both, or neither'],
  [['--compare', '--format', 'html', '--language', 'fr', 'class'], '--language «fr» is not known: give en, zh_CN'],
  [['--format', 'xml', 'class'], '--format «xml» is not known: give text, json, csv'],
  [['--compare', '--task', 'none.txt', 'class'], 'nothing is compared, as --task cannot be read'],
])('%j is refused', async (args, message) => {
  const { code, out, err } = await check(...args);
  expect([code, out]).toEqual([2, []]);
  expect(err.join('\n')).toContain(message);
});
