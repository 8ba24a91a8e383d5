import { checksum } from '../fingerprint/hash.ts';
import { LETTER_TABLE } from '../fingerprint/recipe.ts';
import { cellCount, type FuseCells, type FuseShape } from './fuse-map.ts';

/*
 * The file of a model of common wording. It holds no letter and no key, only the cells of a fuse map whose keys are hashes of
 * grams. All numbers are little-endian and take four bytes.
 *
 *  offset  what
 *       0  magic "DJLW"
 *       4  version of this format
 *       8  length of the file in bytes
 *      12  checksum of everything from byte 16 on
 *      16  checksum of the table that says what letters fold to: grams are folded letters
 *      20  seed of the map
 *      24  cells in a segment
 *      28  segments
 *      32  the cells, 12 bits each, two in three bytes, the first one in the lower bits; zeros up to a multiple of four bytes
 *
 * A cell is 6 bits of fingerprint above 6 bits of value. Value: bits 0–3 the surprisal of the gram's last letter after the
 * letters before it, bits 4–5 the step of what a letter costs that the gram is known not to be followed by.
 */

const MAGIC = 0x574c4a44;
const VERSION = 1;
const HEADER_BYTES = 32;

/**
 * Bits of a cell. With six bits of fingerprint, one unknown gram in 64 is taken for a known one. Only a gram is looked up whose
 * first and last letters are both known without the other, so this costs less than the larger model that the saved bits allow.
 */
export const CELL_BITS = { fingerprint: 6, value: 6 } as const;

/** Mask of the surprisal in a value. */
export const SURPRISAL_BITS_MASK = 0x0f;
/** Position of the backoff step in a value. */
export const BACKOFF_SHIFT = 4;

/** A model that can be queried. `cells` holds packed cells, as the file does. */
export interface WordingModel {
  /** Checksum of the file, which identifies the model. */
  readonly checksum: number;
  readonly shape: FuseShape;
  readonly cells: Uint8Array;
}

/** Bytes that cannot be read as a model of wording. The message tells what is wrong, with the value and the expected one. */
export class WordingError extends Error {
  override readonly name = 'WordingError';
}

function packedBytes(shape: FuseShape): number {
  return Math.ceil((cellCount(shape) * 1.5) / 4) * 4;
}

function pack(shape: FuseShape, cells: Uint32Array): Uint8Array {
  const packed = new Uint8Array(packedBytes(shape));
  cells.forEach((cell, i) => {
    const at = (i * 3) >>> 1;
    const bits = (i & 1) === 0 ? cell : cell << 4;
    packed[at]! |= bits & 0xff;
    packed[at + 1]! |= bits >>> 8;
  });
  return packed;
}

/** The content of a cell, 12 bits. */
export function cellAt(cells: Uint8Array, cell: number): number {
  const at = (cell * 3) >>> 1;
  const two = cells[at]! | (cells[at + 1]! << 8);
  return (cell & 1) === 0 ? two & 0xfff : two >>> 4;
}

/** The bytes of a model's file. */
export function writeWording({ shape, cells }: FuseCells): Uint8Array<ArrayBuffer> {
  const packed = pack(shape, cells);
  const bytes = new Uint8Array(HEADER_BYTES + packed.length);
  const { seed, segmentLength, segments } = shape;
  const view = new DataView(bytes.buffer);
  [MAGIC, VERSION, bytes.length, 0, LETTER_TABLE, seed, segmentLength, segments].forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  bytes.set(packed, HEADER_BYTES);
  view.setUint32(12, checksum(bytes.subarray(16)), true);
  return bytes;
}

function mustBe(what: string, found: number, expected: number): void {
  if (found === expected) return;
  throw new WordingError(`the ${what} of the wording model is ${found}, not ${expected}: make or copy the file anew`);
}

/**
 * Opens the bytes of a model's file, without copying them. Throws a WordingError where they are no model, one of another version,
 * one for another letter table, or damaged.
 */
export function readWording(bytes: Uint8Array): WordingModel {
  if (bytes.length < HEADER_BYTES)
    throw new WordingError(`a wording model of ${bytes.length} bytes has not even a header of ${HEADER_BYTES} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = (i: number) => view.getUint32(i * 4, true);
  mustBe('first word', field(0), MAGIC);
  mustBe('version', field(1), VERSION);
  mustBe('length', bytes.length, field(2));
  // Checksums are computed over words of four bytes.
  mustBe('rest of the length by four', bytes.length % 4, 0);
  mustBe('checksum', checksum(bytes.subarray(16)), field(3));
  mustBe('letter table', field(4), LETTER_TABLE);
  const shape = { seed: field(5), segmentLength: field(6), segments: field(7) };
  const powerOfTwo = shape.segmentLength > 0 && (shape.segmentLength & (shape.segmentLength - 1)) === 0;
  mustBe('segment length’s number of set bits', powerOfTwo ? 1 : 0, 1);
  mustBe('length of the cells', bytes.length - HEADER_BYTES, packedBytes(shape));
  return { checksum: field(3), shape, cells: bytes.subarray(HEADER_BYTES) };
}
