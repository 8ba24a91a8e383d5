import { essayByRef } from '../corpus/essay-by-ref.ts';
import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import type { SentenceIndex } from '../corpus/open-sentences.ts';
import { findMatches } from '../match/find-matches.ts';
import type { Match, MatchKind } from '../match/match.ts';
import { addReworded } from '../match/reworded/find-reworded.ts';
import { letterFrom } from '../text/normalise.ts';
import type { Span } from '../text/span.ts';
import type { ComparedFile } from './compared-file.ts';
import { type Explained, GIVEN } from './known-passages.ts';

/** The indexes that files are checked against, the sentences of those that count in the order of `known`. */
export interface Searched {
  readonly known: readonly Index[];
  /** Of the user's own essays. */
  readonly own: readonly Index[];
  readonly sentences: readonly SentenceIndex[];
  readonly given: Index | null;
}

/** A known essay that a file has letters in common with. */
export interface LargestSource {
  readonly title: string;
  readonly heading: string;
  /** Letters of the file that also stand in it, and not in what everyone was given. */
  readonly letters: number;
}

/** A stretch of a file that a known essay explains (`literal`, `reworded`) or a text that everyone was given. In UTF-16 units. */
export interface ExplainedSpan extends Span {
  readonly by: MatchKind | 'given';
  /** Title and heading of the essay; both `''` for what everyone was given. */
  readonly title: string;
  readonly heading: string;
}

/** The figures of one file. */
export interface FileFigures {
  readonly file: string;
  /** Number of Han letters. */
  readonly letters: number;
  /** Share of the letters that also stand in known essays, literally or reworded, without those of texts that everyone was given; 0–1. */
  readonly share: number;
  /** The essay that most of these letters stand in; null where there is none. */
  readonly largest: LargestSource | null;
  /** Where these letters stand, and where those that everyone was given; the latter may overlap with others. */
  readonly explained: readonly ExplainedSpan[];
}

/** The figures of a file without letters. */
export function emptyFigures(file: string): FileFigures {
  return { file, letters: 0, share: 0, largest: null, explained: [] };
}

/** For each essay that a file has matches of how many of their letters not everyone was given, most first. */
function lettersByEssay({ letters: { at } }: ComparedFile, explained: Explained, matches: readonly Match[]) {
  const counts = new Map<EssayRef, number>();
  for (const { page, best } of matches) {
    const end = letterFrom(at, page.end);
    let own = 0;
    for (let i = letterFrom(at, page.start); i < end; i++) if ((explained.letters[i]! & GIVEN) === 0) own++;
    if (own > 0) counts.set(best.essay, (counts.get(best.essay) ?? 0) + own);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** The stretches whose letters everyone was given. */
function givenSpans({ letters: { at } }: ComparedFile, { letters }: Explained): ExplainedSpan[] {
  const spans: ExplainedSpan[] = [];
  for (let i = 0; i < letters.length; i++) {
    if ((letters[i]! & GIVEN) === 0) continue;
    const start = at[i]!;
    while (i + 1 < letters.length && (letters[i + 1]! & GIVEN) !== 0) i++;
    spans.push({ start, end: at[i]! + 1, by: 'given', title: '', heading: '' });
  }
  return spans;
}

function essayOf(ref: EssayRef, known: readonly Index[]) {
  const essay = known.map((index) => essayByRef(index, ref)).find((found) => found !== undefined);
  return { title: essay?.title ?? '', heading: essay?.heading ?? '' };
}

/** The figures of a file that has letters. The blocks of the indexes must be readable synchronously. */
export function figuresOf(file: ComparedFile, explained: Explained, { known, sentences }: Searched): FileFigures {
  const matches = addReworded(file.text, sentences, findMatches(file.text, known));
  const byEssay = lettersByEssay(file, explained, matches);
  const letters = file.letters.at.length;
  const marked = byEssay.reduce((sum, [, count]) => sum + count, 0);
  const [ref, most] = byEssay[0] ?? [];
  const spans = matches.map(({ page, kind, best }) => ({ ...page, by: kind, ...essayOf(best.essay, known) }));
  return {
    file: file.name,
    letters,
    share: marked / letters,
    largest: ref && most ? { ...essayOf(ref, known), letters: most } : null,
    explained: [...spans, ...givenSpans(file, explained)],
  };
}
