import { checksum } from '../fingerprint/hash.ts';
import { type Sampling, sampledShingles } from '../fingerprint/recipe.ts';
import { allEssays, recordsOf } from './all-essays.ts';
import type { Essay } from './essay.ts';
import { type Column, HEADER_BYTES, refuse, type SectionName } from './format.ts';
import { type BlockReader, essayWithId, filterMask, filterWord, HINT_SHIFT, type Index } from './loaded-index.ts';
import {
  type Header,
  type IndexFile,
  type IndexSource,
  mustEqual,
  readColumn,
  readColumnNow,
  readSections,
  readSectionsNow,
  rowOf,
  type SectionRow,
  type Sections,
  sectionRange,
} from './section-table.ts';

/** The sections that are kept in memory. */
const COLUMNS = [
  'blockStarts',
  'essayStarts',
  'buckets',
  'remainders',
  'positions',
  'shingleBits',
  'families',
  'idHashes',
  'sentenceChances',
] as const satisfies readonly SectionName[];

type Columns = Pick<Index, (typeof COLUMNS)[number]>;

function mustStayBelow(what: string, column: Column, limit: number): void {
  for (let i = 0; i < column.length; i++) if (column[i]! >= limit) refuse(`a value in ${what}`, column[i]!, limit - 1);
}

function mustRise(what: string, column: Column, last: number): void {
  for (let i = 1; i < column.length; i++)
    if (column[i]! < column[i - 1]!) refuse(`a value in ${what}`, column[i]!, column[i - 1]!);
  mustEqual(`the first value in ${what}`, column[0] ?? -1, 0);
  mustEqual(`the last value in ${what}`, column.at(-1) ?? -1, last);
}

function shinglesIn(essayStarts: Uint32Array, sampling: Sampling): number {
  let sum = 0;
  for (let i = 1; i < essayStarts.length; i++) sum += sampledShingles(essayStarts[i]! - essayStarts[i - 1]!, sampling);
  return sum;
}

/** Checks every value that is used as a place, so that no look-up can leave its columns. */
function checkColumns(columns: Columns, { essays, letters, sampling }: Header, blocks: SectionRow): void {
  const { blockStarts, essayStarts, buckets, remainders, positions, shingleBits, families, idHashes } = columns;
  mustEqual('the number of essays', essayStarts.length - 1, essays);
  mustEqual('the number of blocks', blockStarts.length - 1, essays);
  mustEqual('the number of families', families.length, essays);
  mustEqual('the number of ids', idHashes.length, essays);
  mustRise('essayStarts', essayStarts, letters);
  mustRise('blockStarts', blockStarts, blocks.length);
  mustRise('buckets', buckets, remainders.length);
  mustEqual('the number of indexed shingles', remainders.length, shinglesIn(essayStarts, sampling));
  mustEqual('the number of positions', positions.length, remainders.length);
  mustEqual('the number of shingle bits', shingleBits.length, remainders.length);
  mustStayBelow('positions', positions, Math.max(1, letters - sampling.shingle + 1));
  mustStayBelow('families', families, Math.max(1, essays));
}

function bucketBitsOf({ buckets }: Columns): number {
  const bits = Math.log2(buckets.length - 1);
  if (!Number.isInteger(bits) || bits < 1)
    refuse('the number of buckets', buckets.length - 1, 2 ** Math.max(1, Math.round(bits)));
  return bits;
}

/** Bits of the filter for each entry: then two or three of a hundred shingles that the corpus lacks pass, at two bytes an entry. */
const FILTER_BITS = 16;
/** A word is named by the hash's upper bits, and the bits in it by ten more: there are 32 in all. */
const MOST_FILTER_BITS = 27;

/** A small filter is rounded up to a power of two, as it fits the processor's cache anyway; a large one is rounded down. */
function filterBitsFor(entries: number): number {
  const bits = Math.log2(Math.max(1, entries * FILTER_BITS));
  return Math.min(MOST_FILTER_BITS, Math.max(10, bits < 22 ? Math.ceil(bits) : Math.floor(bits)));
}

/** Sets for every entry three bits of one word, see `mayHold`; hash bits that an entry does not store are not used. */
function filterOf(bits: number, bucketBits: number, buckets: Column, remainders: Uint16Array): Uint32Array {
  const filter = new Uint32Array(2 ** (bits - 5));
  for (let bucket = 0; bucket + 1 < buckets.length; bucket++) {
    const high = bucket << (32 - bucketBits);
    for (let entry = buckets[bucket]!; entry < buckets[bucket + 1]!; entry++) {
      const hash = (high | ((remainders[entry]! << 16) >>> bucketBits)) >>> 0;
      filter[filterWord(hash, bits)]! |= filterMask(hash, bits);
    }
  }
  return filter;
}

