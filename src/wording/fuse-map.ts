import { mix32 } from './gram-hash.ts';

/*
 * A static map from 64-bit keys to small values that holds no keys: a binary fuse filter (Graf & Lemire 2022, "Binary fuse
 * filters: fast and smaller than xor filters") of which each cell carries value bits beside fingerprint bits. Three cells,
 * combined by XOR, give the fingerprint and the value of a key. A key that was not put in passes for one that was with a
 * probability of 2^-fingerprintBits; that is the randomised language model of Talbot & Osborne (2007), with the newer filter.
 */

/** The shape of a map, stored beside its cells. */
export interface FuseShape {
  /** Determines the cells of all keys. A build whose keys cannot be placed is repeated with the next seed. */
  readonly seed: number;
  /** Cells in a segment, a power of two. The three cells of a key are in three consecutive segments. */
  readonly segmentLength: number;
  /** Number of segments that the first cell of a key may be in; there are two segments more. */
  readonly segments: number;
}

/** A built map: one cell in each entry, with the fingerprint bits above the value bits. */
export interface FuseCells {
  readonly shape: FuseShape;
  readonly cells: Uint32Array;
}

/** Most seeds that are tried. One fails about once in a hundred times at these sizes (Graf & Lemire 2022, section 5). */
const MOST_SEEDS = 64;

/** The number of cells of a shape. */
export function cellCount({ segmentLength, segments }: FuseShape): number {
  return segmentLength * (segments + 2);
}

/**
 * The three cells of a key.
 * @param high upper half of the key
 * @param low lower half of the key
 * @param out receives the cells
 */
export function placesOf(shape: FuseShape, high: number, low: number, out: Uint32Array): void {
  const { seed, segmentLength, segments } = shape;
  const mask = segmentLength - 1;
  const a = mix32(high ^ seed);
  const b = mix32(low + a);
  // The upper half of the product spreads the key over the segments without a division (Lemire 2019).
  const first = Math.floor((a / 0x1_0000_0000) * segments) * segmentLength;
  out[0] = first + (b & mask);
  out[1] = first + segmentLength + (mix32(b ^ 0x9e3779b9) & mask);
  out[2] = first + 2 * segmentLength + (mix32(b ^ 0x85ebca6b) & mask);
}

/** The fingerprint of a key, independent of its places. */
export function fingerprintOf(high: number, low: number, bits: number): number {
  return mix32(Math.imul(low, 0x9e3779b1) ^ high) >>> (32 - bits);
}

/** The shape for this many keys by the formulas of Graf & Lemire (2022, section 4) for three cells a key. */
function shapeFor(keys: number, seed: number): FuseShape {
  const size = Math.max(2, keys);
  const segmentLength = 2 ** Math.min(18, Math.max(2, Math.floor(Math.log(size) / Math.log(3.33) + 2.25)));
  const factor = Math.max(1.125, 0.875 + (0.25 * Math.log(1_000_000)) / Math.log(size));
  const segments = Math.max(1, Math.ceil((size * factor) / segmentLength) - 2);
  return { seed, segmentLength, segments };
}

/** The keys in the reverse order of their placement, and for each the cell that no later key uses. */
interface Peeling {
  readonly keys: Uint32Array;
  readonly own: Uint32Array;
}

function peel(shape: FuseShape, high: Uint32Array, low: Uint32Array): Peeling | null {
  const size = cellCount(shape);
  const degrees = new Uint32Array(size);
  // The XOR of the keys of each cell: where one key is left, it is that key.
  const keysIn = new Uint32Array(size);
  const places = new Uint32Array(3);
  for (let key = 0; key < high.length; key++) {
    placesOf(shape, high[key]!, low[key]!, places);
    for (const cell of places) {
      degrees[cell]!++;
      keysIn[cell]! ^= key;
    }
  }
  const queue = new Uint32Array(size);
  let waiting = 0;
  for (let cell = 0; cell < size; cell++) if (degrees[cell] === 1) queue[waiting++] = cell;
  const keys = new Uint32Array(high.length);
  const own = new Uint32Array(high.length);
  let placed = 0;
  while (waiting > 0) {
    const cell = queue[--waiting]!;
    if (degrees[cell] !== 1) continue;
    const key = keysIn[cell]!;
    keys[placed] = key;
    own[placed++] = cell;
    placesOf(shape, high[key]!, low[key]!, places);
    for (const other of places) {
      keysIn[other]! ^= key;
      if (--degrees[other]! === 1) queue[waiting++] = other;
    }
  }
  return placed === high.length ? { keys, own } : null;
}

function fill(
  shape: FuseShape,
  { keys, own }: Peeling,
  high: Uint32Array,
  low: Uint32Array,
  contentOf: (key: number) => number,
): Uint32Array {
  const cells = new Uint32Array(cellCount(shape));
  const places = new Uint32Array(3);
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i]!;
    placesOf(shape, high[key]!, low[key]!, places);
    // The key's own cell is still 0, so the XOR of all three is that of the other two.
    cells[own[i]!] = contentOf(key) ^ cells[places[0]!]! ^ cells[places[1]!]! ^ cells[places[2]!]!;
  }
  return cells;
}

/**
 * Builds the map of distinct keys, given in halves, to values below 2^valueBits. The same keys in the same order give the same
 * cells. Throws a RangeError if no seed can place the keys, for instance as a key occurs twice.
 */
export function buildFuseMap(
  high: Uint32Array,
  low: Uint32Array,
  values: Uint8Array,
  bits: { readonly fingerprint: number; readonly value: number },
): FuseCells {
  const contentOf = (key: number) =>
    ((fingerprintOf(high[key]!, low[key]!, bits.fingerprint) << bits.value) | values[key]!) >>> 0;
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const shape = shapeFor(high.length, mix32(seed));
    const peeling = peel(shape, high, low);
    if (peeling) return { shape, cells: fill(shape, peeling, high, low, contentOf) };
  }
  throw new RangeError(`${high.length} keys cannot be placed with ${MOST_SEEDS} seeds: is one given twice?`);
}
