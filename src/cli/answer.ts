import type { Essay } from '../corpus/essay.ts';
import { essayByRef } from '../corpus/essay-by-ref.ts';
import { type EssayRef, essayRef, indexOf } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import type { Match, SourcePlace } from '../match/match.ts';
import { csvRow, csvTable } from '../report/csv.ts';
import { countText, figuresOf } from '../report/figures.ts';
import { printable } from './printable.ts';

/** The place of a passage: the index, the document's file name, the essay's id, and UTF-16 units of the document. */
export interface AnswerPlace {
  /** The index's name. */
  readonly index: string;
  readonly document: string;
  readonly essay: string;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

/** A match in an answer. `start` and `end` are UTF-16 units of the checked text; the similarity is 0–1. */
export interface AnswerMatch extends AnswerPlace, Pick<Match, 'kind' | 'similarity' | 'changes'> {
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly also: readonly AnswerPlace[];
}

/**
 * The object that `check --json` prints for a text. The share is 0–1; letters are Han letters; `text` is present only if it was
 * extracted from a file that is not plain text.
 */
export interface Answer {
  readonly id: string;
  readonly share: number;
  readonly letters: number;
  readonly matches: readonly AnswerMatch[];
  readonly text?: string;
}

function essayIn(indexes: readonly Index[], ref: EssayRef): Essay {
  const name = indexOf(ref);
  return essayByRef(indexes.find((index) => index.name === name)!, ref)!;
}

function placeOf({ essay, source }: SourcePlace, indexes: readonly Index[]): AnswerPlace {
  const { document, id } = essayIn(indexes, essay);
  return { index: indexOf(essay), document, essay: id, sourceStart: source.start, sourceEnd: source.end };
}

function matchOf(match: Match, indexes: readonly Index[]): AnswerMatch {
  const { index, document, essay, sourceStart, sourceEnd } = placeOf(match.best, indexes);
  return {
    start: match.page.start,
    end: match.page.end,
    kind: match.kind,
    similarity: match.similarity,
    index,
    document,
    essay,
    title: essayIn(indexes, match.best.essay).title,
    sourceStart,
    sourceEnd,
    also: match.also.map((place) => placeOf(place, indexes)),
    changes: match.changes,
  };
}

/** The answer for one text from its matches, which are disjoint and in order. */
export function answerOf(id: string, text: string, matches: readonly Match[], indexes: readonly Index[]): Answer {
  const { share, letters } = figuresOf([countText(text, matches)]);
  return { id, share, letters, matches: matches.map((match) => matchOf(match, indexes)) };
}

function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

function headline({ id: raw, share, letters, matches }: Answer): string {
  const id = printable(raw);
  const count = matches.length === 1 ? '1 match' : `${matches.length} matches`;
  if (matches.length === 0) return `${id}: no match in ${letters} Han letters`;
  return `${id}: ${percent(share)} of ${letters} Han letters also stand in known essays (${count})`;
}

function matchLines(match: AnswerMatch, indexes: readonly Index[]): string[] {
  const { start, end, similarity, title, sourceStart, sourceEnd, also } = match;
  const { heading } = essayIn(indexes, essayRef(match.index, match.essay));
  // An id names an essay within its index; with several indexes it is preceded by the index's name.
  const essayName = ({ index, essay }: AnswerPlace) => (indexes.length > 1 ? essayRef(index, essay) : essay);
  const others = new Set(also.map(essayName));
  others.delete(essayName(match));
  return [
    `  ${start}–${end}  ${match.kind}, ${percent(similarity, 0)} alike: ${printable(`${essayName(match)} ${title} · ${heading}`)}, ${sourceStart}–${sourceEnd}`,
    ...(others.size > 0 ? [`    also in ${printable([...others].join(', '))}`] : []),
  ];
}

/**
 * The answer in words, in one or more lines without a final line break. Numbers joined by – are UTF-16 offsets, in the text and
 * in the document.
 */
export function summaryOf(answer: Answer, indexes: readonly Index[]): string {
  return [headline(answer), ...answer.matches.flatMap((match) => matchLines(match, indexes))].join('\n');
}

const COLUMNS = ['file', 'letters', 'share', 'matches', 'largest_source', 'largest_share'];

/** The head of a table of answers, without a line break. */
export const ANSWER_COLUMNS: string = csvTable([COLUMNS]).trimEnd();

/** The answer for one text as a row of a table (RFC 4180), without a line break; shares are 0–1. */
export function answerRow(id: string, text: string, matches: readonly Match[], indexes: readonly Index[]): string {
  const { share, letters, largest } = figuresOf([countText(text, matches)]);
  const { title, heading } = largest ? essayIn(indexes, largest.essay) : { title: '', heading: '' };
  const source = largest ? `${title} · ${heading}` : '';
  return csvRow([id, letters, share, matches.length, source, largest?.share ?? '']);
}
