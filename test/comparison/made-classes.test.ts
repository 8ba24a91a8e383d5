import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/compare-files.ts';
import type { ClassFile } from '../../src/comparison/compared-file.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { readWording } from '../../src/wording/wording-file.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';
import { compared, evidenceOf, inShort } from './class-texts.ts';
import { CLASS_NEEDED, type Maker, makerFrom } from './made-classes.ts';

const BUILT = new URL('../../corpus-index/built/', import.meta.url);
const built = (name: string) => new Uint8Array(readFileSync(new URL(name, BUILT)));

/** Cases of each kind. No constant was chosen on this seed. */
const CASES = Array.from({ length: 10 }, (_, i) => i);
const SEED = 190;

/** The class of a case: the passages in essays that come first, and six more essays, of which two took a known essay apart. */
function classWith(maker: Maker, at: number, passages: readonly string[]): ClassFile[] {
  const known = maker.known();
  const apart = [maker.altered(known, 0.1), maker.altered(known, 0.1)];
  return Array.from({ length: passages.length + 6 }, (_, i) => {
    const essay = maker.essays[(at * 9 + i) % maker.essays.length]!;
    const passage = [...passages, ...apart][i];
    return { name: `${i + 1}.txt`, text: passage ? maker.inserted(essay, passage) : essay };
  });
}

describeShared('made classes', CLASS_NEEDED, () => {
  const wording = readWording(built('wording.bin'));
  const shipped: Index = readIndex(built('essays.bin').buffer, 'shipped');
  const maker = makerFrom(SEED);
  const comparisonOf = (at: number, passages: readonly string[]): Comparison =>
    compared(classWith(maker, at, passages), { known: [shipped], wording });

  test.each(CASES)('two takers of an altered essay that is not there: a pair, no direction (%d)', (at) => {
    const altered = maker.altered(maker.known(), 0.16);
    const comparison = comparisonOf(at, [maker.altered(altered, 0.1), maker.altered(altered, 0.1)]);
    expect(inShort(comparison)).toEqual(['1–2']);
    // Both have the changes of the text that is not there, and each has changes of its own, which is why neither can be the source.
    const [pair] = comparison.pairs;
    const counts = evidenceOf(pair!, 'changes').map((one) => one.counts);
    const sum = (reading: 'common' | 'only-a' | 'only-b') => counts.reduce((total, one) => total + one[reading], 0);
    expect(sum('common')).toBeGreaterThan(4);
    expect(Math.min(sum('only-a'), sum('only-b'))).toBeGreaterThan(0);
    expect(evidenceOf(pair!, 'direction')).toEqual([]);
  });

  test.each(CASES)('a chain of three: each from the one before, and the last through the second (%d)', (at) => {
    const first = maker.altered(maker.known(), 0.16);
    const second = maker.altered(first, 0.06);
    const comparison = comparisonOf(at, [first, second, maker.altered(second, 0.06)]);
    expect(inShort(comparison)).toEqual(['1>2', '1>3', '2>3']);
    const ends = comparison.pairs.find(({ a, b }) => a === '1.txt' && b === '3.txt')!;
    expect(evidenceOf(ends, 'direction')[0]!.through).toEqual(['2.txt']);
    // Changes of the second file are what joins it to the third beyond what both have of the first.
    const joined = comparison.pairs.find(({ a, b }) => a === '2.txt' && b === '3.txt')!;
    const common = (pair: typeof joined) =>
      evidenceOf(pair, 'changes').reduce((sum, { counts }) => sum + counts.common, 0);
    expect(common(joined)).toBeGreaterThan(common(ends));
    expect(comparison.groups).toEqual([['1.txt', '2.txt', '3.txt']]);
  });

  test.each(CASES)('a source that no index knows, used by three: three pairs, one group, no direction (%d)', (at) => {
    const source = maker.passageOf(maker.essays[(at * 9 + 40) % maker.essays.length]!);
    const passages = [0.03, 0.06, 0.1].map((rate) => maker.altered(source, rate));
    const files = classWith(maker, at, passages);
    const comparison = compared(files, { known: [shipped], wording });
    expect(inShort(comparison)).toEqual(['1–2', '1–3', '2–3']);
    expect(comparison.groups).toEqual([['1.txt', '2.txt', '3.txt']]);
    for (const pair of comparison.pairs) {
      expect(pair.evidence.map(({ kind }) => kind)).toEqual(pair.evidence.map(() => 'passage'));
      const text = files.find(({ name }) => name === pair.a)!.text;
      const planted = passages.find((passage) => text.includes(passage))!;
      const start = text.indexOf(planted);
      const shown = evidenceOf(pair, 'passage').map(
        ({ a }) => Math.min(a.end, start + planted.length) - Math.max(a.start, start),
      );
      expect(shown.filter((units) => units < 12)).toEqual([]);
      expect(shown.reduce((sum, units) => sum + units, 0)).toBeGreaterThan(0.85 * planted.length);
    }
  });

  test('the essays as they are: those that are there twice, not those that share a verse', () => {
    const folder = sharedPath('class/essays');
    const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
    const { pairs } = compared(files, { known: [shipped], wording });
    expect(pairs.map(({ a, b, from }) => [a, b, from]).sort()).toEqual([
      ['A-0064.txt', 'A-0087.txt', null],
      ['A-0066.txt', 'A-0089.txt', null],
    ]);
  });
});
