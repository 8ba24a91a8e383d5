import type { EssayRef } from '../../corpus/essay-ref.ts';
import { sourceOffset } from '../../corpus/essay-row.ts';
import type { SentenceIndex } from '../../corpus/open-sentences.ts';
import { likeness } from '../../corpus/sentences.ts';
import { hanCount } from '../../text/han.ts';
import type { Span } from '../../text/span.ts';
import type { Match, SourcePlace } from '../match.ts';
import type { Pair, SentenceChain } from './chain-sentences.ts';
import { type Chains, disjointChains, findChains, finish, rowOf } from './find-chains.ts';
import { pageSpan, type Run, runsOf, worthOf } from './runs.ts';

/**
 * What a chain must be worth: some three sentences that are plainly the same, or ten that are faintly so. Of 24,000 pages that
 * hold no reworded essay none reaches 0.66 (official texts, law, press, novels …), of the labelled ones all but one heavily
 * reworded are worth 0.94 and more.
 */
export const LEAST_WORTH = 0.75;

/**
 * By how much more a chain must be worth for each doubling of the letters that are searched beyond `LETTERS` of the shipped index: the
 * best of many strangers is more alike by chance. Among 20,000 news items three of 993 unrelated pages reach 0.79 and more, and the
 * weakest page of moderate rewriting is worth 1.31.
 */
const WORTH_A_DOUBLING = 0.01;
const LETTERS = 44_349;

function lettersIn(from: SentenceIndex): number {
  if (from.kind === 'off') return 0;
  return from.kind === 'whole' ? from.sentences.row.letterCount : from.index.letterCount;
}

/** What a chain must be worth where all of these indexes are searched, if in the shipped index alone it must be worth `least`. */
export function leastWorthAmong(indexes: readonly SentenceIndex[], least: number): number {
  const letters = indexes.reduce((sum, from) => sum + lettersIn(from), 0);
  return least + WORTH_A_DOUBLING * Math.log2(Math.max(1, letters / LETTERS));
}

/** Part of it that suffices if the other pairs of the chain are literal: these already show which essay was used. */
const BESIDE_LITERAL = 0.5;

/** An essay is named beside the best if, on the same sentences, it is worth at least this part of it. */
const NEARLY_AS_GOOD = 0.8;

interface Page extends Chains {
  readonly text: string;
  readonly literal: readonly Match[];
  readonly least: number;
  /** For each page sentence the chains that hold it. */
  readonly chainsOf: ReadonlyMap<number, readonly SentenceChain[]>;
}

function bySentence(chains: readonly SentenceChain[]): Map<number, SentenceChain[]> {
  const all = new Map<number, SentenceChain[]>();
  for (const chain of chains) {
    for (const { page } of chain.pairs) {
      const known = all.get(page);
      if (known) known.push(chain);
      else all.set(page, [chain]);
    }
  }
  return all;
}

/** The first of disjoint matches in page order that ends after an offset. */
function firstAfter(matches: readonly Match[], offset: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (matches[middle]!.page.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of disjoint matches in page order that share something with the span. */
function meeting(matches: readonly Match[], span: Span): readonly Match[] {
  const first = firstAfter(matches, span.start);
  let end = first;
  while (end < matches.length && matches[end]!.page.start < span.end) end++;
  return matches.slice(first, end);
}

/** Whether at least half of the pair's letters on the page are literal: then the pair is the literal tier's. */
function isLiteral({ text, page, literal }: Page, pair: Pair): boolean {
  const span = pageSpan(page, pair);
  const letters = meeting(literal, span).reduce(
    (sum, match) => sum + hanCount(text, Math.max(span.start, match.page.start), Math.min(span.end, match.page.end)),
    0,
  );
  return letters * 2 >= hanCount(text, span.start, span.end);
}

/** The runs of a chain that are reworded and not literal, if they are worth it. */
function rewordedRuns(page: Page, chain: SentenceChain): Run[] {
  const pairs = chain.pairs.filter((pair) => !isLiteral(page, pair));
  const isEnough = pairs.length === chain.pairs.length || worthOf(pairs) >= page.least * BESIDE_LITERAL;
  return isEnough ? runsOf(chain, pairs) : [];
}

/** The span without what literal matches that reach across its borders take of it. */
function trimmed(span: Span, literal: readonly Match[]): Span {
  let { start, end } = span;
  for (const { page } of meeting(literal, span)) {
    if (page.start < span.start && page.end > start) start = page.end;
    if (page.end > span.end && page.start < end) end = page.start;
  }
  return { start, end };
}

function placeOf({ essay, sentences: { row, starts } }: SentenceChain, first: Pair, last: Pair): SourcePlace {
  const start = sourceOffset(row, starts[first.source]!);
  const end = sourceOffset(row, starts[last.sourceEnd]! - 1) + 1;
  return { essay, source: { start, end } };
}

function gainIn(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, pair) => sum + pair.gain, 0);
}

