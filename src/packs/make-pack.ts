import { decodeRecord } from '../corpus/block.ts';
import { packIndexName } from '../corpus/essay-ref.ts';
import { blockBytes } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import type { PackTexts } from './check-part.ts';
import { CHUNK_BYTES, type Manifest, type PackPart, type Piece } from './manifest.ts';
import { sha256Hex } from './sha256.ts';

/** What the maker of a pack says of it. */
export type PackFacts = Pick<
  Manifest,
  'pack' | 'name' | 'maker' | 'version' | 'date' | 'licence' | 'homepage' | 'madeFrom'
>;

/** A part with the bytes of its pieces by their SHA-256. */
export interface MadePart {
  readonly part: PackPart;
  readonly pieces: ReadonlyMap<string, ArrayBuffer>;
}

async function pieceOf(bytes: Uint8Array<ArrayBuffer>): Promise<Piece> {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    chunks.push(await sha256Hex(bytes.slice(at, at + CHUNK_BYTES)));
  return { sha256: await sha256Hex(bytes), bytes: bytes.length, chunks };
}

/** Makes a part of an index file, with texts of its essays or without. Rejects with an IndexError where it is no index. */
export async function makePart(index: ArrayBuffer, texts: PackTexts | null): Promise<MadePart> {
  const { essayCount, letterCount } = readIndex(index, packIndexName('new'));
  const bytes = new Uint8Array(index);
  const piece = await pieceOf(bytes);
  const textBytes = texts && new TextEncoder().encode(JSON.stringify(texts));
  const textPiece = textBytes && (await pieceOf(textBytes));
  const pieces = new Map([[piece.sha256, index]]);
  if (textPiece && textBytes) pieces.set(textPiece.sha256, textBytes.buffer);
  return { part: { essays: essayCount, letters: letterCount, index: piece, texts: textPiece }, pieces };
}

/** The ids of the essays of an index file. Throws an IndexError where it is no index. */
export function idsIn(bytes: ArrayBuffer): string[] {
  const index = readIndex(bytes, packIndexName('new'));
  return Array.from({ length: index.essayCount }, (_, essay) => decodeRecord(blockBytes(index, essay)).id);
}

/** The manifest of a pack of these parts, with letter tables or without, without the withdrawn essays. */
export function manifestOf(
  { pack, name, maker, version, date, licence, homepage, madeFrom }: PackFacts,
  parts: readonly PackPart[],
  withdrawn: readonly string[],
  letterTables: boolean,
): Manifest {
  return {
    pack,
    name,
    maker,
    version,
    date,
    licence,
    homepage,
    madeFrom,
    essays: parts.reduce((sum, { essays }) => sum + essays, 0) - withdrawn.length,
    letterTables,
    parts: [...parts],
    withdrawn: [...withdrawn],
  };
}
