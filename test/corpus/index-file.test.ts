import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IndexError } from '../../src/corpus/format.ts';
import {
  breakBefore,
  filterMask,
  filterWord,
  type Index,
  positionsOf,
  sourceOffset,
} from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { corpusRow, type EssayInput, writeIndex } from '../../src/corpus/write-index.ts';
import { fingerprints, letterByte } from '../../src/fingerprint/hash.ts';
import { SHINGLE } from '../../src/fingerprint/recipe.ts';
import { normalise } from '../../src/text/normalise.ts';
import { OWN_ESSAYS, ownIndex, ownIndexBytes } from '../own-essays.ts';

function essayInput(text: string, place: number): EssayInput {
  const facts = { title: `标题${place}`, heading: '第 1 篇', publisher: '', date: '', family: [] };
  return { id: `${place}/1`, document: `${place}.txt`, start: 0, end: text.length, text, ...facts };
}

function written(texts: readonly string[]): Uint8Array {
  const essays = texts.map(essayInput);
  return writeIndex({ essays, letterFacts: new Uint8Array(corpusRow(essays).codes.length).fill(7) });
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

const hashOf = (shingle: string): number => fingerprints(normalise(shingle).codes, SHINGLE)[0]!;

describe('an index of our own essays', () => {
  test('says which essays it holds, with letters that follow one another', () => {
    const index = ownIndex();
    expect(index.essays.map(({ document, title }) => [document, title])).toEqual([
      ['1_checkpoint.txt', '老槐树下的值守'],
      ['2_garden.txt', '楼顶的菜园'],
      ['3_reading.txt', '午后的读书会'],
      ['4_variant.txt', '老槐树下的值守'],
    ]);
    expect(index.essays.reduce((sum, { letters }) => sum + letters, 0)).toBe(index.letterCount);
    expect([...index.essayOf]).toEqual(index.essays.flatMap(({ letters }, i) => Array(letters).fill(i)));
  });

  test('the two variants are a family', () => {
    expect(ownIndex().essays.map(({ family }) => family)).toEqual([[3], [], [], [0]]);
  });

  test('every letter finds its way back to its place in the document', () => {
    const index = ownIndex();
    for (let letter = 0; letter < index.letterCount; letter++) {
      const { document } = index.essays[index.essayOf[letter]!]!;
      const text = OWN_ESSAYS[document as keyof typeof OWN_ESSAYS];
      const code = normalise(text.charAt(sourceOffset(index, letter))).codes[0];
      expect(code === undefined ? null : letterByte(code)).toBe(index.letterBytes[letter]);
    }
  });

  test('a break stands at or before its letter, and at the start of every essay', () => {
    const index = ownIndex();
    for (let letter = 0; letter < index.letterCount; letter++) {
      const at = breakBefore(index, letter);
      expect(index.breakLetters[at]).toBeLessThanOrEqual(letter);
      expect(index.breakLetters[at + 1] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(letter);
    }
    for (const start of index.essayStarts.subarray(0, -1)) {
      expect(index.breakLetters[breakBefore(index, start)]).toBe(start);
    }
  });

  test('no letter of it can be read: the file holds titles and headings as its only Han text', () => {
    const text = new TextDecoder().decode(ownIndexBytes());
    for (const essay of Object.values(OWN_ESSAYS)) expect(text).not.toContain(essay.slice(20, 30));
    expect(text).toContain('老槐树下的值守');
  });

  test('the same essays give the same bytes', () => {
    expect(Buffer.from(ownIndexBytes()).equals(ownIndexBytes())).toBe(true);
  });
});

describe('look-ups against a naive model', () => {
  test('every shingle of the corpus, and shingles it has not', () => {
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

  test('the filter loses no shingle of the corpus', () => {
    fc.assert(
      fc.property(essayTexts, (texts) => {
        const index = opened(written(texts));
        for (const text of texts) {
          for (const hash of fingerprints(normalise(text).codes, SHINGLE)) {
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

describe('a file that is not a whole index is refused', () => {
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

  test('no random bytes pass, nor do they anything else than be refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(() => opened(noise)).toThrow(IndexError);
      }),
    );
  });

  test('letter facts must be one a letter', () => {
    expect(() => writeIndex({ essays: [essayInput('山水', 0)], letterFacts: new Uint8Array(3) })).toThrow(
      'letterFacts has 3 entries for 2 letters',
    );
  });
});
