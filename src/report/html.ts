import type { WordKey, Words } from '../locale/words.ts';
import { comparedWords } from './compared.ts';
import { essayName, essayOrigin } from './essay-name.ts';
import type { SourceLetters } from './figures.ts';
import { asText, type Column, htmlDocument, table } from './html-parts.ts';
import { keptLines, textIn } from './kept-text.ts';
import type { PageView } from './page-view.ts';
import type { ReportPiece } from './report-text.ts';
import { type ReportInput, type ReportRow, rowsOf } from './rows.ts';
import { unreadWords } from './unread.ts';

/** A marked passage with the number of its row in the table of matches. */
function marked(text: string, row: ReportRow): string {
  const title = asText(`${essayName(row.card)} · ${row.kind} · ${row.similarity}`);
  const link = `<a class="ref" href="#m${row.number}">${row.number}</a>`;
  // A mark that spans several paragraphs is closed and opened again at each border.
  const pieces = text
    .split('\n')
    .map((line) =>
      line.trim() === '' ? asText(line) : `<mark class="${row.match.kind}" title="${title}">${asText(line)}</mark>`,
    );
  return `<span id="t${row.number}"></span>${pieces.join('\n')}<sup>${link}</sup>`;
}

function shownMarks({ marks }: ReportPiece, rows: ReadonlyMap<string, ReportRow>) {
  return marks.flatMap(({ id, page }) => {
    const row = rows.get(id);
    return row && row.match.dismissed === null ? [{ page, row }] : [];
  });
}

function pieceHtml(piece: ReportPiece, rows: ReadonlyMap<string, ReportRow>): string {
  const { text } = piece;
  const shown = shownMarks(piece, rows);
  const lines = keptLines(
    piece,
    shown.map(({ page }) => page),
  );
  let at = 0;
  let html = '';
  for (const { page, row } of shown) {
    html += asText(textIn(text, { start: at, end: page.start }, lines)) + marked(text.slice(page.start, page.end), row);
    at = page.end;
  }
  html += asText(textIn(text, { start: at, end: text.length }, lines));
  return html
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}

