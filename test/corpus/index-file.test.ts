import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBlock } from '../../src/corpus/block.ts';
import { breakBefore, sourceOffset, wholeRow } from '../../src/corpus/essay-row.ts';
import { HEADER_BYTES, IndexError, SECTION_ROW_BYTES } from '../../src/corpus/format.ts';
import {
  blockBytes,
  blockRange,
  essayWithId,
  filterMask,
  filterWord,
  type Index,
  positionsOf,
} from '../../src/corpus/loaded-index.ts';
import { openIndex, openIndexFile, readIndex } from '../../src/corpus/read-index.ts';
import { type EssayInput, IndexWriter, MemorySink, writeIndex } from '../../src/corpus/write-index.ts';
import { bytesOf, fingerprints, letterByte } from '../../src/fingerprint/hash.ts';
import { DENSE, type Sampling, SHINGLE } from '../../src/fingerprint/recipe.ts';
import { normalise } from '../../src/text/normalise.ts';
import { OWN_ESSAYS, ownIndex, ownIndexBytes } from '../own-essays.ts';

function essayInput(text: string, place: number): EssayInput {
  const facts = new Uint8Array(normalise(text).codes.length).fill(7);
  const record = { title: `标题${place}`, heading: '第 1 篇', publisher: '', date: '', url: '', kind: '', year: 0 };
  return { id: `${place}/1`, document: `${place}.txt`, start: 0, end: text.length, text, facts, ...record };
}

function written(texts: readonly string[], sampling: Sampling = DENSE): Uint8Array {
  return writeIndex(texts.map(essayInput), Uint32Array.from(texts.keys()), sampling);
}

const opened = (bytes: Uint8Array): Index => readIndex(new Uint8Array(bytes).buffer, 'test');

/** A small alphabet, so that shingles repeat. */
const essayText = fc.string({ unit: fc.constantFrom(...'山水田木，。1\n云'), maxLength: 60 });
const essayTexts = fc.array(essayText, { minLength: 1, maxLength: 4 });

/** Where a shingle stands in the corpus row, by comparing it with every place: essays are not run together. */
function naivePositions(texts: readonly string[], shingle: string): number[] {
  const found: number[] = [];
  let start = 0;
  for (const text of texts) {
    const letters = String.fromCharCode(...normalise(text).codes);
    for (let i = 0; i + SHINGLE <= letters.length; i++) {
      if (letters.slice(i, i + SHINGLE) === shingle) found.push(start + i);
    }
    start += letters.length;
  }
  return found;
}

const hashOf = (shingle: string): number => fingerprints(bytesOf(normalise(shingle).codes), SHINGLE)[0]!;

