import type { Answer } from '../../src/cli/answer.ts';
import { hanCount } from '../../src/text/han.ts';
import { overlaps, type Span } from '../../src/text/span.ts';
import type { LabelledPage } from './labelled-pages.ts';
import type { KindScore } from './score-shared.ts';

// The measure of Potthast et al. (COLING 2010), counted in letters: for the pages that every clone has. Where `../shared` is,
// its own scorer is used instead.

function lettersInside(text: string, span: Span, others: readonly Span[]): number {
  return others
    .filter((other) => overlaps(span, other))
    .reduce((sum, other) => sum + hanCount(text, Math.max(span.start, other.start), Math.min(span.end, other.end)), 0);
}

const mean = (numbers: readonly number[], none: number): number =>
  numbers.length === 0 ? none : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Share of each span's letters that lie in one of the others (which are disjoint). */
function covered(text: string, spans: readonly Span[], others: readonly Span[]): number[] {
  return spans.map((span) => lettersInside(text, span, others) / Math.max(1, hanCount(text, span.start, span.end)));
}

type Pair = readonly [page: LabelledPage, answer: Answer];

function scorePlanted(kind: string, pairs: readonly Pair[]): KindScore {
  const precision = mean(
    pairs.flatMap(([{ text, truth }, { matches }]) => covered(text, matches, truth)),
    0,
  );
  const recall = mean(
    pairs.flatMap(([{ text, truth }, { matches }]) => covered(text, truth, matches)),
    0,
  );
  const hits = pairs.flatMap(([{ truth }, { matches }]) =>
    truth.map((planted) => matches.filter((match) => overlaps(planted, match)).length),
  );
  const granularity = mean(hits.filter(Boolean), 1);
  const harmonic = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { kind, cases: pairs.length, precision, recall, granularity, plagdet: harmonic / Math.log2(1 + granularity) };
}

function scoreClean(kind: string, pairs: readonly Pair[]): KindScore {
  return { kind, cases: pairs.length, pagesFlagged: pairs.filter(([, { matches }]) => matches.length > 0).length };
}

/** Scores of answers, which stand in the order of the pages, kind by kind. */
export function scoreFixtures(pages: readonly LabelledPage[], answers: readonly Answer[]): KindScore[] {
  const pairs = pages.map((page, i): Pair => [page, answers[i]!]);
  return [...Map.groupBy(pairs, ([{ kind }]) => kind)].map(([kind, ofKind]) =>
    kind.startsWith('clean') ? scoreClean(kind, ofKind) : scorePlanted(kind, ofKind),
  );
}
