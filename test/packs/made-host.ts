import { piecesOf } from '../../src/packs/manifest.ts';
import { piecesInFile, readFileHead } from '../../src/packs/pack-file.ts';
import { CHUNK_FOLDER, chunksOf, HEAD_FILE } from '../../src/packs/published.ts';

/** The files of a published pack by their paths, as `npm run index -- publish` lays them out. */
export async function publishedFiles(pack: Blob): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const head = await readFileHead(pack);
  const pieces = await piecesInFile(pack, head);
  const files = new Map([[HEAD_FILE, new Uint8Array(await pack.slice(0, head.bytes).arrayBuffer())]]);
  for (const piece of piecesOf(head.manifest)) {
    for (const { sha256, start, bytes } of chunksOf(piece))
      files.set(`${CHUNK_FOLDER}/${sha256}`, new Uint8Array(pieces.get(piece.sha256)!.slice(start, start + bytes)));
  }
  return files;
}
