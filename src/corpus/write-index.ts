import { checksum as checksumOf } from '../fingerprint/hash.ts';
import { LETTER_TABLE, type Sampling, samplingFor } from '../fingerprint/recipe.ts';
import { normalise } from '../text/normalise.ts';
import {
  type EssayBlock,
  type EssayInput,
  type EssayLetters,
  encodeBareBlock,
  encodeBlock,
  lettersOfEssay,
} from './block.ts';
import { chanceLevels } from './chance.ts';
import {
  ALIGNMENT,
  type Column,
  FORMAT_VERSION,
  HEADER_BYTES,
  IndexError,
  MAGIC,
  REWORDED_ESSAYS,
  SECTION,
  SECTION_ROW_BYTES,
  SENTENCE_BIT,
  type SectionName,
} from './format.ts';
import { GrowingColumn } from './growing-column.ts';
import { IndexEntries } from './index-entries.ts';
import { classAt, idHash } from './loaded-index.ts';
import type { SectionRow } from './section-table.ts';
import { sentencesFrom } from './sentences.ts';
import { type Slice, sliceColumn } from './slice.ts';

export type { EssayInput } from './block.ts';

/** Receives the bytes of an index in order; `patch` overwrites the first bytes with the header at the end. */
export interface IndexSink {
  append(bytes: Uint8Array): void;
  patch(offset: number, bytes: Uint8Array): void;
}

/** A section that has been written, with its number in the file. */
interface WrittenSection extends SectionRow {
  readonly id: number;
}

/** Positions, letters and lengths are numbers of 32 bits. */
const MOST = 0xffffffff;

/** What the reworded tier needs of an index: the class of each letter and where sentences begin. */
class SentenceRow {
  private readonly classes = new GrowingColumn();
  private readonly starts = new GrowingColumn();

  add({ letterBytes, letterFacts, breakLetters, breakMarks }: EssayLetters): void {
    const first = this.classes.length;
    if (letterBytes.length > 0) this.starts.push(first);
    breakLetters.forEach((letter, i) => {
      if (letter > 0 && (breakMarks[i]! & SENTENCE_BIT) !== 0) this.starts.push(first + letter);
    });
    letterBytes.forEach((byte, i) => {
      this.classes.push(classAt(byte, letterFacts[i]!));
    });
  }

  chances(): Uint8Array {
    const classes = Uint16Array.from(this.classes.view());
    const starts = Uint32Array.from([...this.starts.view(), classes.length]);
    return chanceLevels(sentencesFrom(classes, starts), classes);
  }
}

/**
 * Writes an index essay by essay: what an essay holds goes to the sink at once. Of each letter it keeps half a byte (seven where
 * all shingles are indexed), and two more while the reworded tier is on. The same essays in the same order give the same bytes.
 * Throws an IndexError where an index would grow too large for its numbers; nothing is cut short silently. Columns are copied as
 * they lie in memory, so it must run on a little-endian machine (every one that runs Node or a browser today).
 */
export class IndexWriter {
  private readonly sink: IndexSink;
  private readonly sampling: Sampling;
  private readonly isBare: boolean;
  private readonly blockStarts = new GrowingColumn();
  private readonly essayStarts = new GrowingColumn();
  private readonly idHashes = new GrowingColumn();
  private readonly entries: IndexEntries;
  private sentences: SentenceRow | null;
  private readonly rows: WrittenSection[] = [];
  private blocksChecksum = checksumOf(new Uint8Array(0));
  private letters = 0;
  private blockBytes = 0;
  private length = HEADER_BYTES;

  /**
   * `leastEssays` is the known lower bound of the number of essays: if that is too many for the reworded tier, the data for it is
   * left out of every block. `isBare`: blocks are written without their letters.
   */
  constructor(sink: IndexSink, sampling: Sampling, leastEssays = 0, isBare = false) {
    this.sink = sink;
    this.sampling = sampling;
    this.isBare = isBare;
    this.sentences = isBare || leastEssays > REWORDED_ESSAYS ? null : new SentenceRow();
    this.entries = new IndexEntries(sampling);
    sink.append(new Uint8Array(HEADER_BYTES));
  }

  /**
   * Adds an essay, and returns what the index holds of it. Throws an IndexError if the number of facts is not that of the
   * letters.
   */
  add(essay: EssayInput): EssayBlock {
    const { text: _text, facts: _facts, ...record } = essay;
    const block = { record, isBare: false, ...lettersOfEssay(essay) };
    this.addEssay(block);
    return block;
  }

