import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Match } from '../match/match.ts';
import { hanCount } from '../text/han.ts';
import type { Span } from '../text/span.ts';
import { quotations } from './quotations.ts';

/** The properties of a match that the figures need. */
export interface CountedMatch extends Pick<Match, 'kind' | 'letters' | 'best' | 'also'> {
  /** Number of its letters that are inside a quotation. */
  readonly quoted: number;
  /** Whether it is in the main text of its page; left out where that is not known. */
  readonly isMain?: boolean;
  /** Whether its essay is one of the user's own: then it is counted apart. `false` by default. */
  readonly own?: boolean;
}

/** The counts of one text (a part of a page, or a file); `figuresOf` adds them up. */
export interface Counts {
  /** Han letters of the text. */
  readonly letters: number;
  /** Han letters of it in the main text of its page; left out or `null` where that is not known. */
  readonly mainLetters?: number | null;
  /** The counted matches, in order. */
  readonly matches: readonly CountedMatch[];
  /** Number of matches that are not counted because the user ignores them; 0 by default. */
  readonly ignored?: number;
}

/** The letters of a text that are also in one essay. */
export interface SourceLetters {
  readonly essay: EssayRef;
  readonly letters: number;
  readonly matches: number;
}

/** The figures of a page's main text. */
export interface MainFigures {
  readonly letters: number;
  /** Letters in matches. */
  readonly marked: number;
  /** `marked / letters`, 0–1. */
  readonly share: number;
}

/** The figures of matches with the user's own essays, which are in no other figure. */
export interface OwnFigures {
  readonly matches: number;
  /** Letters in these matches, and their share of all letters, 0–1. */
  readonly letters: number;
  readonly share: number;
  /** The essays with such matches, those with most letters first. */
  readonly sources: readonly SourceLetters[];
}

/** The figures of a page or file, in the terms of Chinese similarity reports (查重). Shares are 0–1. */
export interface Figures {
  readonly letters: number;
  /** Letters in matches. */
  readonly marked: number;
  readonly matches: number;
  /** Number of matches that are not counted because the user ignores them. */
  readonly ignored: number;
  /** 总文字复制比: `marked / letters`. */
  readonly share: number;
  readonly literalShare: number;
  readonly rewordedShare: number;
  /** The figures of the main text alone, without navigation, side bars, footers and forms; `null` where it is not known. */
  readonly main: MainFigures | null;
  /** 去除引用文献复制比: as `share`, but letters inside quotations do not count as marked. */
  readonly shareWithoutQuotations: number;
  /** 单篇最大文字复制比: the share of the essay with the most letters; `null` without a match. */
  readonly largest: { readonly essay: EssayRef; readonly share: number } | null;
  /** All essays with matches, those with most letters first. */
  readonly sources: readonly SourceLetters[];
  /** What also stands in the user's own essays. All other figures are as if these were not there. */
  readonly own: OwnFigures;
}

function quotedIn(text: string, page: Span, quote: Span): number {
  const start = Math.max(page.start, quote.start);
  const end = Math.min(page.end, quote.end);
  return start < end ? hanCount(text, start, end) : 0;
}

function quotedLetters(text: string, page: Span, quotes: readonly Span[]): number {
  return quotes.reduce((sum, quote) => sum + quotedIn(text, page, quote), 0);
}

/**
 * Counts one text with its matches, which are disjoint and in order.
 * @param blocks block quotations, in UTF-16 units of the text, ascending and disjoint
 */
export function countText(text: string, matches: readonly Match[], blocks: readonly Span[] = []): Counts {
  // Quotations are searched only in texts with a match; most texts have none.
  const quotes = matches.length === 0 ? [] : quotations(text, blocks);
  return {
    letters: hanCount(text),
    matches: matches.map(({ kind, letters, best, also, page }) => {
      const near = quotes.filter((quote) => quote.end > page.start && quote.start < page.end);
      return { kind, letters, best, also, quoted: quotedLetters(text, page, near) };
    }),
  };
}

function sum(matches: readonly CountedMatch[], value: (match: CountedMatch) => number): number {
  return matches.reduce((total, match) => total + value(match), 0);
}

// A match counts once for each essay that contains it, however often the essay repeats the passage.
function sourcesOf(matches: readonly CountedMatch[]): SourceLetters[] {
  const sums = new Map<EssayRef, SourceLetters>();
  for (const match of matches) {
    for (const essay of new Set([match.best, ...match.also].map((place) => place.essay))) {
      const known = sums.get(essay);
      const letters = (known?.letters ?? 0) + match.letters;
      sums.set(essay, { essay, letters, matches: (known?.matches ?? 0) + 1 });
    }
  }
  return [...sums.values()].sort((a, b) => b.letters - a.letters || (a.essay < b.essay ? -1 : 1));
}

function countedIn({ matches }: Counts): CountedMatch[] {
  return matches.filter(({ own }) => !own);
}

function ownFigures(matches: readonly CountedMatch[], total: number): OwnFigures {
  const letters = sum(matches, (match) => match.letters);
  return { matches: matches.length, letters, share: total === 0 ? 0 : letters / total, sources: sourcesOf(matches) };
}

// Frames without a match do not report their main text, and count as having none.
function mainOf(counts: readonly Counts[]): MainFigures | null {
  const letters = counts.reduce((total, { mainLetters }) => total + (mainLetters ?? 0), 0);
  if (letters === 0) return null;
  const matches = counts.filter(({ mainLetters }) => mainLetters != null).flatMap((count) => countedIn(count));
  const marked = sum(matches, (match) => (match.isMain ? match.letters : 0));
  return { letters, marked, share: Math.min(1, marked / letters) };
}

/**
 * The figures of a page from the counts of its parts and frames. Badge, popup, panel, reports and the `check` command all use
 * this function.
 */
export function figuresOf(counts: readonly Counts[]): Figures {
  const letters = counts.reduce((total, count) => total + count.letters, 0);
  const matches = counts.flatMap(countedIn);
  const own = counts.flatMap((count) => count.matches.filter((match) => match.own));
  const shareOf = (part: number) => (letters === 0 ? 0 : part / letters);
  const literal = sum(matches, (match) => (match.kind === 'literal' ? match.letters : 0));
  const marked = sum(matches, (match) => match.letters);
  const sources = sourcesOf(matches);
  const first = sources[0];
  return {
    letters,
    marked,
    matches: matches.length,
    ignored: counts.reduce((total, { ignored = 0 }) => total + ignored, 0),
    share: shareOf(marked),
    literalShare: shareOf(literal),
    rewordedShare: shareOf(marked - literal),
    main: mainOf(counts),
    shareWithoutQuotations: shareOf(marked - sum(matches, (match) => match.quoted)),
    largest: first ? { essay: first.essay, share: shareOf(first.letters) } : null,
    sources,
    own: ownFigures(own, letters),
  };
}
