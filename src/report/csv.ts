import type { WordKey } from '../locale/words.ts';
import { essayName, essayOrigin } from './essay-name.ts';
import { type ReportInput, type ReportRow, rowsOf } from './rows.ts';

const COLUMNS = [
  'column_number',
  'column_kind',
  'column_letters',
  'column_similarity',
  'column_heading',
  'column_essay',
  'column_document',
  'column_position',
  'column_also',
  'column_changes',
  'column_status',
  'column_note',
  'column_excerpt',
] as const satisfies readonly WordKey[];

// Spreadsheets take a cell that begins with one of these for a formula, so a page could run code in them. Some programs also
// accept the full-width signs and `;`.
const FORMULA = /^[=+\-@;＝＋－＠\t\r]/;

function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function cellsOf({
  number,
  match,
  card,
  kind,
  similarity,
  changes,
  also,
  status,
  passage,
}: ReportRow): (string | number)[] {
  const place = `${match.source.start}–${match.source.end}`;
  return [
    number,
    kind,
    match.letters,
    similarity,
    match.heading,
    essayName(card),
    essayOrigin(card),
    place,
    also,
    changes,
    status,
    match.note ?? '',
    passage,
  ];
}

/** A row of a CSV table, without a line break. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells.map(cell).join(',');
}

/** Rows of cells as a CSV table (RFC 4180). It begins with a byte order mark, as Excel would otherwise not decode it as UTF-8. */
export function csvTable(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map(csvRow).join('\r\n')}\r\n`;
}

/** A page's matches as a CSV table. */
export function csvReport(input: ReportInput): string {
  return csvTable([COLUMNS.map((key) => input.words.say(key)), ...rowsOf(input).map(cellsOf)]);
}
