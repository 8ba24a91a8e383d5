import { checksum, letterByte, letterClass } from '../fingerprint/hash.ts';
import { normalise } from '../text/normalise.ts';
import { breakMark } from './break-mark.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import type { EssayRecord } from './essay.ts';
import { CLASS_SHIFT, FOLDED_BIT, IndexError, NAME_BIT, NUMBER_MASK, SURPRISAL_MASK } from './format.ts';

/*
 * The block of an essay: its record and its letters, packed. A whole number of words, zeros at its end. Numbers are varints
 * (LEB128) unless said otherwise.
 *
 *   checksum of all that follows, 4 bytes
 *   length of the record in bytes; the record, JSON in UTF-8: its values in the order of RECORD_KEYS, the document 0 where it is the
 *     id, zeros and empty texts at the end left out
 *   number of letters n; flags: bit 0 the letters' classes are there, bit 1 some letter is folded, bit 2 the block is bare: of its letters
 *     nothing follows (a pack without letter tables, see docs/packs.md)
 *   n bytes: a hash of each letter
 *   n half bytes, the first in the low half: surprisal in bits
 *   if bit 0: n pairs of bits, the first in the lowest: what the class has beyond the letter's byte
 *   if bit 1: n bits: whether the document has another form of the letter
 *   number of names; for each the letters since the end of the one before, and its letters
 *   number of breaks, letters that do not directly follow the one before in the document; for each the letters since the break
 *   before, then one byte: bits 0–1 UTF-16 units between it and the letter before (0: a varint follows that says), bit 2 digits
 *   or Latin letters stand there (a byte follows with their hash), bits 6 and 7 a paragraph's and a sentence's end
 */

const HAS_CLASSES = 1;
const HAS_FOLDED = 2;
const IS_BARE = 4;
const SKIPPED_MASK = 3;
const HAS_NUMBER = 4;
const ENDS_MASK = 0xc0;

/** The letters of an essay as its block holds them. Positions count the essay's letters from 0. */
export interface EssayLetters {
  /** One byte a letter. */
  readonly letterBytes: Uint8Array;
  /** One byte a letter, see format.ts. */
  readonly letterFacts: Uint8Array;
  /** Letters that do not directly follow the one before them in their document; the first letter is one. Ascending. */
  readonly breakLetters: Uint32Array;
  /** For each break its UTF-16 offset in the document. */
  readonly breakOffsets: Uint32Array;
  /** For each break what precedes it in the document, see format.ts. */
  readonly breakMarks: Uint8Array;
}

/** An essay's record and letters. */
export interface EssayBlock extends EssayLetters {
  readonly record: EssayRecord;
  /** Whether the block says of its letters no more than how many there are: then all of them are 0, and the essay cannot be aligned. */
  readonly isBare: boolean;
}

/** An essay to be written. */
export interface EssayInput extends EssayRecord {
  /** Exactly `document.slice(start, end)`. */
  readonly text: string;
  /** One byte for each letter of the text: its surprisal in bits, and NAME_BIT. The other bits are computed from the text. */
  readonly facts: Uint8Array;
}

function breaksOf({ text, start }: EssayInput, at: Uint32Array): Omit<EssayLetters, 'letterBytes' | 'letterFacts'> {
  const letters: number[] = [];
  const offsets: number[] = [];
  const marks: number[] = [];
  at.forEach((offset, letter) => {
    const after = letter === 0 ? 0 : at[letter - 1]! + 1;
    if (letter > 0 && after === offset) return;
    letters.push(letter);
    offsets.push(start + offset);
    marks.push(breakMark(text, after, offset));
  });
  return {
    breakLetters: Uint32Array.from(letters),
    breakOffsets: Uint32Array.from(offsets),
    breakMarks: Uint8Array.from(marks),
  };
}

/** The letters of an essay as its block holds them. Throws an IndexError if the number of facts is not that of the letters. */
export function lettersOfEssay(essay: EssayInput): EssayLetters {
  const { text, facts, id } = essay;
  const { codes, at } = normalise(text);
  if (facts.length !== codes.length)
    throw new IndexError(`essay ${id} has ${facts.length} facts for ${codes.length} letters: give one a letter`);
  const letterFacts = facts.map((fact, i) => {
    const folded = text.charCodeAt(at[i]!) === codes[i] ? 0 : FOLDED_BIT;
    return (fact & (SURPRISAL_MASK | NAME_BIT)) | folded | ((letterClass(codes[i]!) << CLASS_SHIFT) & 0xff);
  });
  return { letterBytes: Uint8Array.from(codes, letterByte), letterFacts, ...breaksOf(essay, at) };
}

