import type { Comparison } from '../comparison/compare-files.ts';
import type { FilePair } from '../comparison/pair-evidence.ts';

/** The most files of a matrix: 60 columns of two digits fit into a wide window. */
export const MATRIX_FILES = 60;

/** Files on both sides of a matrix, and the pair of each two of them. */
export interface FileMatrix {
  readonly files: readonly string[];
  /** By row, then by column; null on the diagonal and for two files that are no pair. */
  readonly cells: readonly (readonly (FilePair | null)[])[];
}

/** The files in the order of a matrix: those of a group stand together, those in none last. */
function ordered({ files, groups }: Pick<Comparison, 'files' | 'groups'>): string[] {
  const grouped = groups.flat();
  const single = files.map(({ file }) => file).filter((file) => !grouped.includes(file));
  return grouped.length + single.length <= MATRIX_FILES ? [...grouped, ...single] : grouped;
}

/** The matrix of a comparison: of all files or, where these are more than 60, of those in groups. Null where these are more, or none. */
export function fileMatrix(comparison: Pick<Comparison, 'files' | 'pairs' | 'groups'>): FileMatrix | null {
  const files = ordered(comparison);
  if (files.length > MATRIX_FILES || comparison.pairs.length === 0) return null;
  const place = new Map(files.map((file, i) => [file, i]));
  const cells = files.map(() => files.map((): FilePair | null => null));
  for (const pair of comparison.pairs) {
    const [row, column] = [place.get(pair.a)!, place.get(pair.b)!];
    cells[row]![column] = pair;
    cells[column]![row] = pair;
  }
  return { files, cells };
}
