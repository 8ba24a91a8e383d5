import { bytesOfHex, hexOf, sha256 } from './sha256.ts';

/** Bytes of an Ed25519 public key and of a signature (RFC 8032). */
export const KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const ALGORITHM = 'Ed25519';

/** Stands before what is signed, so that a signature of something else is never one of a pack. */
const PURPOSE = new TextEncoder().encode('deja-lu pack 1\n');

function signedBytes(manifest: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PURPOSE.length + manifest.length);
  bytes.set(PURPOSE);
  bytes.set(manifest, PURPOSE.length);
  return bytes;
}

/** A signature and the public key that it can be checked with. */
export interface Signature {
  readonly key: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Makes a signing key, as a JSON Web Key (RFC 8037); whoever has it can sign in its owner's name. */
export async function makeKey(): Promise<JsonWebKey> {
  const { privateKey } = (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  return crypto.subtle.exportKey('jwk', privateKey);
}

/** The public key of a signing key. Throws a TypeError where the key has none. */
export function publicKeyOf({ x }: JsonWebKey): Uint8Array<ArrayBuffer> {
  if (typeof x !== 'string') throw new TypeError('the key has no public part "x": make one with keygen');
  return Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
}

/** Signs the bytes of a manifest. Rejects with the browser's error where the key is no Ed25519 key. */
export async function signManifest(manifest: Uint8Array, key: JsonWebKey): Promise<Signature> {
  const signing = await crypto.subtle.importKey('jwk', key, ALGORITHM, false, ['sign']);
  const signature = await crypto.subtle.sign(ALGORITHM, signing, signedBytes(manifest));
  return { key: publicKeyOf(key), signature: new Uint8Array(signature) };
}

/** Whether a signature is that of the bytes of a manifest. */
export async function isSignatureOf(manifest: Uint8Array, { key, signature }: Signature): Promise<boolean> {
  try {
    const checking = await crypto.subtle.importKey('raw', key, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, checking, signature, signedBytes(manifest));
  } catch {
    // Not every 32 bytes are a key.
    return false;
  }
}

/**
 * A key as people compare it: the first 128 bits of its SHA-256, eight groups of four hexadecimal digits.
 * @param key in hexadecimal
 */
export async function fingerprintOf(key: string): Promise<string> {
  const digits = hexOf(await sha256(bytesOfHex(key))).slice(0, 32);
  return digits.match(/..../gu)!.join(' ');
}
