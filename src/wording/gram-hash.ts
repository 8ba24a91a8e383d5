/** Hashes 32 bits to 32 bits, unsigned; a bijection (a multiplier pair of the Hash Prospector, Wellons 2018). */
export function mix32(x: number): number {
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The two halves of the hash of an empty gram. */
export const EMPTY_GRAM: readonly [high: number, low: number] = [0x243f6a88, 0x85a308d3];

/** The upper half of the hash of a gram that is extended by the letter `code` at its front. */
export function growHigh(high: number, code: number): number {
  return mix32(Math.imul(high, 0x01000193) ^ code);
}

/** The lower half of the same hash. */
export function growLow(low: number, code: number): number {
  return mix32(Math.imul(low + code, 0x2c9277b5) ^ 0x13198a2e);
}
