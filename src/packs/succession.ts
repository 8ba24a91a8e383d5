import type { Manifest } from './manifest.ts';
import { PackError } from './pack-error.ts';
import type { PackHead } from './pack-head.ts';
import type { PackRecord } from './records.ts';

const isSame = (a: Manifest, b: Manifest): boolean => JSON.stringify(a) === JSON.stringify(b);

function keyWords(signer: string | null): string {
  return signer === null ? 'no key' : `the key ${signer}`;
}

/**
 * Checks that a pack may take the place of an installed one: it is the same pack, signed by the pinned key, and newer. Throws a PackError;
 * `known` where it is the very pack that is installed.
 */
export function checkSuccession(
  before: Pick<PackRecord, 'id' | 'manifest' | 'signer'> | undefined,
  { manifest, signer }: Pick<PackHead, 'manifest' | 'signer'>,
): void {
  if (!before) return;
  const { name, version } = before.manifest;
  if (manifest.pack !== before.id)
    throw new PackError('other-pack', `this is the pack ${manifest.pack}, and ${before.id} was expected`);
  if (signer !== before.signer)
    throw new PackError('key-changed', `${name} is pinned to ${keyWords(before.signer)}, this has ${keyWords(signer)}`);
  if (manifest.version < version)
    throw new PackError('downgraded', `version ${version} of ${name} is installed, this is ${manifest.version}`);
  if (manifest.version > version) return;
  if (isSame(manifest, before.manifest)) throw new PackError('known', `version ${version} of ${name} is installed`);
  throw new PackError('same-version', `this differs from version ${version} of ${name}, but says that it is the same`);
}
