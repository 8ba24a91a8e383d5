import { expect, test } from 'vitest';
import { lengthOf, overlaps } from '../../src/text/span.ts';

test.each([
  ['one after the other', { start: 0, end: 3 }, { start: 3, end: 5 }, false],
  ['one offset in common', { start: 0, end: 4 }, { start: 3, end: 5 }, true],
  ['one inside the other', { start: 0, end: 9 }, { start: 3, end: 5 }, true],
  ['an empty one inside', { start: 2, end: 2 }, { start: 0, end: 9 }, true],
])('spans overlap: %s', (_, a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected);
  expect(overlaps(b, a)).toBe(expected);
});

test('the length of a span', () => {
  expect(lengthOf({ start: 3, end: 5 })).toBe(2);
});
