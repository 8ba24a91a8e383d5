import { type CheckedPart, checkIds, checkPart } from './check-part.ts';
import { type Manifest, type Piece, partKey, piecesOf } from './manifest.ts';
import { PackError } from './pack-error.ts';
import { MAX_HEAD_BYTES, type PackHead, readHead, writeHead } from './pack-head.ts';

/** A pack that was read and checked. */
export interface CheckedPack {
  readonly manifest: Manifest;
  /** See `PackHead`. */
  readonly signer: string | null;
  /** Of a new version those alone that the installed one does not have. */
  readonly parts: readonly CheckedPart[];
}

/** Gives the bytes of a piece. */
export type ReadPiece = (piece: Piece) => Promise<ArrayBuffer>;

/**
 * Checks the parts of a pack whose head was read; `read` gives their pieces. Parts of an installed version, of which `installed` has the
 * essays' ids by `partKey`, were checked before: they are neither read again nor among those that this resolves with. Rejects with a PackError.
 */
export async function checkParts(
  manifest: Manifest,
  read: ReadPiece,
  installed: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<CheckedPart[]> {
  const parts: CheckedPart[] = [];
  for (const part of manifest.parts.filter((each) => !installed.has(partKey(each)))) {
    const texts = part.texts && new Uint8Array(await read(part.texts));
    parts.push(await checkPart(part, manifest, await read(part.index), texts));
  }
  const kept = manifest.parts.flatMap((part) => installed.get(partKey(part)) ?? []);
  checkIds([...parts, { ids: kept }], manifest.withdrawn);
  return parts;
}

function readerOf(file: Blob, { manifest, bytes }: PackHead): ReadPiece {
  const starts = new Map<Piece, number>();
  let at = bytes;
  for (const piece of piecesOf(manifest)) {
    starts.set(piece, at);
    at += piece.bytes;
  }
  return (piece) => file.slice(starts.get(piece)!, starts.get(piece)! + piece.bytes).arrayBuffer();
}

/** Reads the head of a pack's file. Rejects with a PackError, also where the file is longer or shorter than the head says. */
export async function readFileHead(file: Blob): Promise<PackHead> {
  const head = await readHead(new Uint8Array(await file.slice(0, MAX_HEAD_BYTES).arrayBuffer()));
  const size = piecesOf(head.manifest).reduce((sum, { bytes }) => sum + bytes, head.bytes);
  if (file.size !== size)
    throw new PackError('wrong-size', `the pack says that it has ${size} bytes, and the file has ${file.size}`);
  return head;
}

/** Reads a pack's file and checks all of it. Rejects with a PackError. */
export async function readPack(file: Blob): Promise<CheckedPack> {
  const head = await readFileHead(file);
  const { manifest, signer } = head;
  return { manifest, signer, parts: await checkParts(manifest, readerOf(file, head)) };
}

/** The pieces of a pack's file, whose head was read, by their SHA-256; unchecked. */
export async function piecesInFile(file: Blob, head: PackHead): Promise<Map<string, ArrayBuffer>> {
  const read = readerOf(file, head);
  const pieces = new Map<string, ArrayBuffer>();
  for (const piece of piecesOf(head.manifest)) pieces.set(piece.sha256, await read(piece));
  return pieces;
}

/** A pack's file: the head, signed where a key is given, and its pieces, which `pieces` has by their SHA-256. */
export async function writePack(
  manifest: Manifest,
  pieces: ReadonlyMap<string, ArrayBuffer>,
  key: JsonWebKey | null,
): Promise<Blob> {
  return new Blob([await writeHead(manifest, key), ...piecesOf(manifest).map(({ sha256 }) => pieces.get(sha256)!)]);
}
