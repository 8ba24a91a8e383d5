import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { REWORDED_ESSAYS, SECTION, SECTION_ROW_BYTES } from '../../src/corpus/format.ts';
import { classesOf } from '../../src/corpus/loaded-index.ts';
import { openBlocks } from '../../src/corpus/read-blocks.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import type { Slice } from '../../src/corpus/slice.ts';
import { MemorySink } from '../../src/corpus/write-index.ts';
import { checksum } from '../../src/fingerprint/hash.ts';
import { DENSE, type Sampling, SPARSE } from '../../src/fingerprint/recipe.ts';
import { type BuildOptions, type Document, IndexBuilder } from '../../src/indexing/build-index.ts';
import { type MergePart, mergeIndexes, planMerge } from '../../src/indexing/merge-indexes.ts';

/** Every second word is a name, so that blocks hold names too. */
const tagWords = (text: string) =>
  [...text.matchAll(/.{1,2}/gsu)].map(([word], i) => ({ word, tag: i % 2 === 0 ? 'ns' : 'v' }));

const OPTIONS: BuildOptions = { sources: {}, wording: null, tagWords, lineHash };

const SLICE: Slice = { number: 1, slices: 1, documents: 0, corpus: 1, sources: 2, wording: 3 };

function build(documents: readonly Document[], sampling: Sampling, slice: Slice | null): Uint8Array<ArrayBuffer> {
  const sink = new MemorySink();
  const builder = new IndexBuilder(sink, sampling, slice?.documents ?? documents.length, OPTIONS);
  for (const document of documents) builder.add(document);
  builder.finish(slice);
  return sink.bytes();
}

async function partOf(name: string, bytes: Uint8Array): Promise<MergePart> {
  const read = async (start: number, end: number) => bytes.slice(start, end);
  return { name, ...(await openBlocks({ byteLength: bytes.length, read })) };
}

async function merged(parts: readonly MergePart[]): Promise<Uint8Array> {
  const sink = new MemorySink();
  await mergeIndexes(planMerge(parts), sink);
  return sink.bytes();
}

/** Slices of a corpus that is cut at these places, which ascend. */
function slicesOf(documents: readonly Document[], sampling: Sampling, cuts: readonly number[]): Promise<MergePart[]> {
  const bounds = [0, ...cuts, documents.length];
  return Promise.all(
    bounds.slice(1).map((end, i) => {
      const slice = { ...SLICE, number: i + 1, slices: bounds.length - 1, documents: documents.length };
      return partOf(`${i + 1}.bin`, build(documents.slice(bounds[i], end), sampling, slice));
    }),
  );
}

/** Paragraphs of a small alphabet that stand in several documents, so that families and shingles reach over slices. */
const paragraph = fc.constantFrom(
  '山高水长，云开月明。林深路远，田里的水稻黄了！',
  '今年2022，楼顶上种菜；鄰居在橋頭釣魚。\n午後讀書。',
  '早上的雾很大，船开得慢。码头上等的人多。他们说，天晴了再走。',
  'A1。',
);
const documents = fc
  .array(fc.array(paragraph, { minLength: 1, maxLength: 4 }), { maxLength: 7 })
  .map((all): Document[] =>
    all.map((parts, i) => ({
      name: `d${i}`,
      text: ` ${parts.join('\n')}`,
      facts: { title: `标题${i}`, author: '', date: i % 2 === 0 ? '2021-02-03' : '', url: '' },
    })),
  );
const samplings = fc.constantFrom(DENSE, SPARSE, { shingle: 3, stride: 2 });

