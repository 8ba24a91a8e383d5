import { expect, test } from 'vitest';
import type { DirectionEvidence, FilePair } from '../../src/comparison/pair-evidence.ts';
import { changesWords, directionWords, pairNames } from '../../src/report/pair-words.ts';
import { wordsIn } from '../locale/words-in.ts';

const COUNTS = { common: 4, 'only-a': 1, 'only-b': 0, each: 0 };
const DIRECTION: DirectionEvidence = { kind: 'direction', from: 'b', bits: 5, counts: COUNTS, through: [] };
const PAIR: FilePair = { a: '07', b: '12', letters: 300, from: null, evidence: [] };
const TAKEN: FilePair = { ...PAIR, from: 'b', evidence: [DIRECTION] };

const en = wordsIn('en');

test('the file whose text was taken stands first, where the text tells it', () => {
  expect(pairNames(PAIR, en)).toBe('07 ↔ 12');
  expect(pairNames(TAKEN, en)).toBe('12 → 07');
  expect(pairNames({ ...TAKEN, from: 'a' }, en)).toBe('07 → 12');
});

test('changes are counted for each file', () => {
  const span = { start: 0, end: 9 };
  const changes = { index: 'i', document: 'd', essay: 'd/1', title: '老井', a: span, b: span, bits: 90, changes: [] };
  const said = changesWords(PAIR, { kind: 'changes', ...changes, letters: 300, counts: COUNTS }, en);
  expect(said).toMatch(/300 characters of “老井”.* in 07, 4 of 5 .* in 12, 4 of 4/u);
});

test('a direction says how likely it is and by way of whom; else none is claimed', () => {
  expect(directionWords(TAKEN, en)).toMatch(/32 times as likely/u);
  expect(directionWords({ ...TAKEN, evidence: [{ ...DIRECTION, through: ['03', '05'] }] }, en)).toMatch(/03, 05/u);
  expect(directionWords(PAIR, en)).toBe(en.say('pairNoDirection'));
});
