import { checksum } from '../fingerprint/hash.ts';
import { LETTER_TABLE, MOST_SAMPLING, type Sampling } from '../fingerprint/recipe.ts';
import {
  ALIGNMENT,
  type Column,
  FORMAT_VERSION,
  HEADER_BYTES,
  IndexError,
  MAGIC,
  refuse,
  SECTION,
  SECTION_ROW_BYTES,
  SECTION_WIDTHS,
  type SectionName,
} from './format.ts';

/** An index as a source of bytes: a Blob, a file, or a buffer. `read` resolves with exactly the bytes `[start, end)`. */
export interface IndexSource {
  readonly byteLength: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/**
 * An index whose bytes can be read synchronously: a file in Node, or a buffer. `readNow` returns exactly the bytes `[start,
 * end)`.
 */
export interface IndexFile {
  readonly byteLength: number;
  readNow(start: number, end: number): Uint8Array;
}

/** Throws an IndexError unless `value` is the required one. */
export function mustEqual(what: string, value: number, wanted: number): void {
  if (value !== wanted) refuse(what, value, wanted);
}

/** The header of an index. */
export interface Header {
  readonly checksum: number;
  readonly sampling: Sampling;
  readonly letters: number;
  readonly essays: number;
  readonly tableOffset: number;
  readonly sections: number;
}

function checkSampling({ shingle, stride }: Sampling): void {
  if (shingle < 1 || shingle > MOST_SAMPLING.shingle) refuse('the shingle length', shingle, MOST_SAMPLING.shingle);
  if (stride < 1 || stride > MOST_SAMPLING.stride) refuse('the stride of shingles', stride, MOST_SAMPLING.stride);
}

function readHeader(bytes: Uint8Array, fileLength: number): Header {
  if (bytes.length < HEADER_BYTES) refuse('the length in bytes', bytes.length, HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  mustEqual('the magic number', word(0), MAGIC);
  mustEqual('the format version', word(4), FORMAT_VERSION);
  mustEqual('the length in bytes', fileLength, word(8));
  mustEqual('the letter table', word(16), LETTER_TABLE);
  const sampling = { shingle: word(20), stride: word(24) };
  checkSampling(sampling);
  const header = { letters: word(28), essays: word(32), tableOffset: word(36), sections: word(40) };
  const tableEnd = header.tableOffset + header.sections * SECTION_ROW_BYTES;
  if (header.tableOffset < HEADER_BYTES || tableEnd !== fileLength)
    refuse('the end of the section table', tableEnd, fileLength);
  return { checksum: word(12), sampling, ...header };
}

/** The place of a section in the file, and its checksum. `width` is that of an element, in bytes. */
export interface SectionRow {
  readonly width: number;
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
}

/** The sections of an index by name. */
export type Table = ReadonlyMap<SectionName, SectionRow>;

const NAMES = new Map(Object.entries(SECTION).map(([name, id]) => [id as number, name as SectionName]));

function readTable(header: Header, headerBytes: Uint8Array, table: Uint8Array): Table {
  mustEqual('the checksum', checksum(table, checksum(headerBytes.subarray(16, HEADER_BYTES))), header.checksum);
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const rows = new Map<SectionName, SectionRow>();
  for (let at = 0; at < table.length; at += SECTION_ROW_BYTES) {
    const [id, width, offset, length, sum] = [0, 4, 8, 12, 16].map((byte) => view.getUint32(at + byte, true)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const name = NAMES.get(id);
    if (!name) throw new IndexError(`not a readable index: it has a section ${id}; build it again with this version`);
    if (!SECTION_WIDTHS[name].some((allowed) => allowed === width))
      refuse(`the width of "${name}"`, width, SECTION_WIDTHS[name].at(-1)!);
    mustEqual(`the alignment of "${name}"`, offset % ALIGNMENT, 0);
    mustEqual(`the length of "${name}" modulo its width`, length % width, 0);
    if (offset + length > header.tableOffset) refuse(`the end of "${name}"`, offset + length, header.tableOffset);
    rows.set(name, { width, offset, length, checksum: sum });
  }
  return rows;
}

/** The row of a section that every index has. Throws an IndexError where it is missing. */
export function rowOf(table: Table, name: SectionName): SectionRow {
  const row = table.get(name);
  if (!row) throw new IndexError(`not a readable index: its section "${name}" is missing; build the index again`);
  return row;
}

const paddedTo4 = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** The place of a section in the file, its padding to whole words among them. */
export function sectionRange({ offset, length }: SectionRow): { start: number; end: number } {
  return { start: offset, end: offset + paddedTo4(length) };
}

function columnOf(name: SectionName, row: SectionRow, bytes: Uint8Array): Column {
  mustEqual(`in "${name}" the checksum`, checksum(bytes), row.checksum);
  const length = row.length / row.width;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (row.width === 1) return new Uint8Array(aligned.buffer, aligned.byteOffset, length);
  if (row.width === 2) return new Uint16Array(aligned.buffer, aligned.byteOffset, length);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, length);
}

/** Header and section table of an index. */
export interface Sections {
  readonly header: Header;
  readonly table: Table;
}

const headRange = ({ byteLength }: { readonly byteLength: number }) => [0, Math.min(HEADER_BYTES, byteLength)] as const;

/** Header and section table of an index that can be read at once. Throws an IndexError that says what is wrong. */
export function readSectionsNow(file: IndexFile): Sections {
  const head = file.readNow(...headRange(file));
  const header = readHeader(head, file.byteLength);
  return { header, table: readTable(header, head, file.readNow(header.tableOffset, file.byteLength)) };
}

/** `readSectionsNow` for an index that is read asynchronously. */
export async function readSections(source: IndexSource): Promise<Sections> {
  const head = await source.read(...headRange(source));
  const header = readHeader(head, source.byteLength);
  return { header, table: readTable(header, head, await source.read(header.tableOffset, source.byteLength)) };
}

/** A section of an index that can be read at once, as a column. Throws an IndexError where it is missing or damaged. */
export function readColumnNow(file: IndexFile, table: Table, name: SectionName): Column {
  const row = rowOf(table, name);
  const { start, end } = sectionRange(row);
  return columnOf(name, row, file.readNow(start, end));
}

/** `readColumnNow` for an index that is read asynchronously. */
export async function readColumn(source: IndexSource, table: Table, name: SectionName): Promise<Column> {
  const row = rowOf(table, name);
  const { start, end } = sectionRange(row);
  return columnOf(name, row, await source.read(start, end));
}