  /** Adds an essay of an index of this version, as its block holds it. Throws an IndexError where that is bare: nothing can be indexed of it. */
  addEssay({ record, isBare, ...letters }: EssayBlock): void {
    if (isBare) throw new IndexError(`essay ${record.id} has no letter table: build its index anew from the texts`);
    if (this.blockStarts.length >= REWORDED_ESSAYS) this.sentences = null;
    this.blockStarts.push(this.blockBytes);
    this.essayStarts.push(this.letters);
    this.idHashes.push(idHash(record.id));
    this.entries.add(letters.letterBytes, letters.letterFacts, this.letters);
    this.sentences?.add(letters);
    this.letters += letters.letterBytes.length;
    const block = this.isBare
      ? encodeBareBlock(record, letters.letterBytes.length)
      : encodeBlock(record, letters, this.sentences !== null);
    this.blockBytes += block.length;
    this.blocksChecksum = checksumOf(block, this.blocksChecksum);
    this.append(block);
    if (this.letters > MOST) throw new IndexError(`an index holds at most ${MOST} letters: build several`);
  }

  private append(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length > MOST) throw new IndexError(`an index is at most ${MOST} bytes long: build several`);
    this.sink.append(bytes);
  }

  private pad(): void {
    const rest = this.length % ALIGNMENT;
    if (rest > 0) this.append(new Uint8Array(ALIGNMENT - rest));
  }

  private section(name: SectionName, column: Column): void {
    this.pad();
    // Checksums are computed over words of four bytes.
    const bytes = new Uint8Array(Math.ceil(column.byteLength / 4) * 4);
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    const width = column.BYTES_PER_ELEMENT;
    const row = { id: SECTION[name], width, offset: this.length, length: column.byteLength };
    this.rows.push({ ...row, checksum: checksumOf(bytes) });
    this.append(bytes);
  }

  /**
   * Writes the columns and the header. `families` names for each essay the first one of its family, itself where it has none;
   * `slice` says which slice of a corpus the essays are, null where they are the whole.
   */
  finish(families: Uint32Array, slice: Slice | null = null): void {
    const essays = this.blockStarts.length;
    if (families.length !== essays)
      throw new IndexError(`${families.length} families are given for ${essays} essays: give one an essay`);
    const blocks = { id: SECTION.blocks, width: 1, offset: HEADER_BYTES, length: this.blockBytes };
    this.rows.push({ ...blocks, checksum: this.blocksChecksum });
    this.blockStarts.push(this.blockBytes);
    this.essayStarts.push(this.letters);
    const columns = this.entries.columns();
    this.section('blockStarts', this.blockStarts.view());
    this.section('essayStarts', this.essayStarts.view());
    this.section('buckets', columns.buckets);
    this.section('remainders', columns.remainders);
    this.section('positions', columns.positions);
    this.section('shingleBits', columns.shingleBits);
    this.section('families', families);
    this.section('idHashes', this.idHashes.view());
    this.section('sentenceChances', this.sentences?.chances() ?? new Uint8Array(0));
    if (slice) this.section('slice', sliceColumn(slice));
    this.finishFile(essays);
  }

  private finishFile(essays: number): void {
    this.pad();
    const table = Uint32Array.from(
      this.rows.flatMap(({ id, width, offset, length, checksum }) => [id, width, offset, length, checksum]),
    );
    const tableOffset = this.length;
    this.append(new Uint8Array(table.buffer));
    const { shingle, stride } = this.sampling;
    const named = Uint32Array.of(
      LETTER_TABLE,
      shingle,
      stride,
      this.letters,
      essays,
      tableOffset,
      table.length / (SECTION_ROW_BYTES / 4),
      0,
    );
    const checksum = checksumOf(new Uint8Array(table.buffer), checksumOf(new Uint8Array(named.buffer)));
    const header = Uint32Array.of(MAGIC, FORMAT_VERSION, this.length, checksum, ...named);
    this.sink.patch(0, new Uint8Array(header.buffer));
  }
}

/** Keeps the bytes of an index in memory. */
export class MemorySink implements IndexSink {
  private readonly parts: Uint8Array[] = [];

  append(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  patch(offset: number, bytes: Uint8Array): void {
    // The writer patches only the header, which is the first part that it appended.
    this.parts[0]!.set(bytes, offset);
  }

  /** All bytes, in a buffer of their own. */
  bytes(): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}

function lettersIn(essays: readonly EssayInput[]): number {
  return essays.reduce((sum, { text }) => sum + normalise(text).codes.length, 0);
}

/**
 * The bytes of an index over essays that are all in memory. `families` names for each essay the first one of its family; `sampling`
 * is what their number of letters asks for unless it is given.
 */
export function writeIndex(
  essays: readonly EssayInput[],
  families: Uint32Array,
  sampling: Sampling = samplingFor(lettersIn(essays)),
): Uint8Array<ArrayBuffer> {
  const sink = new MemorySink();
  const writer = new IndexWriter(sink, sampling);
  for (const essay of essays) writer.add(essay);
  writer.finish(families);
  return sink.bytes();
}
