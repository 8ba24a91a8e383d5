import { checksum } from '../fingerprint/hash.ts';
import { RECIPE } from '../fingerprint/recipe.ts';
import type { Essay, EssayRecord } from './essay.ts';
import {
  ALIGNMENT,
  type Column,
  FORMAT_VERSION,
  HEADER_BYTES,
  IndexError,
  MAGIC,
  SECTION,
  SECTION_ROW_BYTES,
} from './format.ts';
import { filterMask, filterWord, type Index } from './loaded-index.ts';
import { sentenceStarts } from './open-sentences.ts';

function refuse(what: string, value: number, wanted: number): never {
  throw new IndexError(
    `not a readable index: ${what} is ${value}, expected ${wanted}; build the index again with this version`,
  );
}

function expect(what: string, value: number, wanted: number): void {
  if (value !== wanted) refuse(what, value, wanted);
}

function checkHeader(bytes: Uint8Array, view: DataView): void {
  if (bytes.length < HEADER_BYTES) refuse('the length in bytes', bytes.length, HEADER_BYTES);
  const word = (at: number) => view.getUint32(at, true);
  expect('the magic number', word(0), MAGIC);
  expect('the format version', word(4), FORMAT_VERSION);
  expect('the length in bytes', bytes.length, word(8));
  if (bytes.length % 4 !== 0) refuse('the length modulo 4', bytes.length % 4, 0);
  expect('the checksum', checksum(bytes.subarray(16)), word(12));
  expect('the shingle length', word(16), RECIPE.shingle);
  expect('the letter table', word(20), RECIPE.letters);
}

function viewOf(buffer: ArrayBuffer, width: number, offset: number, length: number): Column {
  if (width === 1) return new Uint8Array(buffer, offset, length);
  if (width === 2) return new Uint16Array(buffer, offset, length / 2);
  return new Uint32Array(buffer, offset, length / 4);
}

/** The sections of a checked file, by id. */
function sectionsOf(buffer: ArrayBuffer, view: DataView): Map<number, Column> {
  const sections = new Map<number, Column>();
  const count = view.getUint32(24, true);
  if (HEADER_BYTES + count * SECTION_ROW_BYTES > buffer.byteLength) refuse('the number of sections', count, 10);
  for (let i = 0; i < count; i++) {
    const [id, width, offset, length] = [0, 4, 8, 12].map((at) =>
      view.getUint32(HEADER_BYTES + i * SECTION_ROW_BYTES + at, true),
    ) as [number, number, number, number];
    if (width !== 1 && width !== 2 && width !== 4) refuse(`the width of section ${id}`, width, 4);
    expect(`the alignment of section ${id}`, offset % ALIGNMENT, 0);
    expect(`the length of section ${id} modulo its width`, length % width, 0);
    if (offset + length > buffer.byteLength) refuse(`the end of section ${id}`, offset + length, buffer.byteLength);
    sections.set(id, viewOf(buffer, width, offset, length));
  }
  return sections;
}

function essaysOf(json: Column, starts: Uint32Array): Essay[] {
  const records = JSON.parse(new TextDecoder().decode(json as Uint8Array)) as EssayRecord[];
  expect('the number of essays', records.length, starts.length - 1);
  return records.map((record, i) => ({ ...record, letters: starts[i + 1]! - starts[i]! }));
}

function expectBelow(what: string, column: Column, limit: number): void {
  for (const value of column) if (value >= limit) refuse(`a value in ${what}`, value, limit - 1);
}

function expectRising(what: string, column: Column, last: number): void {
  for (let i = 1; i < column.length; i++)
    if (column[i]! < column[i - 1]!) refuse(`a value in ${what}`, column[i]!, column[i - 1]!);
  expect(`the last value in ${what}`, column.at(-1) ?? -1, last);
}

function essayOfLetters(starts: Uint32Array): Uint16Array {
  const essayOf = new Uint16Array(starts.at(-1)!);
  for (let essay = 0; essay + 1 < starts.length; essay++) essayOf.fill(essay, starts[essay], starts[essay + 1]);
  return essayOf;
}

/** Some 16 bits of filter an entry: one look-up in twenty passes by chance, and the table stays in the processor's cache. */
function filterBitsFor(entries: number): number {
  return Math.min(20, Math.max(10, Math.ceil(Math.log2(Math.max(1, entries * 16)))));
}

