import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Manifest, piecesOf } from '../src/packs/manifest.ts';
import { piecesInFile, readFileHead, readPack } from '../src/packs/pack-file.ts';
import { type PackHead, readHead } from '../src/packs/pack-head.ts';
import { CHUNK_FOLDER, chunksByHash, chunksOf, HEAD_FILE } from '../src/packs/published.ts';
import { checkSuccession } from '../src/packs/succession.ts';
import { blobOf, bufferOf } from './pack-files.ts';
import type { Surroundings } from './surroundings.ts';
import { needed } from './usage.ts';
import { writeWhole } from './write-whole.ts';

function write(path: string, bytes: Uint8Array): Promise<void> {
  return writeWhole(path, async (sink) => sink.append(bytes));
}

async function publishedIn(folder: string): Promise<PackHead | null> {
  const file = join(folder, HEAD_FILE);
  return existsSync(file) ? readHead(new Uint8Array(bufferOf(file))) : null;
}

/** Writes the chunks that the folder does not have yet; returns how many. */
async function writeChunks(
  folder: string,
  manifest: Manifest,
  pieces: ReadonlyMap<string, ArrayBuffer>,
): Promise<number> {
  let written = 0;
  for (const piece of piecesOf(manifest)) {
    for (const { sha256, start, bytes } of chunksOf(piece)) {
      const path = join(folder, sha256);
      if (existsSync(path)) continue;
      await write(path, new Uint8Array(pieces.get(piece.sha256)!, start, bytes));
      written++;
    }
  }
  return written;
}

/** Removes chunks of neither this version nor the one before, which someone may be fetching now. */
function removeOld(folder: string, kept: readonly Manifest[]): void {
  const wanted = new Set(kept.flatMap((manifest) => [...chunksByHash(manifest).keys()]));
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name));
}

/** Throws a PackError unless the folder has an earlier version of this very pack, or none. */
function checkReplaces(before: PackHead | null, head: PackHead): void {
  if (!before) return;
  // Who signs a pack for the first time or with another key says so by publishing it; readers are asked whether they accept it.
  checkSuccession({ id: before.manifest.pack, manifest: before.manifest, signer: head.signer }, head);
}

/**
 * `index publish DIR`: lays a pack out in a folder for any host of plain files. The head is written last, so that whoever fetches meanwhile gets
 * the version before. Rejects with a PackError where the folder has a newer version or another pack.
 */
export async function publish(args: readonly string[], { cwd, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { pack: { type: 'string' } },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new Error(`give one folder to publish in, not ${positionals.length}`);
  const folder = resolve(cwd, name);
  const blob = blobOf(resolve(cwd, needed(values.pack, '--pack')));
  await readPack(blob);
  const head = await readFileHead(blob);
  const before = await publishedIn(folder);
  checkReplaces(before, head);
  const chunkFolder = join(folder, CHUNK_FOLDER);
  mkdirSync(chunkFolder, { recursive: true });
  const written = await writeChunks(chunkFolder, head.manifest, await piecesInFile(blob, head));
  await write(join(folder, HEAD_FILE), new Uint8Array(await blob.slice(0, head.bytes).arrayBuffer()));
  removeOld(chunkFolder, before ? [before.manifest, head.manifest] : [head.manifest]);
  out(`${join(folder, HEAD_FILE)}: version ${head.manifest.version}, ${written} new chunks`);
  return 0;
}
