import { type EssayRef, essayIdOf, indexOf } from '../corpus/essay-ref.ts';
import type { SourcePlace } from '../match/match.ts';
import type { SourceLetters } from './figures.ts';
import { type ReportInput, rowsOf } from './rows.ts';

/** Version of the report's shape. */
const VERSION = 1;

function nameOf(essay: EssayRef): { readonly index: string; readonly essay: string } {
  return { index: indexOf(essay), essay: essayIdOf(essay) };
}

/** Essays by the names of their indexes, with the letters of the page that also stand in them. */
function sourcesOf(sources: readonly SourceLetters[]) {
  return sources.map(({ essay, letters, matches }) => ({ ...nameOf(essay), letters, matches }));
}

/** A page's result as JSON. Shares and similarities are 0–1; positions are UTF-16 units of the document. */
export function jsonReport(input: ReportInput): string {
  const { view, text, when } = input;
  const { figures } = view;
  const cards = new Map(view.essays.map((card) => [card.ref, card]));
  const place = ({ essay, source }: SourcePlace) => ({
    ...nameOf(essay),
    document: cards.get(essay)?.document,
    sourceStart: source.start,
    sourceEnd: source.end,
  });
  const matches = rowsOf(input).map(({ match, card, passage }) => ({
    kind: match.kind,
    letters: match.letters,
    similarity: match.similarity,
    title: card.title,
    heading: card.heading,
    ...place(match),
    also: match.also.map(place),
    changes: match.changes,
    own: match.own,
    note: match.note,
    ignored: match.dismissed,
    confirmed: match.dismissed === null && match.note !== null,
    pageHeading: match.heading,
    mainText: match.isMain,
    excerpt: match.excerpt,
    passage,
    /** Letters of the page before it and up to its end: the strip. */
    letterStart: match.from,
    letterEnd: match.to,
  }));
  const report = {
    kind: 'deja-lu-report',
    version: VERSION,
    title: view.title,
    url: text.url,
    checked: when.toISOString(),
    index: text.compared.version,
    compared: text.compared,
    unread: view.unread,
    figures: {
      ...figures,
      largest: figures.largest && { ...nameOf(figures.largest.essay), share: figures.largest.share },
      sources: sourcesOf(figures.sources),
      own: { ...figures.own, sources: sourcesOf(figures.own.sources) },
    },
    matches,
  };
  return JSON.stringify(report, null, 2);
}