describe('an index of our own essays', () => {
  test('lists its essays, with consecutive ranges of letters', () => {
    const index = ownIndex();
    expect(index.essays.map(({ document, title }) => [document, title])).toEqual([
      ['1_checkpoint.txt', '老槐树下的值守'],
      ['2_garden.txt', '楼顶的菜园'],
      ['3_reading.txt', '午后的读书会'],
      ['4_variant.txt', '老槐树下的值守'],
    ]);
    expect(index.essays.reduce((sum, { letters }) => sum + letters, 0)).toBe(index.letterCount);
    expect([...wholeRow(index).essayOf]).toEqual(index.essays.flatMap(({ letters }, i) => Array(letters).fill(i)));
  });

  test('the two variants are a family', () => {
    expect(ownIndex().essays.map(({ family }) => family)).toEqual([[3], [], [], [0]]);
  });

  test('every letter is mapped to its place in the document', () => {
    const row = wholeRow(ownIndex());
    for (let letter = 0; letter < row.letterCount; letter++) {
      const { document } = row.essays[row.essayOf[letter]!]!.record;
      const text = OWN_ESSAYS[document as keyof typeof OWN_ESSAYS];
      const code = normalise(text.charAt(sourceOffset(row, letter))).codes[0];
      expect(code === undefined ? null : letterByte(code)).toBe(row.letterBytes[letter]);
    }
  });

  test('the break before a letter is at or before it, and every essay starts at a break', () => {
    const row = wholeRow(ownIndex());
    for (let letter = 0; letter < row.letterCount; letter++) {
      const at = breakBefore(row, letter);
      expect(row.breakLetters[at]).toBeLessThanOrEqual(letter);
      expect(row.breakLetters[at + 1] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(letter);
    }
    for (const start of row.essayStarts.subarray(0, -1)) {
      expect(row.breakLetters[breakBefore(row, start)]).toBe(start);
    }
  });

  test('its letters cannot be read: titles and headings are the only Han text in the file', () => {
    const text = new TextDecoder().decode(ownIndexBytes());
    for (const essay of Object.values(OWN_ESSAYS)) expect(text).not.toContain(essay.slice(20, 30));
    expect(text).toContain('老槐树下的值守');
  });

  test('the same essays give the same bytes', () => {
    expect(Buffer.from(ownIndexBytes()).equals(ownIndexBytes())).toBe(true);
  });
});

describe('look-ups against a naive model', () => {
  test('finds every shingle of the corpus, and none that the corpus lacks', () => {
    fc.assert(
      fc.property(essayTexts, fc.array(essayText, { maxLength: 5 }), (texts, others) => {
        const index = opened(written(texts));
        for (const text of [...texts, ...others]) {
          const letters = String.fromCharCode(...normalise(text).codes);
          for (let i = 0; i + SHINGLE <= letters.length; i++) {
            const shingle = letters.slice(i, i + SHINGLE);
            expect(positionsOf(index, hashOf(shingle))).toEqual(naivePositions(texts, shingle));
          }
        }
      }),
    );
  });

  test('the filter rejects no shingle of the corpus', () => {
    fc.assert(
      fc.property(essayTexts, (texts) => {
        const index = opened(written(texts));
        for (const text of texts) {
          for (const hash of fingerprints(bytesOf(normalise(text).codes), SHINGLE)) {
            const mask = filterMask(hash, index.filterBits);
            expect(index.filter[filterWord(hash, index.filterBits)]! & mask).toBe(mask);
          }
        }
      }),
    );
  });

  test('essays without letters, or with fewer than a shingle, can be written and read', () => {
    const index = opened(written(['，。', '山水', '']));
    expect(index.essays.map(({ letters }) => letters)).toEqual([0, 2, 0]);
    expect(positionsOf(index, hashOf('山水田木云山'))).toEqual([]);
  });
});

describe('a file that is not a complete index is refused', () => {
  const bytes = written(['山高水长，云开月明。林深路远', '田里的水稻黄了。']);

  test('with any one byte flipped', () => {
    for (let place = 0; place < bytes.length; place++) {
      const damaged = new Uint8Array(bytes);
      damaged[place]! ^= 1 << (place & 7);
      expect(() => readIndex(damaged.buffer, 'test'), `byte ${place}`).toThrow(IndexError);
    }
  });

  test('cut short anywhere', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readIndex(new Uint8Array(bytes).slice(0, length).buffer, 'test'), `${length} bytes`).toThrow(
        IndexError,
      );
    }
  });

  test('with anything after its end', () => {
    expect(() => opened(Uint8Array.from([...bytes, 0, 0, 0, 0, 0, 0, 0, 0]))).toThrow(/the length in bytes is/);
  });

  test.each([
    [0, /the magic number is .*expected/],
    [4, /the format version is .*build the index again with this version/],
    [8, /the length in bytes is/],
    [12, /the checksum is/],
  ])('and says what is wrong: byte %i', (place, message) => {
    const damaged = new Uint8Array(bytes);
    damaged[place]! ^= 0x10;
    expect(() => readIndex(damaged.buffer, 'test')).toThrow(message);
  });

  test('random bytes are refused with an IndexError and no other error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(() => opened(noise)).toThrow(IndexError);
      }),
    );
  });

  test('letter facts must be as many as letters', () => {
    expect(() => writeIndex([{ ...essayInput('山水', 0), facts: new Uint8Array(3) }], Uint32Array.of(0))).toThrow(
      '3 facts for 2 letters',
    );
  });
});

/** Whether no section of a file reaches over this byte: the table names them all. */
function isBetweenSections(bytes: Uint8Array, place: number): boolean {
  const file = new DataView(bytes.buffer, bytes.byteOffset);
  const table = file.getUint32(36, true);
  if (place < HEADER_BYTES || place >= table) return false;
  for (let row = table; row < bytes.length; row += SECTION_ROW_BYTES) {
    const [offset, length] = [file.getUint32(row + 8, true), file.getUint32(row + 12, true)];
    if (place >= offset && place < offset + Math.ceil(length / 4) * 4) return false;
  }
  return true;
}