/** Packs `bits` bits of each fact, shifted down by `shift`, the first in the lowest bits. */
function packed(facts: Uint8Array, bits: 1 | 2 | 4, shift: number): Uint8Array {
  const each = 8 / bits;
  const out = new Uint8Array(Math.ceil(facts.length / each));
  const mask = (1 << bits) - 1;
  for (let i = 0; i < facts.length; i++) {
    out[Math.floor(i / each)]! |= ((facts[i]! >>> shift) & mask) << (bits * (i % each));
  }
  return out;
}

function unpackInto(facts: Uint8Array, bytes: Uint8Array, bits: 1 | 2 | 4, shift: number): void {
  const each = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let i = 0; i < facts.length; i++) {
    facts[i]! |= ((bytes[Math.floor(i / each)]! >>> (bits * (i % each))) & mask) << shift;
  }
}

const FOLDED_SHIFT = Math.log2(FOLDED_BIT);

function writeNames(out: ByteWriter, facts: Uint8Array): void {
  const runs: number[] = [];
  for (let i = 0, end = 0; i < facts.length; i++) {
    if ((facts[i]! & NAME_BIT) === 0) continue;
    let length = 1;
    while (i + length < facts.length && (facts[i + length]! & NAME_BIT) !== 0) length++;
    runs.push(i - end, length);
    i += length;
    end = i;
  }
  out.varint(runs.length / 2);
  for (const value of runs) out.varint(value);
}

function readNames(from: ByteReader, facts: Uint8Array): void {
  let at = 0;
  for (let left = from.varint(); left > 0; left--) {
    at += from.varint();
    for (let length = from.varint(); length > 0 && at < facts.length; length--) facts[at++]! |= NAME_BIT;
  }
}

function writeBreaks(out: ByteWriter, { breakLetters, breakOffsets, breakMarks }: EssayLetters, start: number): void {
  out.varint(breakLetters.length);
  let letter = 0;
  let offset = start;
  breakLetters.forEach((at, i) => {
    const skipped = breakOffsets[i]! - offset - (at - letter);
    const number = breakMarks[i]! & NUMBER_MASK;
    const short = skipped >= 1 && skipped <= SKIPPED_MASK ? skipped : 0;
    out.varint(at - letter);
    out.byte(short | (number > 0 ? HAS_NUMBER : 0) | (breakMarks[i]! & ENDS_MASK));
    if (short === 0) out.varint(skipped);
    if (number > 0) out.byte(number);
    letter = at;
    offset = breakOffsets[i]!;
  });
}

type Breaks = Pick<EssayLetters, 'breakLetters' | 'breakOffsets' | 'breakMarks'>;

function readBreaks(from: ByteReader, { start, end }: EssayRecord, letters: number): Breaks {
  const count = from.varint();
  if (count > letters || (count === 0) !== (letters === 0))
    throw new IndexError(`not a readable index: a block of ${letters} letters has ${count} breaks`);
  const breaks = {
    breakLetters: new Uint32Array(count),
    breakOffsets: new Uint32Array(count),
    breakMarks: new Uint8Array(count),
  };
  let letter = 0;
  let offset = start;
  for (let i = 0; i < count; i++) {
    const step = from.varint();
    const code = from.byte();
    const skipped = (code & SKIPPED_MASK) === 0 ? from.varint() : code & SKIPPED_MASK;
    letter += step;
    offset += step + skipped;
    if ((i === 0) !== (step === 0) || letter >= Math.max(1, letters) || offset > end)
      throw new IndexError(
        `not a readable index: break ${i} is at letter ${letter} of ${letters}, offset ${offset} of ${start}–${end}`,
      );
    breaks.breakLetters[i] = letter;
    breaks.breakOffsets[i] = offset;
    breaks.breakMarks[i] = (code & ENDS_MASK) | ((code & HAS_NUMBER) === 0 ? 0 : from.byte() & NUMBER_MASK);
  }
  return breaks;
}

/** Characters of a damaged record that an error shows. */
const MOST_SHOWN = 80;

/** The order of a record's values, those that are often empty last; `recordFrom` reads them in it. */
const RECORD_KEYS = [
  'start',
  'end',
  'id',
  'document',
  'title',
  'heading',
  'date',
  'publisher',
  'url',
  'kind',
  'year',
] as const satisfies readonly (keyof EssayRecord)[];

