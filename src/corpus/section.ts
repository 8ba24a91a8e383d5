import type { Column } from './format.ts';

/** One section of an index file to be written: its id and its numbers. */
export interface Section {
  readonly id: number;
  readonly column: Column;
}

const NARROW_LIMIT = 0xffff;

/** The values as a column of 16 bits where none exceeds them, else of 32. */
export function narrow(values: readonly number[] | Uint32Array): Column {
  for (const value of values) if (value > NARROW_LIMIT) return Uint32Array.from(values);
  return Uint16Array.from(values);
}
