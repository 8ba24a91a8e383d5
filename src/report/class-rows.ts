import type { Comparison } from '../comparison/compare-files.ts';
import { csvTable } from './csv.ts';
import { essayName } from './essay-name.ts';

/** A file of a comparison as a table shows it. */
export interface ClassRow {
  readonly file: string;
  /** Han letters. */
  readonly letters: number;
  /** Share of them that also stand in known essays, 0–1. */
  readonly share: number;
  /** Name of the essay that most of these stand in; `''` where there is none. */
  readonly source: string;
  /** The file that shares most with it, `''` where none does, and how many letters they share. */
  readonly mate: string;
  readonly shared: number;
}

/** Columns that a table can be sorted by. */
export type ClassColumn = keyof ClassRow;

/** How a table is sorted. */
export interface ClassOrder {
  readonly by: ClassColumn;
  readonly descending: boolean;
}

/** The files of a comparison in their order, each with the pair that it shares most with. */
export function classRows({ files, pairs }: Comparison): ClassRow[] {
  return files.map(({ file, letters, share, largest }) => {
    // Pairs with most letters come first.
    const pair = pairs.find(({ a, b }) => a === file || b === file);
    const mate = pair ? (pair.a === file ? pair.b : pair.a) : '';
    return { file, letters, share, source: largest ? essayName(largest) : '', mate, shared: pair?.letters ?? 0 };
  });
}

/** Rows sorted by a column; those that are equal in it stay in their order. Numbers in names count as numbers. */
export function sortedRows(rows: readonly ClassRow[], { by, descending }: ClassOrder, language: string): ClassRow[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return [...rows].sort((a, b) => (descending ? compare(b[by], a[by]) : compare(a[by], b[by])));
}

/** Rows in which a text stands, as file, source or classmate. */
export function filteredRows(rows: readonly ClassRow[], text: string): ClassRow[] {
  const wanted = text.trim().toLocaleLowerCase();
  return rows.filter(({ file, source, mate }) =>
    [file, source, mate].some((name) => name.toLocaleLowerCase().includes(wanted)),
  );
}

/**
 * Rows as a CSV table, in their order; shares are 0–1.
 * @param names of the columns, in the order of `ClassRow`
 */
export function classRowsCsv(rows: readonly ClassRow[], names: readonly string[]): string {
  const cells = rows.map(({ file, letters, share, source, mate, shared }) => {
    return [file, letters, Number(share.toFixed(4)), source, mate, shared];
  });
  return csvTable([names, ...cells]);
}
