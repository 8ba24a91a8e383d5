import { Inflate } from 'fflate';
import { InputError, tooLarge } from './input-error.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Compressed bytes that are inflated at once. Deflate makes at most 1,032 bytes of one, so that a step makes at most 16 MiB. */
const STEP_BYTES = 2 ** 14;

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip has it (ISO 3309, reflected polynomial 0xEDB88320). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  // An index loop is twice as fast as an iterator here.
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const damaged = (): InputError =>
  new InputError('damaged', 'is damaged: what is packed in it does not unpack; copy or save it again');

function packedBytesOf(archive: Uint8Array, { offset, packedBytes }: ZipEntry): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (offset + LOCAL_HEADER_BYTES > archive.length || view.getUint32(offset, true) !== LOCAL_HEADER) throw damaged();
  const start = offset + LOCAL_HEADER_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedBytes > archive.length) throw damaged();
  return archive.subarray(start, start + packedBytes);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Called with the number of bytes that were made, as they are made, also for a file that turns out to be damaged or too large.
 */
type OnMade = (bytes: number) => void;

/** Inflates in steps, so that neither time nor memory go far beyond the limit whatever the archive says of the size. */
function inflated(packed: Uint8Array, limit: number, onMade: OnMade): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    onMade(chunk.length);
    if (length > limit) throw tooLarge(length, limit);
    chunks.push(chunk);
  });
  for (let at = 0; at < packed.length; at += STEP_BYTES) {
    stream.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  }
  return joined(chunks, length);
}

/** A file that is packed as it is. Reading it costs as much as if it had been inflated. */
function stored(packed: Uint8Array, limit: number, onMade: OnMade): Uint8Array {
  if (packed.length > limit) throw tooLarge(packed.length, limit);
  onMade(packed.length);
  return packed;
}

function unpacked(packed: Uint8Array, { method }: ZipEntry, limit: number, onMade: OnMade): Uint8Array {
  if (method === 0) return stored(packed, limit, onMade);
  if (method !== 8) {
    throw new InputError('unsupported', `is packed by method ${method}, which is not read: pack it anew as .zip`);
  }
  try {
    return inflated(packed, limit, onMade);
  } catch (error) {
    throw error instanceof InputError ? error : damaged();
  }
}

/**
 * The bytes of one file of an archive.
 * @param limit the most bytes that it may have; what it states is not believed
 * @param onMade is told of the bytes that were made, before any error
 * @throws InputError where it is larger, encrypted, damaged (by its checksum, too) or packed in an uncommon way
 */
export function unpack(archive: Uint8Array, entry: ZipEntry, limit: number, onMade: OnMade = () => {}): Uint8Array {
  if (entry.isEncrypted) {
    throw new InputError('encrypted', 'is locked by a password: unpack it and give what is in it');
  }
  if (entry.unpackedBytes > limit) throw tooLarge(entry.unpackedBytes, limit);
  const bytes = unpacked(packedBytesOf(archive, entry), entry, limit, onMade);
  if (crc32(bytes) !== entry.crc) throw damaged();
  return bytes;
}
