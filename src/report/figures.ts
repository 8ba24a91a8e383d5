import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Match } from '../match/match.ts';
import { hanCount } from '../text/han.ts';
import type { Span } from '../text/span.ts';
import { quotations } from './quotations.ts';

/** What the figures need of a match. */
export interface CountedMatch extends Pick<Match, 'kind' | 'letters' | 'best' | 'also'> {
  /** How many of its letters stand in a quotation. */
  readonly quoted: number;
  /** Whether it stands in the main text of its page; not, where that is not known. */
  readonly isMain?: boolean;
}

/** What one text (a page's part, a file) says; sums of several are made by `figuresOf`. */
export interface Counts {
  /** Han letters of the text. */
  readonly letters: number;
  /** Han letters of it that belong to the main text of its page; left out where that is not known. */
  readonly mainLetters?: number | null;
  /** In the order of the matches that were counted. */
  readonly matches: readonly CountedMatch[];
  /** Matches of the text that are not counted, as the user ignores them; none where it is left out. */
  readonly ignored?: number;
}

/** Letters of a text that also stand in one essay. */
export interface SourceLetters {
  readonly essay: EssayRef;
  readonly letters: number;
  readonly matches: number;
}

/** The figures of a page's main text. */
export interface MainFigures {
  readonly letters: number;
  /** Letters marked. */
  readonly marked: number;
  /** Letters marked / letters. */
  readonly share: number;
}

/** The figures of a page or file, in the terms that readers of a 查重 report know. Shares are 0–1. */
export interface Figures {
  readonly letters: number;
  /** Letters marked. */
  readonly marked: number;
  readonly matches: number;
  /** Matches that are not counted, as the user ignores them. */
  readonly ignored: number;
  /** 总文字复制比: letters marked / letters. */
  readonly share: number;
  readonly literalShare: number;
  readonly rewordedShare: number;
  /** The share of the main text alone, without navigation, side bars, footers and forms; `null` where that is not known. */
  readonly main: MainFigures | null;
  /** 去除引用文献复制比: as `share`, without the marked letters that stand in quotations. */
  readonly shareWithoutQuotations: number;
  /** 单篇最大文字复制比: share of the essay that has most of it; `null` where nothing is marked. */
  readonly largest: { readonly essay: EssayRef; readonly share: number } | null;
  /** Every essay that has some of it, most letters first. */
  readonly sources: readonly SourceLetters[];
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
 * Counts one text whose matches are known (disjoint, in order).
 * @param blocks block quotations, in UTF-16 units of the text, in order and disjoint
 */
export function countText(text: string, matches: readonly Match[], blocks: readonly Span[] = []): Counts {
  // Without a match no quotation is of interest: most pages end here.
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

// A match counts once for each essay that holds it, however often the essay repeats the passage.
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

// Frames without a match never tell of their main text, and are none.
function mainOf(counts: readonly Counts[]): MainFigures | null {
  const letters = counts.reduce((total, { mainLetters }) => total + (mainLetters ?? 0), 0);
  if (letters === 0) return null;
  const matches = counts.filter(({ mainLetters }) => mainLetters != null).flatMap((count) => count.matches);
  const marked = sum(matches, (match) => (match.isMain ? match.letters : 0));
  return { letters, marked, share: Math.min(1, marked / letters) };
}

/** The figures of a page from the counts of its parts and frames: the one function behind badge, popup, panel, report and `check`. */
export function figuresOf(counts: readonly Counts[]): Figures {
  const letters = counts.reduce((total, count) => total + count.letters, 0);
  const matches = counts.flatMap((count) => count.matches);
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
  };
}