function recordJson(record: EssayRecord): string {
  const values = RECORD_KEYS.map((key) => (key === 'document' && record.document === record.id ? 0 : record[key]));
  while (values.at(-1) === '' || values.at(-1) === 0) values.pop();
  return JSON.stringify(values);
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function isRecord({
  start,
  end,
  year,
  id,
  document,
  title,
  heading,
  date,
  publisher,
  url,
  kind,
}: EssayRecord): boolean {
  return (
    [start, end, year].every(isWhole) &&
    [id, document, title, heading, date, publisher, url, kind].every(isText) &&
    start <= end &&
    id !== ''
  );
}

const UTF8 = new TextDecoder();

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// Named one by one, as thousands of records are read when a large index is opened.
function recordFrom(json: string): EssayRecord {
  const values = parsed(json);
  const given: readonly unknown[] = Array.isArray(values) ? values : [];
  const [start = '', end = '', id = '', named = '', title = '', heading = '', date = '', publisher = ''] = given;
  const [url = '', kind = '', year = 0] = given.slice(8);
  const document = named === 0 ? id : named;
  const record = { start, end, id, document, title, heading, date, publisher, url, kind, year } as EssayRecord;
  if (!isRecord(record)) throw new IndexError(`not a readable index: a record is ${json.slice(0, MOST_SHOWN)}`);
  return record;
}

/** Puts the checksum in front of what was written. */
function finished(out: ByteWriter): Uint8Array {
  const block = out.padded(4);
  new DataView(block.buffer, block.byteOffset).setUint32(0, checksum(block.subarray(4)), true);
  return block;
}

function begun(record: EssayRecord, letters: number, flags: number): ByteWriter {
  const out = new ByteWriter();
  out.word(0);
  const json = new TextEncoder().encode(recordJson(record));
  out.varint(json.length);
  out.bytes(json);
  out.varint(letters);
  out.varint(flags);
  return out;
}

/** The block of an essay of so many letters that says nothing of them. */
export function encodeBareBlock(record: EssayRecord, letters: number): Uint8Array {
  return finished(begun(record, letters, IS_BARE));
}

/** The block of an essay, with the classes of its letters or without. */
export function encodeBlock(record: EssayRecord, letters: EssayLetters, withClasses: boolean): Uint8Array {
  const { letterBytes, letterFacts } = letters;
  const hasFolded = letterFacts.some((fact) => (fact & FOLDED_BIT) !== 0);
  const flags = (withClasses ? HAS_CLASSES : 0) | (hasFolded ? HAS_FOLDED : 0);
  const out = begun(record, letterBytes.length, flags);
  out.bytes(letterBytes);
  out.bytes(packed(letterFacts, 4, 0));
  if (withClasses) out.bytes(packed(letterFacts, 2, CLASS_SHIFT));
  if (hasFolded) out.bytes(packed(letterFacts, 1, FOLDED_SHIFT));
  writeNames(out, letterFacts);
  writeBreaks(out, letters, record.start);
  return finished(out);
}

function open(block: Uint8Array): ByteReader {
  const from = new ByteReader(block);
  const found = block.length % 4 === 0 ? checksum(block.subarray(4)) : 0;
  const wanted = from.word();
  if (block.length % 4 !== 0 || found !== wanted)
    throw new IndexError(
      `not a readable index: a block's checksum is ${found}, expected ${wanted}; copy the file again`,
    );
  return from;
}

function readRecord(from: ByteReader): EssayRecord {
  return recordFrom(UTF8.decode(from.bytes(from.varint())));
}

/** The record of a block alone. Throws an IndexError where the block is damaged. */
export function decodeRecord(block: Uint8Array): EssayRecord {
  return readRecord(open(block));
}

/** Most letters of an essay in a bare block: its length is not that of what is stored, so a damaged one could ask for any memory. */
const MOST_BARE_LETTERS = 1 << 24;

function bareBlock(record: EssayRecord, letters: number): EssayBlock {
  if (letters > MOST_BARE_LETTERS)
    throw new IndexError(`not a readable index: a block has ${letters} letters, at most ${MOST_BARE_LETTERS}`);
  const first = letters > 0 ? [0] : [];
  return {
    record,
    isBare: true,
    letterBytes: new Uint8Array(letters),
    letterFacts: new Uint8Array(letters),
    breakLetters: Uint32Array.from(first),
    breakOffsets: Uint32Array.from(first, () => record.start),
    breakMarks: Uint8Array.from(first),
  };
}

/** Reads a block. Throws an IndexError where it is damaged. */
export function decodeBlock(block: Uint8Array): EssayBlock {
  const from = open(block);
  const record = readRecord(from);
  const count = from.varint();
  const flags = from.varint();
  if ((flags & IS_BARE) !== 0) return bareBlock(record, count);
  const letterBytes = from.bytes(count);
  const letterFacts = new Uint8Array(count);
  unpackInto(letterFacts, from.bytes(Math.ceil(count / 2)), 4, 0);
  if ((flags & HAS_CLASSES) !== 0) unpackInto(letterFacts, from.bytes(Math.ceil(count / 4)), 2, CLASS_SHIFT);
  if ((flags & HAS_FOLDED) !== 0) unpackInto(letterFacts, from.bytes(Math.ceil(count / 8)), 1, FOLDED_SHIFT);
  readNames(from, letterFacts);
  return { record, isBare: false, letterBytes, letterFacts, ...readBreaks(from, record, count) };
}
