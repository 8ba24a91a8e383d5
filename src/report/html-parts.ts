import type { WordKey, Words } from '../locale/words.ts';
import { REPORT_STYLE } from './html-style.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as the content of an element or attribute of HTML. */
export function asText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A column of a table: its head, and its cell in each row, as HTML. */
export type Column = readonly [head: WordKey, cells: readonly string[]];

/** A table without the columns that are empty in every row; `ids` has the `id` attribute of each row. */
export function table(columns: readonly Column[], words: Words, ids: readonly string[]): string {
  const told = columns.filter(([, cells]) => cells.some((cell) => cell !== ''));
  const head = told.map(([key]) => `<th scope="col">${asText(words.say(key))}</th>`).join('');
  const rows = ids.map((id, i) => `<tr${id}>${told.map(([, cells]) => `<td>${cells[i]}</td>`).join('')}</tr>`);
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/**
 * One self-contained HTML document that can be printed. It contains no script, loads nothing, and has a content security policy that
 * forbids both.
 * @param body HTML
 */
export function htmlDocument(title: string, body: string, words: Words): string {
  return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${asText(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
