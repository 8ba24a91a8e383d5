import type { Words } from '../locale/words.ts';
import { changeLine, changePhrases } from './card.ts';
import { comparedWords } from './compared.ts';
import { essayName } from './essay-name.ts';
import { statusWords } from './judgement-words.ts';
import { kindWords } from './kinds.ts';
import type { EssayCard, MatchView, PageView } from './page-view.ts';
import type { ReportText } from './report-text.ts';

/** The input of a report. */
export interface ReportInput {
  readonly view: PageView;
  readonly text: ReportText;
  readonly words: Words;
  readonly when: Date;
}

/** A match as a row of a table. */
export interface ReportRow {
  readonly number: number;
  readonly match: MatchView;
  readonly card: EssayCard;
  readonly kind: string;
  readonly similarity: string;
  readonly changes: string;
  readonly also: string;
  /** The matched text on the page in full; shortened where the page's text is not available. */
  readonly passage: string;
  /** The user's judgement in words; empty if there is none. */
  readonly status: string;
}

function changesCell({ kind, changes }: MatchView, words: Words): string {
  if (kind === 'reworded') return changeLine({ kind, changes }, words);
  return words.list(changePhrases(changes, words));
}

function passagesOf({ pieces }: ReportText): Map<string, string> {
  return new Map(
    pieces.flatMap(({ text, marks }) => marks.map(({ id, page }) => [id, text.slice(page.start, page.end)])),
  );
}

/** All matches of a page as rows, in page order, including ignored ones, which no figure counts. */
export function rowsOf({ view, text, words }: Pick<ReportInput, 'view' | 'text' | 'words'>): ReportRow[] {
  const passages = passagesOf(text);
  const cards = new Map(view.essays.map((card) => [card.ref, card]));
  return view.matches
    .filter((match) => cards.has(match.essay))
    .map((match, i) => ({
      number: i + 1,
      match,
      card: cards.get(match.essay)!,
      kind: kindWords(match, words),
      similarity: words.percent(match.similarity),
      changes: changesCell(match, words),
      also: match.also
        .map(({ essay }) => cards.get(essay))
        .filter((each) => each !== undefined)
        .map(essayName)
        .join(' | '),
      passage: passages.get(match.id) ?? match.excerpt,
      status: statusWords(match, words),
    }));
}

/** A page's result in one line: its title, address, share, matches and largest source. */
export function summaryLine({ view, words }: Pick<ReportInput, 'view' | 'words'>, url: string): string {
  const { figures, essays } = view;
  const card = essays.find(({ ref }) => ref === figures.largest?.essay);
  const largest =
    card && figures.largest ? `${essayName(card)} ${words.percent(figures.largest.share)}` : words.say('none');
  const { compared } = view;
  return words.say(
    'summaryLine',
    view.title,
    url,
    words.percent(figures.share),
    words.count('matches', figures.matches),
    largest,
    compared ? comparedWords(compared, words) : '',
  );
}
