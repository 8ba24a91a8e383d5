import { expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/compare-files.ts';
import { classRows, classRowsCsv, filteredRows, sortedRows } from '../../src/report/class-rows.ts';
import { comparisonCsv, comparisonJson } from '../../src/report/comparison-files.ts';

const figures = (file: string, letters: number) => ({ file, letters, share: 0, largest: null, explained: [] });

const COMPARISON: Comparison = {
  files: [
    { ...figures('班/2.txt', 700), share: 0.25, largest: { title: '老井', heading: '', letters: 175 } },
    figures('班/10.txt', 650),
    figures('班/1.txt', 720),
    figures('空.txt', 0),
  ],
  pairs: [
    { a: '班/2.txt', b: '班/10.txt', letters: 240, from: 'b', evidence: [] },
    { a: '班/10.txt', b: '班/1.txt', letters: 90, from: null, evidence: [] },
  ],
  groups: [['班/2.txt', '班/10.txt', '班/1.txt']],
  many: [],
};

const files = (rows: readonly { readonly file: string }[]) => rows.map(({ file }) => file);

test('a row names the file that shares most, whichever side of the pair it is', () => {
  expect(classRows(COMPARISON).map(({ mate, shared, source }) => [mate, shared, source])).toEqual([
    ['班/10.txt', 240, '老井'],
    ['班/2.txt', 240, ''],
    ['班/10.txt', 90, ''],
    ['', 0, ''],
  ]);
});

test.each([
  ['file', false, ['班/1.txt', '班/2.txt', '班/10.txt', '空.txt']],
  ['shared', true, ['班/2.txt', '班/10.txt', '班/1.txt', '空.txt']],
  ['letters', false, ['空.txt', '班/10.txt', '班/2.txt', '班/1.txt']],
] as const)('rows are sorted by %s', (by, descending, order) => {
  expect(files(sortedRows(classRows(COMPARISON), { by, descending }, 'zh-CN'))).toEqual(order);
});

test.each([
  ['10', ['班/2.txt', '班/10.txt', '班/1.txt']],
  [' 老井 ', ['班/2.txt']],
  ['没有', []],
] as const)('rows with «%s» as file, source or classmate remain', (text, left) => {
  expect(files(filteredRows(classRows(COMPARISON), text))).toEqual(left);
});

test('JSON has the keys that the command documents and no others', () => {
  const parsed = JSON.parse(comparisonJson(COMPARISON)) as { files: object[] };
  expect(Object.keys(parsed)).toEqual(['files', 'pairs', 'groups']);
  expect(parsed.files[0]).toEqual({ file: '班/2.txt', letters: 700, share: 0.25 });
});

test('CSV has a row for each file and pair, with the part that the file had', () => {
  const lines = comparisonCsv(COMPARISON).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 1 + 2 + 1 + 1);
  expect(lines[1]).toBe('班/2.txt,700,0.25,1,班/10.txt,240,taker');
  expect(lines.at(-1)).toBe('空.txt,0,0,,,,');
});

test('rows are saved as they are shown, in their order, each with its largest source and classmate', () => {
  const rows = filteredRows(sortedRows(classRows(COMPARISON), { by: 'letters', descending: true }, 'zh-CN'), '班/');
  const [head, ...lines] = classRowsCsv(rows, ['文件', '字数', '重合', '来源', '同学', '共同']).trimEnd().split('\r\n');
  expect(head).toBe('\ufeff文件,字数,重合,来源,同学,共同');
  expect(lines).toEqual([
    '班/1.txt,720,0,,班/10.txt,90',
    '班/2.txt,700,0.25,老井,班/10.txt,240',
    '班/10.txt,650,0,,班/2.txt,240',
  ]);
});
