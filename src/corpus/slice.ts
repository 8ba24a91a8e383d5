import { type Column, IndexError } from './format.ts';

/**
 * The slice of a corpus that an index was built from, if it was built as a slice. The slices of a corpus are its documents in
 * order, cut into `slices` stretches. Only slices that agree in all values except `number` can be merged.
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

/** Most slices of a corpus: more than any batch system has machines. A larger number is an error of the caller. */
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

/** Reads the section of a slice. Throws an IndexError if the number of values is wrong or the slice is not one of `slices`. */
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
