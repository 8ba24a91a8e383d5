import { encodeBlock } from '../../../src/corpus/block.ts';
import { wholeRow } from '../../../src/corpus/essay-row.ts';
import { HEADER_BYTES, IndexError, SECTION, SECTION_ROW_BYTES } from '../../../src/corpus/format.ts';
import { blockBytes, blockRange, type Index } from '../../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../../src/corpus/open-sentences.ts';
import { openBlocks } from '../../../src/corpus/read-blocks.ts';
import { readIndex } from '../../../src/corpus/read-index.ts';
import { writeIndex } from '../../../src/corpus/write-index.ts';
import { checksum } from '../../../src/fingerprint/hash.ts';
import { openSegment } from '../../../src/library/segments.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import type { Match } from '../../../src/match/match.ts';
import { addReworded } from '../../../src/match/reworded/find-reworded.ts';
import { normalise } from '../../../src/text/normalise.ts';
import { OWN_ESSAYS, ownIndex, ownIndexBytes } from '../../own-essays.ts';
import { changeIn, hostileNumber, mutated } from '../mutate.ts';
import type { Random } from '../random.ts';
import { isLetIn, must, type Target } from '../target.ts';

const TEXTS = Object.values(OWN_ESSAYS);

/** Own essays in an index whose shingles are sampled, as in an index of a large corpus. */
function sampledBytes(): Uint8Array {
  const inputs = TEXTS.map((text, i) => ({
    ...{ id: `${i}/1`, document: `${i}.txt`, title: `题${i}`, heading: '', publisher: '', date: '', url: '', kind: '' },
    ...{ year: 0, start: 0, end: text.length, text, facts: new Uint8Array(normalise(text).codes.length).fill(9) },
  }));
  return writeIndex(inputs, Uint32Array.from(TEXTS.keys()), { shingle: 8, stride: 14 });
}

interface Section {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Where a change before has left no section in the file. */
const NO_SECTION: Section = { row: 0, start: 0, end: 0 };

function sectionsOf(file: DataView): Section[] {
  const [table, count] = [file.getUint32(36, true), file.getUint32(40, true)];
  const rows = Array.from({ length: Math.min(count, 20) }, (_, i) => table + i * SECTION_ROW_BYTES);
  return rows.flatMap((row) => {
    if (row + SECTION_ROW_BYTES > file.byteLength) return [];
    const start = file.getUint32(row + 8, true);
    const end = start + Math.ceil(file.getUint32(row + 12, true) / 4) * 4;
    return end <= file.byteLength ? [{ row, start, end }] : [];
  });
}

/** Writes the checksums that the file should have, so that only a reader that checks the values themselves can tell. */
function reseal(bytes: Uint8Array): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { row, start, end } of sectionsOf(file))
    file.setUint32(row + 16, checksum(bytes.subarray(start, end)), true);
  const table = Math.min(bytes.length, file.getUint32(36, true));
  file.setUint32(12, checksum(bytes.subarray(table), checksum(bytes.subarray(16, HEADER_BYTES))), true);
}

function resealBlock(bytes: Uint8Array, start: number, end: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(start, checksum(bytes.subarray(start + 4, end)), true);
}

/** Changes a block of the index, its record among it, and gives it the right checksum. */
function changeBlock(random: Random, bytes: Uint8Array, index: Index): void {
  const { start, end } = blockRange(index, random.below(index.essayCount));
  for (let i = random.small(4); i >= 0; i--) changeIn(random, bytes, start + 4, end);
  resealBlock(bytes, start, end);
}

function changeColumn(random: Random, bytes: Uint8Array): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { row, start, end } = random.pick(sectionsOf(file)) ?? NO_SECTION;
  if (row > 0 && file.getUint32(row, true) !== SECTION.blocks) changeIn(random, bytes, start, end);
}

function changeTable(random: Random, bytes: Uint8Array): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { row } = random.pick(sectionsOf(file)) ?? NO_SECTION;
  if (row === 0) return;
  const at = row + 4 * random.below(4);
  file.setUint32(at, hostileNumber(random, file.getUint32(at, true)) >>> 0, true);
}

function changeHeader(random: Random, bytes: Uint8Array): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = 4 * random.below(HEADER_BYTES / 4);
  file.setUint32(at, hostileNumber(random, file.getUint32(at, true)) >>> 0, true);
}