/** See `essayAt`. An essay without letters is never returned. */
function hintsOf(essayStarts: Uint32Array): Uint32Array {
  const hints = new Uint32Array((essayStarts.at(-1)! >>> HINT_SHIFT) + 1);
  for (let essay = 0, at = 0; at < hints.length; at++) {
    while (essay + 2 < essayStarts.length && essayStarts[essay + 1]! <= at * 2 ** HINT_SHIFT) essay++;
    hints[at] = essay;
  }
  return hints;
}

/** The places of the essays with these ids; ids that the index does not have are left out. */
function placesOf(
  index: Pick<Index, 'idHashes' | 'readBlock' | 'blockStarts'>,
  ids: readonly string[],
): ReadonlySet<number> {
  return new Set(ids.map((id) => essayWithId(index, id)).filter((essay) => essay >= 0));
}

function indexOf(
  name: string,
  header: Header,
  byteLength: number,
  columns: Columns,
  blocksRow: SectionRow,
  readBlock: BlockReader | null,
  withdrawn: readonly string[] = [],
): Index {
  checkColumns(columns, header, blocksRow);
  const bucketBits = bucketBitsOf(columns);
  const filterBits = filterBitsFor(columns.remainders.length);
  let essays: readonly Essay[] | undefined;
  const facts = { essayCount: header.essays, readBlock, ...columns };
  const gone = placesOf(facts, withdrawn);
  return {
    get essays() {
      essays ??= allEssays(facts);
      return essays;
    },
    name,
    sampling: header.sampling,
    checksum: header.checksum,
    byteLength,
    letterCount: header.letters,
    blocksOffset: blocksRow.offset,
    essayHints: hintsOf(columns.essayStarts),
    bucketBits,
    filter: filterOf(filterBits, bucketBits, columns.buckets, columns.remainders),
    filterBits,
    withdrawn: gone,
    records: () => recordsOf(facts, gone),
    ...facts,
  };
}

function openSections(
  file: IndexFile,
  { header, table }: Sections,
  name: string,
  withdrawn: readonly string[] = [],
): Index {
  const columns = Object.fromEntries(
    COLUMNS.map((section) => [section, readColumnNow(file, table, section)]),
  ) as unknown as Columns;
  const blocks = rowOf(table, 'blocks');
  const readBlock = (start: number, end: number) => file.readNow(blocks.offset + start, blocks.offset + end);
  return indexOf(name, header, file.byteLength, columns, blocks, readBlock, withdrawn);
}

/**
 * Opens an index in a file: reads its columns alone, half a byte a letter, whatever its blocks weigh; the index reads its blocks
 * by itself as they are needed. What is read is checked as `readIndex` does; each block is checked when it is read. Throws an
 * IndexError that says what is wrong.
 */
export function openIndexFile(file: IndexFile, name: string): Index {
  return openSections(file, readSectionsNow(file), name);
}

/**
 * Opens an index that is in memory as a whole: checks magic, version, length, checksums and recipe, then every value that is used as
 * a place, and lays views over the bytes. Throws an IndexError that says what is wrong.
 * @param name the index's durable name; the file does not hold it, whoever keeps the file does
 * @param withdrawn ids of essays that are not to be found
 */
export function readIndex(buffer: ArrayBuffer, name: string, withdrawn: readonly string[] = []): Index {
  const bytes = new Uint8Array(buffer);
  const file = { byteLength: bytes.length, readNow: (start: number, end: number) => bytes.subarray(start, end) };
  const sections = readSectionsNow(file);
  checkRest(bytes, sections);
  return openSections(file, sections, name, withdrawn);
}

/** Checks what opening an index does not read: its blocks, what slice it is of, and that zeros stand between the sections. */
function checkRest(bytes: Uint8Array, { header, table }: Sections): void {
  for (const name of ['blocks', 'slice'] as const) {
    const row = table.get(name);
    if (!row) continue;
    const { start, end } = sectionRange(row);
    mustEqual(`in "${name}" the checksum`, checksum(bytes.subarray(start, end)), row.checksum);
  }
  const ranges = [...table.values()].map(sectionRange).sort((a, b) => a.start - b.start);
  let at = HEADER_BYTES;
  for (const { start, end } of [...ranges, { start: header.tableOffset, end: header.tableOffset }]) {
    for (; at < start; at++) mustEqual('a byte between sections', bytes[at]!, 0);
    at = Math.max(at, end);
  }
}

/**
 * Opens an index that cannot be read at once, such as a Blob: as `openIndexFile` does, but the caller reads the blocks. Rejects with
 * an IndexError that says what is wrong.
 */
export async function openIndex(source: IndexSource, name: string): Promise<Index> {
  const { header, table } = await readSections(source);
  const columns: Partial<Record<SectionName, Column>> = {};
  for (const section of COLUMNS) columns[section] = await readColumn(source, table, section);
  return indexOf(name, header, source.byteLength, columns as unknown as Columns, rowOf(table, 'blocks'), null);
}
