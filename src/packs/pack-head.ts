import { MAX_MANIFEST_BYTES, type Manifest, manifestBytes, readManifest } from './manifest.ts';
import { PackError } from './pack-error.ts';
import { hexOf, sha256 } from './sha256.ts';
import { isSignatureOf, KEY_BYTES, SIGNATURE_BYTES, type Signature, signManifest } from './signature.ts';

/*
 * The head of a pack, which is the beginning of its file and a file of its own on a host. Numbers are little-endian.
 *
 *  offset  bytes  what
 *       0      4  magic "DJLP"
 *       4      4  version of this layout
 *       8      4  length of the manifest in bytes
 *      12      4  1 where it is signed, else 0
 *      16     32  public key of the signer (Ed25519), zeros where it is not signed
 *      48     64  signature of the manifest, see signature.ts; zeros where it is not signed
 *     112     32  SHA-256 of the manifest, so that damage is told from tampering
 *     144         the manifest, see manifest.ts
 */

/** The first four bytes, "DJLP". */
const PACK_MAGIC = 0x504c4a44;

const HEAD_VERSION = 1;
const KEY_AT = 16;
const SIGNATURE_AT = KEY_AT + KEY_BYTES;
const DIGEST_AT = SIGNATURE_AT + SIGNATURE_BYTES;
const MANIFEST_AT = DIGEST_AT + 32;

/** Whether bytes begin as a pack does. */
export function isPack(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === PACK_MAGIC;
}

/** Most bytes of a head. */
export const MAX_HEAD_BYTES = MANIFEST_AT + MAX_MANIFEST_BYTES;

/** A head that was read and checked. */
export interface PackHead {
  readonly manifest: Manifest;
  /** The public key in hexadecimal whose signature it has; null where it is not signed. */
  readonly signer: string | null;
  /** Its length in bytes; in a pack's file the first piece follows. */
  readonly bytes: number;
}

/** The bytes of a head: signed where a key is given. */
export async function writeHead(manifest: Manifest, key: JsonWebKey | null): Promise<Uint8Array<ArrayBuffer>> {
  const written = manifestBytes(manifest);
  const head = new Uint8Array(MANIFEST_AT + written.length);
  const signed = key && (await signManifest(written, key));
  new Uint32Array(head.buffer, 0, 4).set([PACK_MAGIC, HEAD_VERSION, written.length, signed ? 1 : 0]);
  if (signed) {
    head.set(signed.key, KEY_AT);
    head.set(signed.signature, SIGNATURE_AT);
  }
  head.set(await sha256(written), DIGEST_AT);
  head.set(written, MANIFEST_AT);
  return head;
}

function damaged(what: string): PackError {
  return new PackError('no-pack', `this is no pack, or a damaged one: ${what}`);
}

/** Checks the fixed part, and returns the length of the manifest and whether it is signed. */
function readFixed(bytes: Uint8Array): { length: number; isSigned: boolean } {
  if (bytes.length < MANIFEST_AT) throw damaged(`it has ${bytes.length} bytes, and a head has ${MANIFEST_AT} and more`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const word = (at: number) => view.getUint32(at, true);
  const [version, length, signed] = [word(4), word(8), word(12)];
  if (!isPack(bytes)) throw damaged(`it begins with ${hexOf(bytes.subarray(0, 4))}, not 444a4c50`);
  if (version > HEAD_VERSION)
    throw new PackError('too-new', `the pack has layout ${version}, and this version reads ${HEAD_VERSION}: update it`);
  if (version < HEAD_VERSION) throw damaged(`its layout is ${version}`);
  if (length > MAX_MANIFEST_BYTES) throw damaged(`its manifest has ${length} bytes, at most ${MAX_MANIFEST_BYTES}`);
  if (MANIFEST_AT + length > bytes.length)
    throw new PackError('wrong-size', `the head says ${MANIFEST_AT + length} bytes, and there are ${bytes.length}`);
  if (signed > 1) throw damaged(`the mark of a signature is ${signed}, not 0 or 1`);
  return { length, isSigned: signed === 1 };
}

async function signerOf(head: Uint8Array, manifest: Uint8Array, isSigned: boolean): Promise<string | null> {
  const signed: Signature = { key: head.slice(KEY_AT, SIGNATURE_AT), signature: head.slice(SIGNATURE_AT, DIGEST_AT) };
  if (!isSigned) {
    if (head.subarray(KEY_AT, DIGEST_AT).some((byte) => byte !== 0))
      throw new PackError('broken-signature', 'the pack says that it is not signed, but has a signature');
    return null;
  }
  if (!(await isSignatureOf(manifest, signed)))
    throw new PackError('broken-signature', 'the signature is not that of the manifest: the pack was changed');
  return hexOf(signed.key);
}

/**
 * Reads the head that bytes begin with: checks layout, digest, signature and manifest. Rejects with a PackError; a head with a broken
 * signature is refused, one without a signature is not.
 */
export async function readHead(bytes: Uint8Array): Promise<PackHead> {
  const { length, isSigned } = readFixed(bytes);
  const manifest = bytes.slice(MANIFEST_AT, MANIFEST_AT + length);
  const signer = await signerOf(bytes, manifest, isSigned);
  if (hexOf(await sha256(manifest)) !== hexOf(bytes.slice(DIGEST_AT, MANIFEST_AT)))
    throw damaged('the manifest is not the one that was written');
  return { manifest: readManifest(manifest), signer, bytes: MANIFEST_AT + length };
}