describe('an index that is read from its file on request', () => {
  const texts = ['山高水长，云开月明。林深路远', '田里的水稻黄了。', '山高水长，云开月明。林深路远'];
  const bytes = written(texts, { shingle: 3, stride: 2 });
  const source = { byteLength: bytes.length, read: async (start: number, end: number) => bytes.slice(start, end) };

  test('is opened without its blocks, and gives the same results as one in memory', async () => {
    const [here, there] = [opened(bytes), await openIndex(source, 'test')];
    const columnsOf = (index: Index) =>
      Object.fromEntries(
        Object.keys(index).flatMap((key) => {
          const name = key as keyof Index;
          return ['essays', 'records', 'readBlock'].includes(name) ? [] : [[name, index[name]]];
        }),
      );
    expect(columnsOf(there)).toEqual(columnsOf(here));
    expect(there.readBlock).toBeNull();
    expect(() => there.essays).toThrow(/not in memory/);
    expect(() => [...there.records()]).toThrow(/not in memory/);
    const { start, end } = blockRange(there, 1);
    expect(bytes.slice(start, end)).toEqual(blockBytes(here, 1).slice());
  });

  test('in a file with synchronous reads, it reads only the blocks that are needed', () => {
    const reads: [start: number, end: number][] = [];
    const readNow = (start: number, end: number) => {
      reads.push([start, end]);
      return bytes.slice(start, end);
    };
    const [here, there] = [opened(bytes), openIndexFile({ byteLength: bytes.length, readNow }, 'test')];
    const blocks = blockRange(here, 0).start;
    expect(reads.filter(([start, end]) => start < blockRange(here, texts.length - 1).end && end > blocks)).toEqual([]);
    reads.length = 0;
    expect(blockBytes(there, 1)).toEqual(blockBytes(here, 1).slice());
    const { start, end } = blockRange(here, 1);
    expect(reads).toEqual([[start, end]]);
    expect(there.essays.map(({ id }) => id)).toEqual(here.essays.map(({ id }) => id));
  });

  test('finds an essay by its id', () => {
    expect(['0/1', '1/1', '2/1', '3/1'].map((id) => essayWithId(opened(bytes), id))).toEqual([0, 1, 2, -1]);
  });

  test('a damaged byte of its columns is refused at once, one of a block when that block is read', async () => {
    const { start } = blockRange(opened(bytes), 0);
    const { end } = blockRange(opened(bytes), texts.length - 1);
    for (let place = 0; place < bytes.length; place++) {
      const damaged = new Uint8Array(bytes);
      damaged[place]! ^= 1 << (place & 7);
      const opening = openIndex({ ...source, read: async (from, to) => damaged.slice(from, to) }, 'test');
      if (place >= start && place < end) {
        const index = await opening;
        const block = texts.findIndex((_, essay) => place < blockRange(index, essay).end);
        const range = blockRange(index, block);
        expect(() => decodeBlock(damaged.slice(range.start, range.end)), `byte ${place}`).toThrow(IndexError);
        // Nobody reads the zeros between sections.
      } else if (!isBetweenSections(bytes, place)) await expect(opening, `byte ${place}`).rejects.toThrow(IndexError);
    }
  });

  test('merged from the blocks of others it has the same bytes as one built from all essays', () => {
    const [first, second] = [opened(written(texts.slice(0, 2))), opened(written(texts.slice(2)))];
    const sink = new MemorySink();
    const writer = new IndexWriter(sink, DENSE);
    writer.addEssay(decodeBlock(blockBytes(first, 0)));
    writer.addEssay(decodeBlock(blockBytes(first, 1)));
    writer.addEssay(decodeBlock(blockBytes(second, 0)));
    writer.finish(Uint32Array.of(0, 1, 2));
    const again = essayInput(texts[2]!, 0);
    const whole = writeIndex(
      [essayInput(texts[0]!, 0), essayInput(texts[1]!, 1), again],
      Uint32Array.of(0, 1, 2),
      DENSE,
    );
    expect(sink.bytes()).toEqual(whole);
  });
});
