import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { piecesInFile, readFileHead, readPack, writePack } from '../src/packs/pack-file.ts';
import { hexOf } from '../src/packs/sha256.ts';
import { fingerprintOf, makeKey, publicKeyOf } from '../src/packs/signature.ts';
import { blobOf, readKey, writeBlob } from './pack-files.ts';
import type { Surroundings } from './surroundings.ts';
import { needed } from './usage.ts';

/**
 * `index keygen`: makes a key for signing packs and writes it into a new file that its owner alone can read. Rejects with an Error where
 * the file exists: a key that is lost cannot be made again.
 */
export async function keygen(args: readonly string[], { cwd, out }: Surroundings): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { out: { type: 'string' } } });
  const file = resolve(cwd, needed(values.out, '--out'));
  const key = await makeKey();
  writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
  out(`${file}: fingerprint ${await fingerprintOf(hexOf(publicKeyOf(key)))}; keep this file secret, and a copy of it`);
  return 0;
}

/** `index sign`: signs a pack, which was checked before. Rejects with an Error where the key or the pack is at fault. */
export async function sign(args: readonly string[], { cwd, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Error(`give one pack to sign, not ${positionals.length}`);
  const file = resolve(cwd, name);
  const key = readKey(resolve(cwd, needed(values.key, '--key')));
  const blob = blobOf(file);
  await readPack(blob);
  const head = await readFileHead(blob);
  await writeBlob(file, await writePack(head.manifest, await piecesInFile(blob, head), key));
  out(`${file}: signed, fingerprint ${await fingerprintOf(hexOf(publicKeyOf(key)))}`);
  return 0;
}
