import * as v from 'valibot';
import { decodeBlock, type EssayBlock } from '../corpus/block.ts';
import { packIndexName } from '../corpus/essay-ref.ts';
import { IndexError, SENTENCE_BIT } from '../corpus/format.ts';
import { blockBytes, type Index, idHash } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { type Manifest, type PackPart, type Piece, partKey } from './manifest.ts';
import { PackError } from './pack-error.ts';
import { sha256Hex } from './sha256.ts';

/** Texts of essays by their ids. */
export type PackTexts = Readonly<Record<string, string>>;

/** A part that was checked: its index file, the ids of its essays in order, and their texts where the pack has them. */
export interface CheckedPart {
  /** See `partKey`. */
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly ids: readonly string[];
  readonly texts: PackTexts | null;
}

const Texts = v.record(v.string(), v.string());

/** Essays after which others get their turn: some ms of work. */
const BETWEEN_PAUSES = 256;

const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Checks that bytes are the piece that a manifest names. Rejects with a PackError. */
export async function checkPiece(bytes: Uint8Array<ArrayBuffer>, { sha256, bytes: length }: Piece): Promise<void> {
  if (bytes.length !== length)
    throw new PackError('wrong-size', `a piece has ${bytes.length} bytes, and the manifest says ${length}`);
  const found = await sha256Hex(bytes);
  if (found !== sha256) throw new PackError('damaged', `a piece has the SHA-256 ${found}, expected ${sha256}`);
}

function openPart(bytes: ArrayBuffer, pack: string): Index {
  try {
    return readIndex(bytes, packIndexName(pack));
  } catch (error) {
    throw new PackError('foreign', `a part is no index of this version: ${(error as Error).message}`, error);
  }
}

function mustEqual(what: string, found: number | string, wanted: number | string): void {
  if (found !== wanted) throw new PackError('damaged', `${what}: ${found}, expected ${wanted}`);
}

function sentencesIn({ letterBytes, breakLetters, breakMarks }: EssayBlock): number {
  let count = letterBytes.length > 0 ? 1 : 0;
  breakLetters.forEach((letter, i) => {
    if (letter > 0 && (breakMarks[i]! & SENTENCE_BIT) !== 0) count++;
  });
  return count;
}

/** Reads a block, whose checks see to it that no page is ever compared with one that cannot be read. */
function readBlock(index: Index, essay: number): EssayBlock {
  try {
    return decodeBlock(blockBytes(index, essay));
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    throw new PackError('damaged', `essay ${essay} of a part: ${error.message}`, error);
  }
}

function checkBlock(
  index: Index,
  essay: number,
  { record, letterBytes, isBare }: EssayBlock,
  isBarePack: boolean,
): void {
  const { essayStarts, idHashes } = index;
  mustEqual(`letters of ${record.id}`, letterBytes.length, essayStarts[essay + 1]! - essayStarts[essay]!);
  mustEqual(`letter table of ${record.id}`, isBare ? 'none' : 'one', isBarePack ? 'none' : 'one');
  mustEqual(`hash of the id ${record.id}`, idHashes[essay]!, idHash(record.id));
  if (record.url !== '' && !/^https?:\/\//u.test(record.url))
    throw new PackError('damaged', `the address of ${record.id} is no web address: ${record.url.slice(0, 80)}`);
}

/** Checks every block of a part: then no page that meets it can fail by it. Resolves with the ids of its essays. */
async function checkBlocks(index: Index, isBarePack: boolean): Promise<string[]> {
  const ids: string[] = [];
  let sentences = 0;
  for (let essay = 0; essay < index.essayCount; essay++) {
    const block = readBlock(index, essay);
    checkBlock(index, essay, block, isBarePack);
    ids.push(block.record.id);
    sentences += sentencesIn(block);
    if (essay % BETWEEN_PAUSES === 0) await pause();
  }
  if (index.sentenceChances.length > 0) mustEqual('sentences of a part', index.sentenceChances.length, sentences);
  return ids;
}

function readTexts(bytes: Uint8Array, ids: readonly string[]): PackTexts {
  try {
    const texts = v.parse(Texts, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    const unknown = Object.keys(texts).find((id) => !ids.includes(id));
    if (unknown === undefined) return texts;
    throw new Error(`there is no essay ${unknown}`);
  } catch (error) {
    throw new PackError('damaged', `the texts of a part cannot be read: ${(error as Error).message}`, error);
  }
}

/**
 * Checks a part of a pack: SHA-256 and length of its pieces, the index as `readIndex` does, every block of it, the numbers that the manifest
 * gives. Rejects with a PackError.
 */
export async function checkPart(
  part: PackPart,
  { pack, letterTables }: Pick<Manifest, 'pack' | 'letterTables'>,
  bytes: ArrayBuffer,
  texts: Uint8Array<ArrayBuffer> | null,
): Promise<CheckedPart> {
  await checkPiece(new Uint8Array(bytes), part.index);
  if (part.texts && texts) await checkPiece(texts, part.texts);
  const index = openPart(bytes, pack);
  mustEqual('essays of a part', index.essayCount, part.essays);
  mustEqual('letters of a part', index.letterCount, part.letters);
  const ids = await checkBlocks(index, !letterTables);
  return { key: partKey(part), bytes, ids, texts: texts && readTexts(texts, ids) };
}

/** Checks that no two essays of a pack have the same id, and that what is withdrawn is there. Throws a PackError. */
export function checkIds(parts: readonly { readonly ids: readonly string[] }[], withdrawn: readonly string[]): void {
  const ids = new Set<string>();
  for (const id of parts.flatMap((part) => part.ids)) {
    if (ids.has(id)) throw new PackError('damaged', `two essays of the pack have the id ${id}`);
    ids.add(id);
  }
  const unknown = withdrawn.find((id) => !ids.has(id));
  if (unknown !== undefined) throw new PackError('damaged', `the pack withdraws ${unknown}, which it does not have`);
}
