/** FNV-1a's prime and offset basis (Fowler, Noll, Vo), here over 32-bit words. */
const FNV_PRIME = 0x01000193;
const FNV_BASIS = 0x811c9dc5;

/**
 * A 32-bit checksum of bytes whose number is a multiple of four. Each step is a bijection of the state, so a change inside one
 * word always changes the result.
 * @param before the checksum of the preceding bytes, if these are not the first
 */
export function checksum(bytes: Uint8Array, before = FNV_BASIS): number {
  // Columns of an index are read as typed arrays too, so every machine that opens one is little-endian. A view of bytes that do not
  // begin at a word is not possible; files are read to where they begin at one.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const words = new Uint32Array(buffer, byteOffset, byteLength >>> 2);
  let hash = before;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words[i]!, FNV_PRIME);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** Base of the rolling polynomial over letters. It is odd, so multiplication by it modulo 2^32 is a bijection. */
export const ROLL_BASE = 0x2c9277b5 | 0;

/** The base to the power of the shingle's length: the factor of the letter that leaves the window. */
export function rollOut(shingle: number): number {
  let power = 1;
  for (let i = 0; i < shingle; i++) power = Math.imul(power, ROLL_BASE);
  return power;
}

/**
 * Spreads a rolling hash over its upper bits, which are the ones an index uses first (one round of the kind of Murmur's
 * finaliser, with a multiplier of the Hash Prospector, Wellons 2018), unsigned.
 */
export function mix(rolling: number): number {
  return Math.imul(rolling ^ (rolling >>> 15), 0x2c1b3c6d) >>> 0;
}

/**
 * One byte for a letter (Fibonacci hashing, Knuth 6.4): enough to align two texts letter by letter, as two letters that differ
 * share it once in 256 times, and too little to read.
 */
export function letterByte(code: number): number {
  return Math.imul(code, 0x9e3779b1) >>> 24;
}

/** One byte for each letter of a text: `letterByte` of its codes. */
export function bytesOf(codes: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) bytes[i] = letterByte(codes[i]!);
  return bytes;
}

/** Number of classes of letters for comparisons of bags of letters: with fewer, unrelated texts share too many by chance. */
export const LETTER_CLASSES = 1024;

/** A letter's class: the same hash as `letterByte` with two more bits, so `letterByte` is its upper part. */
export function letterClass(code: number): number {
  return Math.imul(code, 0x9e3779b1) >>> 22;
}

/**
 * The fingerprints of all shingles of these letters (codes or letter bytes): the i-th is that of the letters [i, i + shingle).
 */
export function fingerprints(codes: Uint16Array | Uint8Array, shingle: number): Uint32Array {
  const out = new Uint32Array(Math.max(0, codes.length - shingle + 1));
  const leaving = rollOut(shingle);
  let rolling = 0;
  for (let i = 0; i < codes.length; i++) {
    rolling = (Math.imul(rolling, ROLL_BASE) + codes[i]!) | 0;
    if (i >= shingle) rolling = (rolling - Math.imul(codes[i - shingle]!, leaving)) | 0;
    if (i >= shingle - 1) out[i - shingle + 1] = mix(rolling);
  }
  return out;
}
