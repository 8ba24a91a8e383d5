import type { Match } from '../match/match.ts';
import { hanCount } from '../text/normalise.ts';
import type { Span } from '../text/span.ts';
import { quotations } from './quotations.ts';

/** Letters of a text that also stand in one essay. */
export interface SourceLetters {
  /** Place of the essay in the index. */
  readonly essay: number;
  readonly letters: number;
}

/** What one text (a page's part, a file) says, in letters; sums of several are made by `figuresOf`. */
export interface Counts {
  /** Han letters of the text. */
  readonly letters: number;
  readonly literal: number;
  readonly reworded: number;
  /** Letters that are both marked and inside a quotation. */
  readonly quoted: number;
  readonly matches: number;
  readonly sources: readonly SourceLetters[];
}

/** The figures of a page or file, in the terms that readers of a 查重 report know. Shares are 0–1. */
export interface Figures {
  readonly letters: number;
  /** Letters marked. */
  readonly marked: number;
  readonly matches: number;
  /** 总文字复制比: letters marked / letters. */
  readonly share: number;
  readonly literalShare: number;
  readonly rewordedShare: number;
  /** 去除引用文献复制比: as `share`, without the marked letters that stand in quotations. */
  readonly shareWithoutQuotations: number;
  /** 单篇最大文字复制比: share of the essay that has most of it; `null` where nothing is marked. */
  readonly largest: { readonly essay: number; readonly share: number } | null;
  /** Every essay that has some of it, most letters first. */
  readonly sources: readonly SourceLetters[];
}

function addTo(sums: Map<number, number>, essay: number, letters: number): void {
  sums.set(essay, (sums.get(essay) ?? 0) + letters);
}

// A match counts once for each essay that holds it, however often the essay repeats the passage.
function sourcesOf(matches: readonly Match[]): SourceLetters[] {
  const sums = new Map<number, number>();
  for (const match of matches) {
    for (const essay of new Set([match.best, ...match.also].map((place) => place.essay))) {
      addTo(sums, essay, match.letters);
    }
  }
  return ranked(sums);
}

function ranked(sums: ReadonlyMap<number, number>): SourceLetters[] {
  return [...sums]
    .map(([essay, letters]) => ({ essay, letters }))
    .sort((a, b) => b.letters - a.letters || a.essay - b.essay);
}

function lettersOf(matches: readonly Match[], kind: Match['kind']): number {
  return matches.reduce((sum, match) => (match.kind === kind ? sum + match.letters : sum), 0);
}

function lettersIn(text: string, match: Match, quote: Span): number {
  const start = Math.max(match.page.start, quote.start);
  const end = Math.min(match.page.end, quote.end);
  return start < end ? hanCount(text.slice(start, end)) : 0;
}

// Both lists are in order and disjoint: one walk through the two.
function quotedLetters(text: string, matches: readonly Match[], quotes: readonly Span[]): number {
  let sum = 0;
  let q = 0;
  for (const match of matches) {
    while (q < quotes.length && quotes[q]!.end <= match.page.start) q++;
    for (let i = q; i < quotes.length && quotes[i]!.start < match.page.end; i++)
      sum += lettersIn(text, match, quotes[i]!);
  }
  return sum;
}

/**
 * Counts one text whose matches are known (disjoint, in order).
 * @param quotes block quotations, in UTF-16 units of the text
 */
export function countText(text: string, matches: readonly Match[], quotes: readonly Span[] = []): Counts {
  return {
    letters: hanCount(text),
    literal: lettersOf(matches, 'literal'),
    reworded: lettersOf(matches, 'reworded'),
    // Without a match no quotation is of interest: most pages end here.
    quoted: matches.length === 0 ? 0 : quotedLetters(text, matches, quotations(text, quotes)),
    matches: matches.length,
    sources: sourcesOf(matches),
  };
}

function total(counts: readonly Counts[], key: 'letters' | 'literal' | 'reworded' | 'quoted' | 'matches'): number {
  return counts.reduce((sum, count) => sum + count[key], 0);
}

function mergedSources(counts: readonly Counts[]): SourceLetters[] {
  const sums = new Map<number, number>();
  for (const count of counts) for (const source of count.sources) addTo(sums, source.essay, source.letters);
  return ranked(sums);
}

/** The figures of a page from the counts of its parts and frames: the one function behind badge, popup, panel, report and `check`. */
export function figuresOf(counts: readonly Counts[]): Figures {
  const letters = total(counts, 'letters');
  const literal = total(counts, 'literal');
  const reworded = total(counts, 'reworded');
  const marked = literal + reworded;
  const shareOf = (part: number) => (letters === 0 ? 0 : part / letters);
  const sources = mergedSources(counts);
  const first = sources[0];
  return {
    letters,
    marked,
    matches: total(counts, 'matches'),
    share: shareOf(marked),
    literalShare: shareOf(literal),
    rewordedShare: shareOf(reworded),
    shareWithoutQuotations: shareOf(marked - total(counts, 'quoted')),
    largest: first ? { essay: first.essay, share: shareOf(first.letters) } : null,
    sources,
  };
}

/** The figures of one text. */
export function figuresOfText(text: string, matches: readonly Match[]): Figures {
  return figuresOf([countText(text, matches)]);
}
