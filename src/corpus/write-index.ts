import { checksum as checksumOf, fingerprints, letterByte, letterClass } from '../fingerprint/hash.ts';
import { RECIPE } from '../fingerprint/recipe.ts';
import { normalise } from '../text/normalise.ts';
import { breakMark } from './break-mark.ts';
import { chanceLevels } from './chance.ts';
import type { EssayRecord } from './essay.ts';
import {
  ALIGNMENT,
  CLASS_SHIFT,
  type Column,
  FOLDED_BIT,
  FORMAT_VERSION,
  HEADER_BYTES,
  MAGIC,
  SECTION,
  SECTION_ROW_BYTES,
} from './format.ts';
import { remainderOf } from './loaded-index.ts';
import { sentenceStarts } from './open-sentences.ts';
import { sentencesFrom } from './sentences.ts';

/** An essay to be written: its record and its text, exactly `document.slice(start, end)`. */
export interface EssayInput extends EssayRecord {
  readonly text: string;
}

/** What an index is made of. */
export interface IndexInput {
  readonly essays: readonly EssayInput[];
  /** For each letter of the corpus row its facts (see format.ts, section 4), but for those that the text itself tells. */
  readonly letterFacts: Uint8Array;
}

interface Section {
  readonly id: number;
  readonly column: Column;
}

const NARROW_LIMIT = 0xffff;

function narrow(values: readonly number[] | Uint32Array): Column {
  for (const value of values) if (value > NARROW_LIMIT) return Uint32Array.from(values);
  return Uint16Array.from(values);
}

/** The corpus row of these essays: all letters, and where each essay's begin (one entry more than essays). */
export function corpusRow(essays: readonly { readonly text: string }[]): { codes: Uint16Array; starts: Uint32Array } {
  const rows = essays.map((essay) => normalise(essay.text).codes);
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  const codes = new Uint16Array(starts[rows.length]!);
  rows.forEach((row, i) => {
    codes.set(row, starts[i]!);
  });
  return { codes, starts };
}

interface Breaks {
  readonly letters: Column;
  readonly offsets: Column;
  readonly marks: Uint8Array;
}

function breaksOf(essays: readonly EssayInput[], starts: Uint32Array): Breaks {
  const letters: number[] = [];
  const offsets: number[] = [];
  const marks: number[] = [];
  essays.forEach((essay, i) => {
    const { at } = normalise(essay.text);
    at.forEach((offset, letter) => {
      const after = letter === 0 ? 0 : at[letter - 1]! + 1;
      if (letter > 0 && after === offset) return;
      letters.push(starts[i]! + letter);
      offsets.push(essay.start + offset);
      marks.push(breakMark(essay.text, after, offset));
    });
  });
  return { letters: narrow(letters), offsets: narrow(offsets), marks: Uint8Array.from(marks) };
}

interface Entry {
  readonly hash: number;
  readonly position: number;
}

function shingleEntries(codes: Uint16Array, starts: Uint32Array): Entry[] {
  const entries: Entry[] = [];
  for (let essay = 0; essay + 1 < starts.length; essay++) {
    const hashes = fingerprints(codes.subarray(starts[essay]!, starts[essay + 1]!), RECIPE.shingle);
    hashes.forEach((hash, i) => {
      entries.push({ hash, position: starts[essay]! + i });
    });
  }
  return entries.sort((a, b) => a.hash - b.hash || a.position - b.position);
}

/**
 * Buckets of about eight entries: most look-ups stop at the filter, so a small directory beats short buckets. At most 16 bits,
 * so that bucket and remainder never overlap.
 */
function bucketBitsFor(entries: number): number {
  return Math.min(16, Math.max(4, Math.ceil(Math.log2(Math.max(1, entries / 8)))));
}

function lookupSections(entries: readonly Entry[]): Section[] {
  const bits = bucketBitsFor(entries.length);
  const buckets = new Uint32Array(2 ** bits + 1);
  for (const { hash } of entries) buckets[(hash >>> (32 - bits)) + 1]!++;
  for (let b = 0; b < 2 ** bits; b++) buckets[b + 1]! += buckets[b]!;
  return [
    { id: SECTION.buckets, column: narrow(buckets) },
    { id: SECTION.remainders, column: Uint16Array.from(entries, (entry) => remainderOf(entry.hash, bits)) },
    { id: SECTION.positions, column: narrow(entries.map((entry) => entry.position)) },
  ];
}

function recordSection(essays: readonly EssayInput[]): Section {
  const records: EssayRecord[] = essays.map(({ text: _, ...record }) => record);
  return { id: SECTION.essays, column: new TextEncoder().encode(JSON.stringify(records)) };
}

/** The facts with what the text itself tells: the bit of folded letters and the low bits of each letter's class. */
function withTextFacts(facts: Uint8Array, essays: readonly EssayInput[], starts: Uint32Array): Uint8Array {
  const out = Uint8Array.from(facts);
  essays.forEach(({ text }, essay) => {
    const { codes, at } = normalise(text);
    at.forEach((offset, letter) => {
      const folded = text.charCodeAt(offset) === codes[letter] ? 0 : FOLDED_BIT;
      out[starts[essay]! + letter]! |= folded | ((letterClass(codes[letter]!) << CLASS_SHIFT) & 0xff);
    });
  });
  return out;
}

function sentenceSection(codes: Uint16Array, starts: Uint32Array, breaks: Breaks): Section {
  const classes = codes.map(letterClass);
  const sentences = sentencesFrom(classes, sentenceStarts(starts, breaks.letters, breaks.marks));
  return { id: SECTION.sentenceChances, column: chanceLevels(sentences, classes) };
}

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function assemble(sections: readonly Section[]): Uint8Array {
  const tableEnd = aligned(HEADER_BYTES + sections.length * SECTION_ROW_BYTES);
  const length = sections.reduce((sum, { column }) => sum + aligned(column.byteLength), tableEnd);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let offset = tableEnd;
  sections.forEach(({ id, column }, i) => {
    const row = [id, column.BYTES_PER_ELEMENT, offset, column.byteLength];
    row.forEach((value, j) => {
      view.setUint32(HEADER_BYTES + i * SECTION_ROW_BYTES + j * 4, value, true);
    });
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += aligned(column.byteLength);
  });
  const header = [MAGIC, FORMAT_VERSION, length, 0, RECIPE.shingle, RECIPE.letters, sections.length, 0];
  header.forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  view.setUint32(12, checksumOf(bytes.subarray(16)), true);
  return bytes;
}

/**
 * The bytes of an index over these essays; the same input gives the same bytes. Columns are copied as they lie in memory, so
 * it must run on a little-endian machine (every one that runs Node today).
 */
export function writeIndex(input: IndexInput): Uint8Array {
  const { codes, starts } = corpusRow(input.essays);
  if (input.letterFacts.length !== codes.length) {
    throw new RangeError(
      `letterFacts has ${input.letterFacts.length} entries for ${codes.length} letters: give one a letter`,
    );
  }
  const breaks = breaksOf(input.essays, starts);
  return assemble([
    recordSection(input.essays),
    { id: SECTION.essayStarts, column: starts },
    { id: SECTION.letterBytes, column: Uint8Array.from(codes, letterByte) },
    { id: SECTION.letterFacts, column: withTextFacts(input.letterFacts, input.essays, starts) },
    ...lookupSections(shingleEntries(codes, starts)),
    { id: SECTION.breakLetters, column: breaks.letters },
    { id: SECTION.breakOffsets, column: breaks.offsets },
    { id: SECTION.breakMarks, column: breaks.marks },
    sentenceSection(codes, starts, breaks),
  ]);
}
