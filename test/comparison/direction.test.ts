import { describe, expect, test } from 'vitest';
import { directionOf } from '../../src/comparison/direction.ts';
import type { Reading, VariationUnit } from '../../src/comparison/variation-units.ts';

/** Units of a reading, all of them replaced words, or words that one file put in. */
function units(reading: Reading, count: number, addition = false): VariationUnit[] {
  const word = { start: 0, end: 2 };
  const none = { start: 0, end: 0 };
  const [a, b] = [addition && reading === 'only-b' ? none : word, addition && reading === 'only-a' ? none : word];
  return Array.from({ length: count }, () => ({ reading, source: addition ? none : word, a, b }));
}

const fromOf = (...all: VariationUnit[][]) => directionOf(all.flat())?.from ?? null;

describe('a direction is told', () => {
  test.each([
    [12, 0, 5, 'a'],
    [12, 5, 0, 'b'],
    [30, 0, 12, 'a'],
    [12, 0, 0, null],
    [12, 3, 4, null],
    [12, 1, 9, null],
    // Too few changes: the other might have none of its own by chance.
    [2, 0, 3, null],
    [0, 3, 3, null],
    [0, 0, 0, null],
  ])('by %d changes in common, %d of the first alone, %d of the second: %s', (common, a, b, from) => {
    expect(fromOf(units('common', common), units('only-a', a), units('only-b', b))).toBe(from);
  });

  test('although the taker left out a word that the other had put in', () => {
    expect(fromOf(units('common', 12), units('only-a', 1, true), units('only-b', 6))).toBe('a');
  });

  test('the more surely, the more changes are in common', () => {
    const bits = [8, 12, 20, 40].map(
      (common) => directionOf([...units('common', common), ...units('only-b', 9)])!.bits,
    );
    expect(bits).toEqual(bits.toSorted((x, y) => x - y));
    expect(bits[0]).toBeLessThan(bits[3]!);
  });
});