describe('slices of a corpus that are merged', () => {
  test('give byte for byte what one build gives, in any order of the slices', async () => {
    const property = fc.asyncProperty(
      documents,
      samplings,
      fc.array(fc.nat(7), { maxLength: 4 }),
      fc.func(fc.integer()),
      async (all, sampling, places, orderOf) => {
        const cuts = places.map((place) => Math.min(place, all.length)).sort((a, b) => a - b);
        const slices = await slicesOf(all, sampling, cuts);
        const shuffled = slices.toSorted((a, b) => orderOf(a.name) - orderOf(b.name));
        expect(await merged(shuffled)).toEqual(build(all, sampling, null));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test('do so also with too many essays for the reworded tier', { timeout: 60_000 }, async () => {
    const all = Array.from({ length: REWORDED_ESSAYS + 2 }, (_, i) => ({
      name: `d${i}`,
      text: '山高水长，云开月明。',
    }));
    const whole = build(all, SPARSE, null);
    expect(await merged(await slicesOf(all, SPARSE, [REWORDED_ESSAYS / 2]))).toEqual(whole);
    const index = readIndex(whole.buffer, 'test');
    expect(index.sentenceChances).toHaveLength(0);
    // Two bits a letter, which only that tier needs.
    expect(classesOf(wholeRow(index).letterBytes, wholeRow(index).letterFacts).some((one) => one % 4 > 0)).toBe(false);
  });

  const all = ['一', '二', '三'].map((name) => ({ name, text: `山高水长，云开月明。${name}` }));
  const three = () => slicesOf(all, DENSE, [1, 2]);
  const changed = (part: MergePart, change: Partial<Slice>): MergePart => ({
    ...part,
    slice: { ...part.slice!, ...change },
  });

  test.each<[string, (parts: MergePart[]) => MergePart[], string]>([
    ['one is missing', ([a, , c]) => [c!, a!], 'of the 3 slices these are missing: 2'],
    [
      'one is given twice',
      ([a, b, c]) => [a!, b!, c!, { ...b!, name: 'copy.bin' }],
      '2.bin and copy.bin are both slice 2 of 3',
    ],
    ['of another corpus', ([a, b, c]) => [a!, b!, changed(c!, { corpus: 9 })], '3.bin is of another corpus than 1.bin'],
    [
      'of another model',
      ([a, b, c]) => [a!, changed(b!, { wording: 9 }), c!],
      '2.bin was built with another model of wording',
    ],
    ['cut otherwise', ([a, b, c]) => [a!, changed(b!, { sources: 9 }), c!], '2.bin was cut by another sources.json'],
    [
      'of another number',
      ([a, b, c]) => [a!, b!, changed(c!, { slices: 4 })],
      '3.bin was cut into another number of slices',
    ],
    ['of another recipe', ([a, b, c]) => [a!, b!, { ...c!, sampling: SPARSE }], '3.bin has shingles of another length'],
    ['mixed with an index', ([a, b, c]) => [a!, b!, { ...c!, slice: null }], '3.bin is no slice, but 1.bin is one'],
  ])('are refused where %s', async (_, change, message) => {
    const parts = await three();
    expect(() => planMerge(change(parts))).toThrow(message);
    expect(planMerge(parts).parts).toHaveLength(3);
  });

  test('are refused if two contain an essay with the same id', async () => {
    const twice = [...all, all[0]!];
    await expect(slicesOf(twice, DENSE, [3]).then(merged)).rejects.toThrow('一 and 一 both give an essay 一/1');
  });

  test('are refused with the name of the file if a block is damaged', async () => {
    const slice = { ...SLICE, documents: 3 };
    const bytes = build(all, DENSE, slice);
    bytes[60]! ^= 1;
    await expect(partOf('a.bin', bytes).then((part) => merged([part]))).rejects.toThrow(/^a\.bin: .*block's checksum/u);
  });
});

/** Changes the first bytes of the starts of blocks and makes all checksums right again, as no damage does. */
function withStarts(index: Uint8Array, change: (starts: Uint32Array) => void): Uint8Array {
  const bytes = index.slice();
  const view = new DataView(bytes.buffer);
  const table = view.getUint32(36, true);
  let row = table;
  while (view.getUint32(row, true) !== SECTION.blockStarts) row += SECTION_ROW_BYTES;
  const starts = new Uint32Array(bytes.buffer, view.getUint32(row + 8, true), view.getUint32(row + 12, true) / 4);
  change(starts);
  view.setUint32(row + 16, checksum(new Uint8Array(bytes.buffer, starts.byteOffset, starts.byteLength)), true);
  view.setUint32(12, checksum(bytes.subarray(table), checksum(bytes.subarray(16, 48))), true);
  return bytes;
}

describe('an index that was forged is refused', () => {
  const all = ['一', '二', '三'].map((name) => ({ name, text: `山高水长，云开月明。${name}` }));
  const bytes = build(all, DENSE, null);

  test.each<[string, (starts: Uint32Array) => void, RegExp]>([
    ['blocks that begin late', (starts) => (starts[0] = 8), /the start of the first block is 8, expected 0/],
    ['blocks that go backwards', (starts) => (starts[2] = starts[1]! - 4), /block 2 ends where it begins or before/],
    ['blocks beyond their section', (starts) => (starts[3]! += 4), /the end of the last block is/],
  ])('%s', async (_, change, message) => {
    await expect(partOf('a.bin', withStarts(bytes, change))).rejects.toThrow(message);
    expect(
      (
        await partOf(
          'a.bin',
          withStarts(bytes, () => {}),
        )
      ).essays,
    ).toBe(3);
  });

  test('a header with more essays than blocks is refused', async () => {
    const forged = bytes.slice();
    new DataView(forged.buffer).setUint32(32, 4, true);
    const whole = withStarts(forged, () => {});
    await expect(partOf('a.bin', whole)).rejects.toThrow(/the number of values is 4, expected 5/);
  });

  test.each([
    [0, 2],
    [3, 2],
    [1, 10_001],
  ])('slice %i of %i', async (number, slices) => {
    const slice = { ...SLICE, number, slices, documents: 3 };
    await expect(partOf('a.bin', build(all, DENSE, slice))).rejects.toThrow(`it is slice ${number} of ${slices}`);
  });
});

test('indexes that are no slices are joined in the order given', async () => {
  const [first, second] = [
    { name: 'b', text: '山高水长，云开月明。' },
    { name: 'a', text: '田里的水稻黄了，天晴了再走。' },
  ];
  const parts = await Promise.all([first!, second!].map((one) => partOf(one.name, build([one], DENSE, null))));
  expect(await merged(parts)).toEqual(build([first!, second!], DENSE, null));
});