/** For every entry two bits of one word, see `mayHold`; the low bits that an entry does not store are not looked at. */
function filterOf(bits: number, bucketBits: number, buckets: Column, remainders: Uint16Array): Uint32Array {
  const filter = new Uint32Array(2 ** (bits - 5));
  const rest = 16 - bucketBits;
  for (let bucket = 0; bucket + 1 < buckets.length; bucket++) {
    for (let entry = buckets[bucket]!; entry < buckets[bucket + 1]!; entry++) {
      const hash = ((bucket << (32 - bucketBits)) | (remainders[entry]! << rest)) >>> 0;
      filter[filterWord(hash, bits)]! |= filterMask(hash, bits);
    }
  }
  return filter;
}

function needed(sections: Map<number, Column>, name: keyof typeof SECTION): Column {
  const section = sections.get(SECTION[name]);
  if (!section) throw new IndexError(`not a readable index: its section "${name}" is missing; build the index again`);
  return section;
}

function wide<T extends Column>(column: Column, type: new (length: number) => T, name: string): T {
  if (!(column instanceof type))
    refuse(`the width of "${name}"`, column.BYTES_PER_ELEMENT, new type(0).BYTES_PER_ELEMENT);
  return column;
}

type Columns = Pick<
  Index,
  | 'essayStarts'
  | 'letterBytes'
  | 'letterFacts'
  | 'remainders'
  | 'breakMarks'
  | 'sentenceChances'
  | 'buckets'
  | 'positions'
  | 'breakLetters'
  | 'breakOffsets'
>;

function columnsOf(sections: Map<number, Column>): Columns {
  const bytes = (name: keyof typeof SECTION) => wide(needed(sections, name), Uint8Array, name);
  return {
    essayStarts: wide(needed(sections, 'essayStarts'), Uint32Array, 'essayStarts'),
    letterBytes: bytes('letterBytes'),
    letterFacts: bytes('letterFacts'),
    remainders: wide(needed(sections, 'remainders'), Uint16Array, 'remainders'),
    breakMarks: bytes('breakMarks'),
    sentenceChances: bytes('sentenceChances'),
    buckets: needed(sections, 'buckets'),
    positions: needed(sections, 'positions'),
    breakLetters: needed(sections, 'breakLetters'),
    breakOffsets: needed(sections, 'breakOffsets'),
  };
}

function checkLetters({ essayStarts, letterBytes, letterFacts, buckets, remainders, positions }: Columns): void {
  const letters = letterBytes.length;
  expectRising('essayStarts', essayStarts, letters);
  expectRising('buckets', buckets, remainders.length);
  expect('the number of letter facts', letterFacts.length, letters);
  expect('the number of positions', positions.length, remainders.length);
  expectBelow('positions', positions, Math.max(1, letters - RECIPE.shingle + 1));
}

function checkBreaks({ essayStarts, breakLetters, breakOffsets, breakMarks, sentenceChances }: Columns): void {
  const sentences = sentenceStarts(essayStarts, breakLetters, breakMarks).length - 1;
  expect('the number of break offsets', breakOffsets.length, breakLetters.length);
  expect('the number of break marks', breakMarks.length, breakLetters.length);
  expect('the number of sentence chances', sentenceChances.length, sentences);
}

function bucketBitsOf({ buckets }: Columns): number {
  const bits = Math.log2(buckets.length - 1);
  if (!Number.isInteger(bits)) refuse('the number of buckets', buckets.length - 1, 2 ** Math.round(bits));
  return bits;
}

/**
 * Opens an index: checks magic, version, length, checksum and recipe, then every value that is used as a place, and lays views
 * over the bytes. Throws an IndexError that says what is wrong; a file that passes cannot make a look-up leave its columns.
 * @param name the index's durable name; the file does not hold it, whoever keeps the file does
 */
export function readIndex(buffer: ArrayBuffer, name: string): Index {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  checkHeader(bytes, view);
  const sections = sectionsOf(buffer, view);
  const columns = columnsOf(sections);
  checkLetters(columns);
  checkBreaks(columns);
  const { essayStarts, buckets, remainders } = columns;
  const bucketBits = bucketBitsOf(columns);
  const filterBits = filterBitsFor(remainders.length);
  return {
    name,
    recipe: RECIPE,
    checksum: view.getUint32(12, true),
    byteLength: bytes.length,
    essays: essaysOf(needed(sections, 'essays'), essayStarts),
    letterCount: columns.letterBytes.length,
    essayOf: essayOfLetters(essayStarts),
    bucketBits,
    filter: filterOf(filterBits, bucketBits, buckets, remainders),
    filterBits,
    ...columns,
  };
}
