import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const [, GARDEN_START, READING_START] = ownIndex().essayStarts as unknown as [number, number, number];

describe('runs that belong together are one chain', () => {
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
    expect(chainRuns(runsOf(runs), ownIndex())).toEqual(chains);
  });
});

describe('chains of any runs', () => {
  const run = fc.tuple(fc.nat(300), fc.nat(ownIndex().letterCount - 20), fc.integer({ min: 6, max: 12 }));
  const runs = fc.array(run, { maxLength: 40 }).map((all) => runsOf(all.sort((a, b) => a[0] - b[0] || a[1] - b[1])));

  test('hold each run once', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const used = chainRuns(all, ownIndex()).flat();
        expect([...used].sort((a, b) => a - b)).toEqual(all.page.map((_, i) => i));
      }),
    );
  });

  test('go forward on both sides and stay in one essay', () => {
    fc.assert(
      fc.property(runs, (all) => {
        for (const chain of chainRuns(all, ownIndex())) {
          chain.slice(1).forEach((after, i) => {
            const before = chain[i]!;
            expect(all.page[after]).toBeGreaterThan(all.page[before]!);
            expect(all.corpus[after]).toBeGreaterThan(all.corpus[before]!);
            expect(ownIndex().essayOf[all.corpus[after]!]).toBe(ownIndex().essayOf[all.corpus[before]!]);
          });
        }
      }),
    );
  });
});

describe('runs', () => {
  const SHINGLE = ownIndex().recipe.shingle;
  const essays = Object.values(OWN_ESSAYS);
  const piece = fc.tuple(fc.constantFrom(...essays), fc.nat(200), fc.integer({ min: 1, max: 40 }));
  const page = fc
    .array(fc.tuple(piece, fc.constantFrom(...OTHER_SENTENCES)), { maxLength: 6 })
    .map((all) => all.map(([[text, from, length], other]) => text.slice(from, from + length) + other).join(''));

  test('are maximal stretches of equal letter bytes, and none with an equal shingle is missing', () => {
    const index = ownIndex();
    const row = index.essays.flatMap(({ start, end }, i) => [...normalise(essays[i]!.slice(start, end)).codes]);
    // One letter in 256 shares another's byte: a stretch of equal bytes begins where a whole shingle of it has equal letters.
    const firstShingle = (codes: Uint16Array, at: number, corpus: number, length: number): number => {
      let equal = 0;
      for (let i = 0; i < length; i++) {
        equal = codes[at + i] === row[corpus + i] ? equal + 1 : 0;
        if (equal >= SHINGLE) return i + 1 - SHINGLE;
      }
      return -1;
    };
    fc.assert(
      fc.property(page, (text) => {
        const { codes } = normalise(text);
        const bytes = codes.map((code) => Math.imul(code, 0x9e3779b1) >>> 24);
        const same = (at: number, corpus: number): boolean => bytes[at] === index.letterBytes[corpus];
        const expected = new Set<string>();
        for (let essay = 0; essay + 1 < index.essayStarts.length; essay++) {
          const [start, end] = [index.essayStarts[essay]!, index.essayStarts[essay + 1]!];
          for (let at = 0; at < bytes.length; at++) {
            for (let corpus = start; corpus < end; corpus++) {
              if (!same(at, corpus) || (at > 0 && corpus > start && same(at - 1, corpus - 1))) continue;
              let length = 0;
              while (at + length < bytes.length && corpus + length < end && same(at + length, corpus + length))
                length++;
              const skip = firstShingle(codes, at, corpus, length);
              if (skip >= 0) expected.add(`${at + skip} ${corpus + skip} ${length - skip}`);
            }
          }
        }
        const found = findRuns(codes, index);
        expect(new Set(found.page.map((at, i) => `${at} ${found.corpus[i]} ${found.length[i]}`))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
