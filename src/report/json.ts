import { type ReportInput, rowsOf } from './rows.ts';

/** Version of the report's shape. */
const VERSION = 1;

/** A page's result as JSON: shares and similarities are 0–1, places UTF-16 units of the document. */
export function jsonReport(input: ReportInput): string {
  const { view, text, when } = input;
  const { figures } = view;
  const ids = new Map(view.essays.map((card) => [card.place, card]));
  const place = (essay: number, source: { start: number; end: number }) => ({
    essay: ids.get(essay)?.id,
    document: ids.get(essay)?.document,
    sourceStart: source.start,
    sourceEnd: source.end,
  });
  const matches = rowsOf(input).map(({ match, card }) => ({
    kind: match.kind,
    letters: match.letters,
    similarity: match.similarity,
    title: card.title,
    heading: card.heading,
    ...place(match.essay, match.source),
    also: match.also.map(({ essay, source }) => place(essay, source)),
    changes: match.changes,
    note: match.note,
    excerpt: match.excerpt,
  }));
  const report = {
    kind: 'deja-lu-report',
    version: VERSION,
    title: view.title,
    url: text.url,
    checked: when.toISOString(),
    index: text.index,
    figures: {
      ...figures,
      largest: figures.largest && { essay: ids.get(figures.largest.essay)?.id, share: figures.largest.share },
      sources: figures.sources.map(({ essay, letters, matches: count }) => ({
        essay: ids.get(essay)?.id,
        letters,
        matches: count,
      })),
    },
    matches,
  };
  return JSON.stringify(report, null, 2);
}
