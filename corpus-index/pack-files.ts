import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { writeWhole } from './write-whole.ts';

/** The bytes of a file, in a buffer of their own. Throws an Error where it cannot be read. */
export function bufferOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  // Node reads small files into slices of a shared buffer.
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** A file as a Blob. Throws an Error where it cannot be read. */
export function blobOf(path: string): Blob {
  return new Blob([bufferOf(path)]);
}

/** Writes a Blob into a file, which appears under its name when it is complete. */
export async function writeBlob(path: string, blob: Blob): Promise<void> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  await writeWhole(path, async (sink) => sink.append(bytes));
}

const Key = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  d: v.string(),
  x: v.string(),
});

/** Reads a signing key that keygen wrote. Throws an Error where it is none. */
export function readKey(path: string): JsonWebKey {
  try {
    return v.parse(Key, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path} is no signing key (${(error as Error).message}): make one with keygen`);
  }
}
