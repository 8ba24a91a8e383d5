import { describe, expect, test } from 'vitest';
import { decodeBlock, type EssayLetters, encodeBlock } from '../../src/corpus/block.ts';
import type { EssayRecord } from '../../src/corpus/essay.ts';
import { IndexError } from '../../src/corpus/format.ts';

const RECORD: EssayRecord = {
  ...{ id: '1/1', document: 'a.txt', title: '题', heading: '第 1 篇', publisher: '', date: '', url: '', kind: '' },
  ...{ year: 2022, start: 10, end: 30 },
};

/** Eight letters in two runs: from offset 10 on, and from offset 20 on. */
const LETTERS: EssayLetters = {
  letterBytes: new Uint8Array(8).fill(3),
  letterFacts: new Uint8Array(8).fill(7),
  breakLetters: Uint32Array.of(0, 4),
  breakOffsets: Uint32Array.of(10, 20),
  breakMarks: new Uint8Array(2),
};

const decoded =
  (record: object, letters: object = {}) =>
  () =>
    decodeBlock(encodeBlock({ ...RECORD, ...record } as EssayRecord, { ...LETTERS, ...letters }, false));

describe('the block of an essay', () => {
  test('holds its record and its letters', () => {
    expect(decoded({})()).toMatchObject({ record: RECORD, ...LETTERS });
  });

  // Their checksums are right: only a reader that checks the values themselves can tell.
  test.each<[what: string, record: object]>([
    ['a number as its id', { id: 7 }],
    ['no id', { id: '' }],
    ['a title that is an object', { title: {} }],
    ['a date that is a list', { date: [2022] }],
    ['a year that is a text', { year: '2022' }],
    ['a start behind its end', { start: 31 }],
    ['a start that is no whole number', { start: 1.5 }],
    ['an end below zero', { start: -2, end: -1 }],
  ])('is refused where its record has %s', (_what, record) => {
    expect(decoded(record)).toThrow(IndexError);
  });

  test.each<[what: string, letters: object]>([
    ['before its first letter', { breakLetters: Uint32Array.of(1, 4), breakOffsets: Uint32Array.of(11, 20) }],
    ['behind its last letter', { breakLetters: Uint32Array.of(0, 9), breakOffsets: Uint32Array.of(10, 25) }],
    ['behind its end in the document', { breakOffsets: Uint32Array.of(10, 31) }],
  ])('is refused where a break is missing, or lies %s', (_what, letters) => {
    expect(decoded({}, letters)).toThrow(IndexError);
  });
});
