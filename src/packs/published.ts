import { CHUNK_BYTES, type Manifest, type Piece, piecesOf } from './manifest.ts';

/*
 * A pack on a host: its head, and beside it the folder `chunks` with a file for each chunk of its pieces, named by its SHA-256. So
 * any host of plain files will do, and a chunk that two versions share has one address.
 */

/** The file name of the head in the folder of a published pack. */
export const HEAD_FILE = 'pack.djlh';

/** The folder of the chunks, beside the head. */
export const CHUNK_FOLDER = 'chunks';

/** A chunk: its SHA-256, where it begins in its piece, and its length, in bytes. */
export interface Chunk {
  readonly sha256: string;
  readonly start: number;
  readonly bytes: number;
}

/** The chunks of a piece, in order. */
export function chunksOf({ bytes, chunks }: Piece): Chunk[] {
  return chunks.map((sha256, i) => {
    const start = i * CHUNK_BYTES;
    return { sha256, start, bytes: Math.min(CHUNK_BYTES, bytes - start) };
  });
}

/** All chunks of a pack by their SHA-256. */
export function chunksByHash(manifest: Pick<Manifest, 'parts'>): Map<string, Chunk> {
  return new Map(piecesOf(manifest).flatMap((piece) => chunksOf(piece).map((chunk) => [chunk.sha256, chunk])));
}

/** The address of a chunk of the pack whose head has this address. */
export function chunkAddress(head: string, sha256: string): string {
  return new URL(`${CHUNK_FOLDER}/${sha256}`, head).href;
}