function within(run: Run, chain: SentenceChain): Pair[] {
  const [start, end] = [run.pairs[0]!.page, run.pairs.at(-1)!.pageEnd];
  return chain.pairs.filter((pair) => pair.page >= start && pair.pageEnd <= end);
}

/** The chains that hold some sentence of a run, best first. */
function chainsAt({ chainsOf }: Page, run: Run): SentenceChain[] {
  const found = new Set<SentenceChain>();
  for (let p = run.pairs[0]!.page; p < run.pairs.at(-1)!.pageEnd; p++) {
    for (const chain of chainsOf.get(p) ?? []) found.add(chain);
  }
  return [...found].sort((a, b) => b.worth - a.worth);
}

/** Other essays that hold the run's sentences nearly as well. */
function alsoOf(page: Page, run: Run): SourcePlace[] {
  const enough = NEARLY_AS_GOOD * gainIn(run.pairs);
  const best = new Map<EssayRef, SourcePlace>();
  for (const chain of chainsAt(page, run)) {
    if (chain.essay === run.chain.essay || best.has(chain.essay)) continue;
    const pairs = within(run, chain);
    if (pairs.length === 0 || gainIn(pairs) < enough) continue;
    best.set(chain.essay, placeOf(chain, pairs[0]!, pairs.at(-1)!));
  }
  return [...best.values()];
}

function similarityOf(pairs: readonly Pair[]): number {
  const sum = (side: 'shared' | 'here' | 'there') => pairs.reduce((total, pair) => total + pair[side], 0);
  return likeness(sum('shared'), sum('here'), sum('there'));
}

function matchOf(page: Page, run: Run): Match {
  const [first, last] = [run.pairs[0]!, run.pairs.at(-1)!];
  const span = trimmed(pageSpan(page.page, first, last), page.literal);
  return {
    kind: 'reworded',
    page: span,
    letters: hanCount(page.text, span.start, span.end),
    similarity: similarityOf(run.pairs),
    best: placeOf(run.chain, first, last),
    also: alsoOf(page, run),
    changes: [],
    alignment: [],
  };
}

/** Whether the match lies inside another: a stretch of letters kept by chance within reworded sentences. */
function isInside({ page }: Match, others: readonly Match[]): boolean {
  return meeting(others, page).some((other) => other.page.start <= page.start && page.end <= other.page.end);
}

const inPageOrder = (a: Match, b: Match): number => a.page.start - b.page.start;

function withReworded(page: Page): Match[] {
  const reworded = disjointChains(page, page.least)
    .flatMap((chain) => rewordedRuns(page, chain))
    .map((run) => matchOf(page, run))
    .filter(({ letters }) => letters > 0)
    .sort(inPageOrder);
  const kept = page.literal.filter((match) => !isInside(match, reworded));
  return [...kept, ...reworded].sort(inPageOrder);
}

/** `addReworded` in steps of a few milliseconds; the caller may do other work between them. */
export function* addRewordedInSteps(
  text: string,
  indexes: SentenceIndex | readonly SentenceIndex[],
  literal: readonly Match[],
  least = LEAST_WORTH,
): Generator<void, Match[]> {
  const searched = [indexes].flat() as SentenceIndex[];
  const row = rowOf(text);
  yield;
  const worth = leastWorthAmong(searched, least);
  const found = yield* findChains(row, searched, worth);
  return withReworded({ text, literal, least: worth, chainsOf: bySentence(found.chains), ...found });
}

/**
 * The second door of the engine: adds to the literal matches of a text the stretches that are essays in other words, sentence
 * by sentence. All are disjoint and in page order, over all indexes: a sentence goes to the chain that is worth most, whichever index
 * its essay is of, and essays that hold it nearly as well are named beside the best. A sentence whose letters are mostly literal
 * stays literal; a shorter literal stretch within reworded sentences becomes part of them. `least` is what a chain must be worth in
 * the shipped index. Time grows with the text, and with an index only as lists of essays grow; in a small index with its sentences.
 */
export function addReworded(
  text: string,
  indexes: SentenceIndex | readonly SentenceIndex[],
  literal: readonly Match[],
  least = LEAST_WORTH,
): Match[] {
  return finish(addRewordedInSteps(text, indexes, literal, least));
}
