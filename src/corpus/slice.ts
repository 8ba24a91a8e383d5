import { type Column, IndexError } from './format.ts';

/**
 * Which slice of a corpus an index holds, where it was built as one. The slices of a corpus are its documents in order, cut into
 * `slices` stretches. All of one corpus agree in the four numbers below, or they cannot be merged.
 */
export interface Slice {
  /** From 1. */
  readonly number: number;
  readonly slices: number;
  /** Documents of the whole corpus. */
  readonly documents: number;
  /** Checksum of the names, texts and facts of all documents of the corpus. */
  readonly corpus: number;
  /** Checksum of how documents are cut into essays. */
  readonly sources: number;
  /** Checksum of the model of common wording, 0 where there was none. */
  readonly wording: number;
}

/** More slices than any batch system has machines; a larger number is a slip of the hand. */
export const MOST_SLICES = 10_000;

/** The order of the values in the section. */
const KEYS = [
  'number',
  'slices',
  'documents',
  'corpus',
  'sources',
  'wording',
] as const satisfies readonly (keyof Slice)[];

/** The section of a slice. */
export function sliceColumn(slice: Slice): Uint32Array {
  return Uint32Array.from(KEYS, (key) => slice[key]);
}

/** Reads the section of a slice. Throws an IndexError where it has another number of values or is no slice of so many. */
export function sliceOf(column: Column): Slice {
  if (column.length !== KEYS.length)
    throw new IndexError(`not a readable index: its slice has ${column.length} values, expected ${KEYS.length}`);
  const slice = Object.fromEntries(KEYS.map((key, i) => [key, column[i]!])) as unknown as Slice;
  const { number, slices } = slice;
  if (number < 1 || number > slices || slices > MOST_SLICES)
    throw new IndexError(
      `not a readable index: it is slice ${number} of ${slices}, at most ${MOST_SLICES} are possible`,
    );
  return slice;
}
