import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { bytesOf } from '../../src/fingerprint/hash.ts';
import { SHINGLE } from '../../src/fingerprint/recipe.ts';
import { chainRuns } from '../../src/match/chain.ts';
import { findRuns, type Runs } from '../../src/match/seeds.ts';
import { normalise } from '../../src/text/normalise.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, ownIndex } from '../own-essays.ts';

type Run = readonly [page: number, corpus: number, length: number];

function runsOf(all: readonly Run[]): Runs {
  return {
    page: all.map(([page]) => page),
    corpus: all.map(([, at]) => at),
    length: all.map(([, , length]) => length),
  };
}

const ROW = wholeRow(ownIndex());
const [, GARDEN_START, READING_START] = ROW.essayStarts as unknown as [number, number, number];

describe('runs that belong together form one chain', () => {
  test.each<[what: string, runs: Run[], chains: number[][]]>([
    [
      'in order, with small gaps',
      [
        [0, 0, 8],
        [10, 9, 8],
        [20, 21, 8],
      ],
      [[0, 1, 2]],
    ],
    [
      'not across a gap longer than a sentence',
      [
        [0, 0, 8],
        [90, 90, 8],
      ],
      [[0], [1]],
    ],
    [
      'not against the order of the essay',
      [
        [0, 40, 9],
        [12, 0, 8],
      ],
      [[0], [1]],
    ],
    [
      'not of two essays',
      [
        [0, GARDEN_START, 9],
        [10, READING_START, 8],
      ],
      [[0], [1]],
    ],
    [
      'a run beside the way is left out',
      [
        [0, 0, 8],
        [9, 60, 7],
        [17, 17, 8],
      ],
      [[0, 2], [1]],
    ],
    [
      'two runs that overlap by a letter at the seam',
      [
        [0, 0, 8],
        [7, 8, 8],
      ],
      [[0, 1]],
    ],
  ])('%s', (_, runs, chains) => {
    expect(chainRuns(runsOf(runs), ROW)).toEqual(chains);
  });
});

describe('chains of any runs', () => {
  const run = fc.tuple(fc.nat(300), fc.nat(ROW.letterCount - 20), fc.integer({ min: 6, max: 12 }));
  const runs = fc.array(run, { maxLength: 40 }).map((all) => runsOf(all.sort((a, b) => a[0] - b[0] || a[1] - b[1])));

  test('contain each run at most once', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const used = chainRuns(all, ROW).flat();
        expect([...used].sort((a, b) => a - b)).toEqual(all.page.map((_, i) => i));
      }),
    );
  });

  test('ascend on both sides and stay in one essay', () => {
    fc.assert(
      fc.property(runs, (all) => {
        for (const chain of chainRuns(all, ROW)) {
          chain.slice(1).forEach((after, i) => {
            const before = chain[i]!;
            expect(all.page[after]).toBeGreaterThan(all.page[before]!);
            expect(all.corpus[after]).toBeGreaterThan(all.corpus[before]!);
            expect(ROW.essayOf[all.corpus[after]!]).toBe(ROW.essayOf[all.corpus[before]!]);
          });
        }
      }),
    );
  });
});

describe('runs', () => {
  const essays = Object.values(OWN_ESSAYS);
  const piece = fc.tuple(fc.constantFrom(...essays), fc.nat(200), fc.integer({ min: 1, max: 40 }));
  const page = fc
    .array(fc.tuple(piece, fc.constantFrom(...OTHER_SENTENCES)), { maxLength: 6 })
    .map((all) => all.map(([[text, from, length], other]) => text.slice(from, from + length) + other).join(''));

  test('are all maximal stretches of equal letter bytes with at least a shingle’s length', () => {
    fc.assert(
      fc.property(page, (text) => {
        const bytes = bytesOf(normalise(text).codes);
        const same = (at: number, corpus: number): boolean => bytes[at] === ROW.letterBytes[corpus];
        const expected = new Set<string>();
        for (let essay = 0; essay + 1 < ROW.essayStarts.length; essay++) {
          const [start, end] = [ROW.essayStarts[essay]!, ROW.essayStarts[essay + 1]!];
          for (let at = 0; at < bytes.length; at++) {
            for (let corpus = start; corpus < end; corpus++) {
              if (!same(at, corpus) || (at > 0 && corpus > start && same(at - 1, corpus - 1))) continue;
              let length = 0;
              while (at + length < bytes.length && corpus + length < end && same(at + length, corpus + length))
                length++;
              if (length >= SHINGLE) expected.add(`${at} ${corpus} ${length}`);
            }
          }
        }
        const found = findRuns(bytes, ROW);
        expect(new Set(found.page.map((at, i) => `${at} ${found.corpus[i]} ${found.length[i]}`))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
