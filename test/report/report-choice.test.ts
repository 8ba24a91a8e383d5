import { expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/compare-files.ts';
import type { FilePair } from '../../src/comparison/pair-evidence.ts';
import { fileMatrix, MATRIX_FILES } from '../../src/report/file-matrix.ts';
import { chosenOf, pairKey } from '../../src/report/report-choice.ts';

const pair = (a: string, b: string, letters: number, through: readonly string[] = []): FilePair => ({
  a,
  b,
  letters,
  from: 'a',
  evidence: [
    { kind: 'direction', from: 'a', bits: 4, counts: { common: 9, 'only-a': 0, 'only-b': 2, each: 0 }, through },
  ],
});

const COMPARISON: Comparison = {
  files: ['1', '2', '3', '4'].map((file) => ({ file, letters: 700, share: 0, largest: null, explained: [] })),
  pairs: [pair('1', '2', 200), pair('2', '3', 180), pair('1', '3', 170, ['2'])],
  groups: [['1', '2', '3']],
  many: [{ file: '2', start: 0, end: 30, letters: 30, files: 3 }],
};

const inShort = ({ files, pairs, groups, many }: Comparison) => ({
  files: files.map(({ file }) => file).join(),
  pairs: pairs.map(({ a, b }) => `${a}${b}`).join(),
  groups: groups.map((members) => members.join()),
  many: many.length,
});

test.each([
  [[], [], { files: '1,2,3,4', pairs: '12,23,13', groups: ['1,2,3'], many: 1 }],
  [['2'], [], { files: '1,3,4', pairs: '13', groups: ['1,3'], many: 0 }],
  [
    [],
    [
      ['1', '2'],
      ['1', '3'],
    ],
    { files: '1,2,3,4', pairs: '23', groups: ['2,3'], many: 1 },
  ],
  [['1', '2'], [], { files: '3,4', pairs: '', groups: [], many: 0 }],
] as const)('without the files %j and the pairs %j', (files, pairs, left) => {
  const keys = pairs.map(([a, b]) => pairKey({ a, b }));
  expect(inShort(chosenOf(COMPARISON, { files: new Set(files), pairs: new Set(keys) }))).toEqual(left);
});

test('a file that is left out is not named by the direction of a pair either', () => {
  const { pairs } = chosenOf(COMPARISON, { files: new Set(['2']), pairs: new Set() });
  expect(JSON.stringify(pairs)).not.toContain('"2"');
});

test('a matrix has every pair in both halves, and files of a group together', () => {
  const files = ['4', '1', '2', '3'].map((file) => ({ file }) as Comparison['files'][number]);
  const { files: order, cells } = fileMatrix({ ...COMPARISON, files })!;
  expect(order).toEqual(['1', '2', '3', '4']);
  expect(cells.map((row) => row.map((one) => one?.letters ?? 0))).toEqual([
    [0, 200, 170, 0],
    [200, 0, 180, 0],
    [170, 180, 0, 0],
    [0, 0, 0, 0],
  ]);
});

test('a matrix has 60 files at most: of more, those in groups', () => {
  const many = Array.from({ length: MATRIX_FILES + 1 }, (_, i) => ({ file: `${i}` }) as Comparison['files'][number]);
  expect(fileMatrix({ ...COMPARISON, files: many })!.files).toEqual(['1', '2', '3']);
  const groups = [many.map(({ file }) => file)];
  expect(fileMatrix({ ...COMPARISON, files: many, groups })).toBeNull();
  expect(fileMatrix({ ...COMPARISON, pairs: [] })).toBeNull();
});