/** An index with values that cannot be, mostly under right checksums. */
export function hostileIndex(random: Random, bytes: Uint8Array, index: Index): Uint8Array {
  if (random.once(20)) return mutated(random, bytes);
  const changed = bytes.slice();
  for (let i = random.small(3); i >= 0; i--) {
    const kind = random.below(8);
    if (kind < 3) changeBlock(random, changed, index);
    else if (kind < 6) changeColumn(random, changed);
    else if (kind < 7) changeTable(random, changed);
    else changeHeader(random, changed);
  }
  if (!random.once(30)) reseal(changed);
  return changed;
}

function checkMatches(text: string, matches: readonly Match[]): void {
  let last = 0;
  for (const { page, similarity, best, also } of matches) {
    must(
      page.start >= last && page.end > page.start && page.end <= text.length,
      'spans of a page are disjoint, in order and inside',
    );
    last = page.end;
    must(similarity > 0 && similarity <= 1, 'a similarity is a share');
    for (const { essay, source } of [best, ...also]) {
      must(typeof essay === 'string' && essay.length > 0, 'a match names its essay');
      must(source.start >= 0 && source.end > source.start && Number.isSafeInteger(source.end), 'a source is a span');
    }
  }
}

/** Does with an index all that the extension does. */
function use(index: Index, random: Random): void {
  const text = random.pick(TEXTS).slice(random.below(50)) + random.pick(TEXTS).slice(0, 200);
  const literal = findMatches(text, index);
  checkMatches(text, literal);
  const sentences = openSentenceIndex(index);
  checkMatches(text, addReworded(text, sentences, literal));
  for (const { title, heading, family } of index.essays) {
    must(typeof title === 'string' && typeof heading === 'string', 'a record has its texts');
    must(
      family.every((other) => other >= 0 && other < index.essayCount),
      'variants are essays',
    );
  }
  const row = wholeRow(index);
  must(row.essays.length === index.essayCount, 'each essay has its letters');
  encodeBlock(row.essays[0]!.record, { ...row, ...partOf(row) }, true);
}

/** The first essay's own part of a row. */
function partOf(row: ReturnType<typeof wholeRow>) {
  const end = row.essayStarts[1]!;
  const breaks = row.breakLetters.findIndex((letter) => letter >= end);
  const last = breaks < 0 ? row.breakLetters.length : breaks;
  return {
    letterBytes: row.letterBytes.subarray(0, end),
    letterFacts: row.letterFacts.subarray(0, end),
    breakLetters: row.breakLetters.subarray(0, last),
    breakOffsets: row.breakOffsets.subarray(0, last),
    breakMarks: row.breakMarks.subarray(0, last),
  };
}

async function readItsBlocks(bytes: Uint8Array): Promise<void> {
  const { blocks } = await openBlocks({
    byteLength: bytes.length,
    read: async (start, end) => bytes.slice(start, end),
  });
  for await (const block of blocks()) must(block.length > 0, 'a block has bytes');
}

/** The reader of index files, and the engine on what it lets in. */
export const indexFile: Target = {
  name: 'index',
  limit: 1_000,
  async open() {
    const bases = [ownIndexBytes(), sampledBytes()].map((bytes) => ({
      bytes,
      index: readIndex(bytes.slice().buffer, 'own'),
    }));
    return async (random) => {
      const { bytes, index } = random.pick(bases);
      const hostile = hostileIndex(random, bytes, index);
      await isLetIn(IndexError, () => readItsBlocks(hostile));
      return isLetIn(IndexError, () => use(readIndex(hostile.slice().buffer, 'own'), random));
    };
  },
};

/** Segments of the library: index files with lists of what does not count any more. */
export const segment: Target = {
  name: 'segment',
  limit: 1_000,
  async open() {
    const [bytes, index] = [ownIndexBytes(), ownIndex()];
    const ids = [...index.essays.map(({ id }) => id), '', '__proto__', 'x'.repeat(1_000)];
    blockBytes(index, 0);
    return async (random) => {
      const dead = random.many(random.small(6), () => random.pick(ids));
      const isIntact = random.once(4);
      const hostile = isIntact ? bytes : hostileIndex(random, bytes, index);
      return isLetIn(IndexError, () => {
        const opened = openSegment({ bytes: hostile.slice().buffer, dead });
        if (!opened) return;
        // Essays are found by the hashes of their ids, which a damaged file may have wrong.
        const isLeftOut = ({ id }: { readonly id: string }, place: number) =>
          !dead.includes(id) || opened.withdrawn.has(place);
        must(!isIntact || opened.essays.every(isLeftOut), 'a dead essay is left out');
        use(opened, random);
      });
    };
  },
};