function figuresHtml({ figures }: PageView, words: Words): string {
  const rows: readonly (readonly [WordKey, string])[] = [
    ['share', words.percent(figures.share)],
    ...(figures.main ? ([['mainShare', words.percent(figures.main.share)]] as const) : []),
    ['largest', words.percent(figures.largest?.share ?? 0)],
    ['withoutQuotations', words.percent(figures.shareWithoutQuotations)],
    ['literalShare', words.percent(figures.literalShare)],
    ['rewordedShare', words.percent(figures.rewordedShare)],
    ['lettersCounted', words.number(figures.letters)],
  ];
  return `<dl>${rows.map(([key, value]) => `<div><dt>${asText(words.say(key))}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function sourcesHtml(of: readonly SourceLetters[], { figures, essays }: PageView, words: Words): string {
  const cards = new Map(essays.map((card) => [card.ref, card]));
  const sources = of.flatMap(({ essay, letters }) => {
    const card = cards.get(essay);
    return card ? [{ card, share: words.percent(figures.letters === 0 ? 0 : letters / figures.letters) }] : [];
  });
  const columns: readonly Column[] = [
    ['column_essay', sources.map(({ card }) => asText(essayName(card)))],
    ['column_document', sources.map(({ card }) => asText(essayOrigin(card)))],
    ['column_share', sources.map(({ share }) => share)],
  ];
  return table(
    columns,
    words,
    sources.map(() => ''),
  );
}

// An ignored match has no mark in the text that could be linked.
function numberCell({ number, match }: ReportRow): string {
  return match.dismissed === null ? `<a href="#t${number}">${number}</a>` : String(number);
}

function matchesHtml(rows: readonly ReportRow[], words: Words): string {
  const column = (head: WordKey, cell: (row: ReportRow) => string): Column => [head, rows.map(cell)];
  const columns = [
    column('column_number', numberCell),
    column('column_kind', ({ kind }) => `<span class="whole">${asText(kind)}</span>`),
    column('column_letters', ({ match }) => words.number(match.letters)),
    column('column_similarity', ({ similarity }) => similarity),
    column('column_heading', ({ match }) => asText(match.heading)),
    column('column_essay', ({ card }) => asText(essayName(card))),
    column('column_changes', ({ changes }) => asText(changes)),
    column('column_status', ({ status }) => asText(status)),
    column('column_note', ({ match }) => asText(match.note ?? '')),
  ];
  return table(
    columns,
    words,
    rows.map(({ number }) => ` id="m${number}"`),
  );
}

function ownHtml(view: PageView, rows: readonly ReportRow[], words: Words): string {
  const { own } = view.figures;
  if (own.matches === 0) return '';
  return `<h2>${asText(words.say('tabOwn'))}</h2>
<p class="quiet">${asText(words.count('ownFound', own.matches))}</p>
${sourcesHtml(own.sources, view, words)}
${matchesHtml(rows, words)}`;
}

// The page as a strip, with the marks at their positions among its letters.
function stripHtml({ view, words }: ReportInput): string {
  const bars = view.matches
    .filter(({ dismissed }) => dismissed === null)
    .map(({ from, to, kind }) => {
      const width = Math.max(2, ((to - from) / Math.max(1, view.figures.letters)) * 1000);
      const x = Math.min(1000 - width, (from / Math.max(1, view.figures.letters)) * 1000);
      return `<rect class="${kind}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="10"/>`;
    });
  const label = asText(words.say('stripLabel'));
  return `<svg class="strip" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="${label}">${bars.join('')}</svg>`;
}

function ignoredLine({ figures }: PageView, words: Words): string {
  return figures.ignored === 0 ? '' : `<br>${asText(words.count('ignored', figures.ignored))}`;
}

/**
 * A page's result as one self-contained HTML document that can be printed. It contains no script, loads nothing, and has a
 * content security policy that forbids both. All text of the page is escaped.
 */
export function htmlReport(input: ReportInput): string {
  const { view, text, words, when } = input;
  const rows = rowsOf(input);
  const byId = new Map(rows.map((row) => [row.match.id, row]));
  const say = (key: WordKey) => asText(words.say(key));
  const labelled = (key: WordKey) => asText(words.labelled(key, ''));
  const address = /^https?:/.test(text.url)
    ? `<a href="${asText(text.url)}">${asText(text.url)}</a>`
    : asText(text.url);
  const body = `<header>
<p class="quiet">${say('name')} · ${say('reportTitle')}</p>
<h1>${asText(view.title)}</h1>
<p class="quiet">${labelled('reportAddress')}${address}<br>${labelled('reportDate')}${asText(words.date(when))}<br>${asText(comparedWords(text.compared, words))}${ignoredLine(view, words)}</p>
${view.unread.length > 0 ? `<p class="quiet">${asText(unreadWords(view.unread, words))}</p>` : ''}
</header>
<main>
<h2>${say('figuresHeading')}</h2>
${figuresHtml(view, words)}
${stripHtml(input)}
<p class="quiet">${say('reportNeutral')}</p>
<h2>${say('tabSources')}</h2>
${sourcesHtml(view.figures.sources, view, words)}
<h2>${say('tabMatches')}</h2>
${matchesHtml(
  rows.filter(({ match }) => !match.own),
  words,
)}
${ownHtml(
  view,
  rows.filter(({ match }) => match.own),
  words,
)}
<h2>${say('reportText')}</h2>
${text.pieces.some(({ main }) => main !== null) ? `<p class="quiet">${say('reportMainOnly')}</p>` : ''}
<article>
${text.pieces.map((piece) => pieceHtml(piece, byId)).join('\n')}
</article>
</main>`;
  return htmlDocument(`${words.say('reportTitle')} · ${view.title}`, body, words);
}
