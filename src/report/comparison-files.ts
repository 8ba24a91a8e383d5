import type { Comparison } from '../comparison/compare-files.ts';
import type { FilePair } from '../comparison/pair-evidence.ts';
import { csvTable } from './csv.ts';

/*
 * A comparison of files as programs read it. Column names, keys and offsets (UTF-16 units) are the same from the command and the page.
 */

/** A pair as one of its files sees it. */
interface Seen {
  readonly file: string;
  readonly other: string;
  readonly letters: number;
  /** `taken`: its text was taken by the other; `taker`: it took the other's. */
  readonly role: 'taken' | 'taker' | '';
}

function seenBy(file: string, { a, b, letters, from }: FilePair): Seen {
  const isA = file === a;
  const role = from === null ? '' : (from === 'a') === isA ? 'taken' : 'taker';
  return { file, other: isA ? b : a, letters, role };
}

const COLUMNS = ['file', 'letters', 'share', 'group', 'other', 'letters_in_common', 'role'];

/** A comparison as a CSV table: a row for each file and each pair that it is in; a file without a pair has one row. */
export function comparisonCsv({ files, pairs, groups }: Comparison): string {
  const rows = files.flatMap(({ file, letters, share }) => {
    const own = pairs.filter(({ a, b }) => a === file || b === file).map((pair) => seenBy(file, pair));
    const group = groups.findIndex((members) => members.includes(file)) + 1;
    const head = [file, letters, Number(share.toFixed(4))];
    if (own.length === 0) return [[...head, '', '', '', '']];
    return own.map((seen) => [...head, group, seen.other, seen.letters, seen.role]);
  });
  return csvTable([COLUMNS, ...rows]);
}

/** A comparison as one JSON object, `{files, pairs, groups}`. */
export function comparisonJson({ files, pairs, groups }: Comparison): string {
  const figures = files.map(({ file, letters, share }) => ({ file, letters, share }));
  return JSON.stringify({ files: figures, pairs, groups });
}
