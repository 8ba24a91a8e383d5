import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../src/comparison/lineage.ts';

const FILES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const file = fc.constantFrom(...FILES);
const pairs = fc
  .uniqueArray(fc.tuple(file, file), { selector: ([a, b]) => [a, b].sort().join() })
  .map((all) => all.filter(([a, b]) => a !== b).map(([a, b]) => ({ a, b, letters: 60, from: null, evidence: [] })));

describe('groups', () => {
  test('hold each file at most once, and the two of every pair together', () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const groups = groupsOf(FILES, some);
        const members = groups.flat();
        expect(new Set(members).size).toBe(members.length);
        expect(members.toSorted()).toEqual([...new Set(some.flatMap(({ a, b }) => [a, b]))].sort());
        for (const { a, b } of some)
          expect(groups.filter((group) => group.includes(a))).toEqual(groups.filter((group) => group.includes(b)));
      }),
    );
  });

  test('are as small as the pairs allow: one pair fewer than files joins them at least', () => {
    fc.assert(
      fc.property(pairs, (some) => {
        for (const group of groupsOf(FILES, some)) {
          expect(some.filter(({ a }) => group.includes(a)).length).toBeGreaterThanOrEqual(group.length - 1);
        }
      }),
    );
  });
});
