import { decodeRecord } from '../corpus/block.ts';
import { LIBRARY_INDEX } from '../corpus/essay-ref.ts';
import { IndexError } from '../corpus/format.ts';
import { blockBytes, type Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { type EssayInput, MemorySink } from '../corpus/write-index.ts';
import { SPARSE, samplingFor } from '../fingerprint/recipe.ts';
import { IndexAssembler } from '../indexing/index-assembler.ts';
import { letterFacts } from '../indexing/letter-facts.ts';
import type { TagWords } from '../indexing/names.ts';
import { normalise } from '../text/normalise.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import type { LibraryEssay, Segment } from './records.ts';

/** An essay with its text. */
export interface EssayWithText {
  readonly essay: LibraryEssay;
  readonly text: string;
}

/** What is needed to index a text, as for the shipped index. */
export interface IndexingTools {
  readonly wording: WordingModel;
  readonly tagWords: TagWords;
}

/** The bytes of an index, and what they hold. */
export interface BuiltSegment {
  readonly bytes: ArrayBuffer;
  readonly essays: number;
  readonly letters: number;
}

function inputOf({ essay, text }: EssayWithText, { wording, tagWords }: IndexingTools): EssayInput {
  const { id, title, author, date, url } = essay;
  const facts = letterFacts(text, normalise(text), wording, tagWords);
  const year = Number(/^\d{4}/u.exec(date)?.[0] ?? 0);
  const record = { id, document: id, title, heading: '', publisher: author, date, url, kind: '', year };
  return { ...record, start: 0, end: text.length, text, facts };
}

function build(
  essays: number,
  letters: number,
  fill: (assembler: IndexAssembler) => void,
  isBare = false,
): BuiltSegment {
  const sink = new MemorySink();
  // Sparse shingles leave letters out between them: nobody can put a text together from them, one into the next.
  const assembler = new IndexAssembler(sink, isBare ? SPARSE : samplingFor(letters), essays, isBare);
  fill(assembler);
  assembler.finish();
  return { bytes: sink.bytes().buffer, essays, letters };
}

/** Indexes essays of a collection. Positions in the index are UTF-16 units of their texts. */
export function buildSegment(essays: readonly EssayWithText[], tools: IndexingTools): BuiltSegment {
  const letters = essays.reduce((sum, { essay }) => sum + essay.letters, 0);
  return build(essays.length, letters, (assembler) => {
    for (const essay of essays) assembler.addText(inputOf(essay, tools));
  });
}

/** What a merge needs of a segment. */
export type SegmentPart = Pick<Segment, 'bytes' | 'dead'>;

interface LiveBlock {
  readonly id: string;
  readonly block: Uint8Array;
  readonly letters: number;
}

function liveBlock(index: Index, essay: number): LiveBlock {
  const block = blockBytes(index, essay);
  const letters = index.essayStarts[essay + 1]! - index.essayStarts[essay]!;
  return { id: decodeRecord(block).id, block, letters };
}

function liveBlocks({ bytes, dead }: SegmentPart): LiveBlock[] {
  const index = readIndex(bytes, LIBRARY_INDEX);
  const isDead = new Set(dead);
  const blocks = Array.from({ length: index.essayCount }, (_, essay) => liveBlock(index, essay));
  return blocks.filter(({ id }) => !isDead.has(id));
}

/**
 * One index of several, without their dead essays; what is costly, names and surprisals, is taken over. `null` where no essay is
 * left. Throws an IndexError where one is damaged or bare, or an essay stands in them twice.
 * @param isBare whether the merged index has no letter tables (see docs/packs.md)
 */
export function mergeSegments(parts: readonly SegmentPart[], isBare = false): BuiltSegment | null {
  const live = parts.flatMap(liveBlocks);
  if (live.length === 0) return null;
  if (new Set(live.map(({ id }) => id)).size < live.length)
    throw new IndexError('not a readable segment: an essay stands in it twice');
  const letters = live.reduce((sum, each) => sum + each.letters, 0);
  const addAll = (assembler: IndexAssembler) => {
    for (const { block } of live) assembler.addBlock(block);
  };
  return build(live.length, letters, addAll, isBare);
}

/** Opens a segment for searching; null where nothing of it is left. Throws an IndexError that says what is wrong. */
export function openSegment({ bytes, dead }: SegmentPart): Index | null {
  const index = readIndex(bytes, LIBRARY_INDEX, dead);
  return index.withdrawn.size === index.essayCount ? null : index;
}
