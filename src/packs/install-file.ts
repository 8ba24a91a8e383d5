import { installPack, packWithId } from '../store/packs/packs.ts';
import type { Manifest } from './manifest.ts';
import { readFileHead, readPack } from './pack-file.ts';
import { checkSuccession } from './succession.ts';

/**
 * Installs a pack from its file, after all of it was checked. Resolves with its manifest. Rejects with a PackError where it is refused, a
 * LibraryError where it cannot be stored; then nothing was changed.
 */
export async function installFromFile(file: Blob): Promise<Manifest> {
  const head = await readFileHead(file);
  checkSuccession(await packWithId(head.manifest.pack), head);
  const pack = await readPack(file);
  await installPack(pack, null);
  return pack.manifest;
}
