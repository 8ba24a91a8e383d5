import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { readSources } from '../../corpus-index/read-sources.ts';
import { bytesOf } from '../../src/fingerprint/hash.ts';
import { cutEssays } from '../../src/indexing/cut-essays.ts';
import { FamilyFinder } from '../../src/indexing/find-families.ts';
import { normalise } from '../../src/text/normalise.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';

/** Letters that look random and are the same for the same seed: a linear congruential generator over the common Han block. */
function letters(seed: number, count: number): string {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 16) % 5000));
  }).join('');
}

const essay = letters(1, 400);
const other = letters(2, 400);

/** For each text the places of its variants. */
function findFamilies(texts: readonly string[]): number[][] {
  const finder = new FamilyFinder();
  for (const text of texts) finder.add(bytesOf(normalise(text).codes));
  const heads = [...finder.families()];
  return heads.map((head, place) => [...heads.keys()].filter((other) => other !== place && heads[other] === head));
}

describe('families', () => {
  test.each([
    ['a masked copy', [essay, other, essay.replace(/(.{40})./gu, '$1*')], [[2], [], [0]]],
    ['a copy in other script marks', [essay, `《${essay.slice(0, 200)}》，2022${essay.slice(200)}`], [[1], [0]]],
    [
      'variants of a variant',
      [essay, essay.slice(60), essay.slice(60) + other.slice(0, 80)],
      [
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    ],
    ['a shared paragraph is not enough', [essay, essay.slice(0, 120) + other], [[], []]],
    ['an excerpt is no variant', [essay.slice(0, 80), essay], [[], []]],
    ['short essays', [essay.slice(0, 30), other.slice(0, 30), essay.slice(0, 30)], [[2], [], [0]]],
    [
      'more copies of one essay than are compared at a distance',
      Array(100).fill(essay),
      Array.from({ length: 100 }, (_, i) => [...Array(100).keys()].filter((j) => j !== i)),
    ],
    ['essays shorter than a shingle', ['山', '山', ''], [[], [], []]],
  ])('%s', (_, texts, families) => {
    expect(findFamilies(texts)).toEqual(families);
  });

  test('membership is symmetric, and an essay is not its own variant', () => {
    const text = fc.array(fc.constantFrom(essay.slice(0, 90), essay.slice(90, 200), other.slice(0, 90)), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.array(
          text.map((parts) => parts.join('')),
          { maxLength: 8 },
        ),
        (texts) => {
          const families = findFamilies(texts);
          for (const [i, family] of families.entries()) {
            expect(family).not.toContain(i);
            for (const j of family) expect(families[j]).toContain(i);
          }
        },
      ),
    );
  });
});

describeShared('families of the shipped corpus', ['corpus'], () => {
  const sources = readSources(new URL('../../corpus-index/sources.json', import.meta.url).pathname);

  test('000 has a masked copy of its first essay, 002 repeats two', () => {
    const essays = readdirSync(sharedPath('corpus'))
      .sort()
      .flatMap((name) => {
        const text = readFileSync(sharedPath(`corpus/${name}`), 'utf8');
        return cutEssays(name, text, sources[name], lineHash).map(({ id, start, end }) => ({
          id,
          text: text.slice(start, end),
        }));
      });
    const pairs = findFamilies(essays.map((e) => e.text)).flatMap((family, i) =>
      family.map((j) => `${essays[i]!.id} ${essays[j]!.id}`),
    );
    expect(pairs).toEqual(['000/1 000/10', '000/10 000/1', '002/1 002/8', '002/2 002/9', '002/8 002/1', '002/9 002/2']);
  });
});
