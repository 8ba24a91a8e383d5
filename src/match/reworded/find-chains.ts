import { type OpenSentences, type SentenceIndex, sentencesOfEssays } from '../../corpus/open-sentences.ts';
import { letterClass } from '../../fingerprint/hash.ts';
import { normalise } from '../../text/normalise.ts';
import { type Sentence, sentencesOf } from '../../text/sentences.ts';
import { chainsAlong, type Pair, type SentenceChain, sidesOf } from './chain-sentences.ts';
import { essayRanges, sharedTables, survey, type TextRow, type Window } from './page-sentences.ts';
import { essaysNear } from './retrieve-essays.ts';
import { worthOf } from './runs.ts';
import { widened } from './widen.ts';

/**
 * The page's sentences and the chains along essays of all indexes that were searched, best first. Chains of different essays may hold
 * the same sentences.
 */
export interface Chains {
  readonly page: readonly Sentence[];
  readonly chains: readonly SentenceChain[];
}

/** Drives a generator to its end without a pause. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Sentences of a text from which on short ones are left out: a part of a page has at most 200,000 UTF-16 units, and prose has some
 * thirty in a sentence. A page could otherwise keep the background busy for minutes with sentences of a letter or two.
 */
const MANY_SENTENCES = 10_000;
const SHORT_LETTERS = 8;

/** The sentences and letter classes of a text; without its short sentences where there are more than `MANY_SENTENCES`. */
export function rowOf(text: string): TextRow {
  const letters = normalise(text);
  const all = sentencesOf(text, letters);
  const long = ({ letter, letterEnd }: Sentence) => letterEnd - letter >= SHORT_LETTERS;
  return {
    sentences: all.length > MANY_SENTENCES ? all.filter(long) : all,
    classes: letters.codes.map(letterClass),
  };
}

/**
 * Part of `least` that a survey must promise for an essay before its chains are made. A survey counts the best partner of each
 * sentence alone, and joining two sentences can be worth a little more than that.
 */
const ENOUGH_PROMISE = 0.8;

function moved(pair: Pair, by: number): Pair {
  return { ...pair, page: pair.page + by, pageEnd: pair.pageEnd + by };
}

function movedChain(chain: SentenceChain, by: number): SentenceChain {
  return { ...chain, pairs: chain.pairs.map((pair) => moved(pair, by)) };
}

/**
 * Most sentences of a window whose chains are found in one step, and how many of them the next stretch repeats. No essay has so many,
 * so that a chain lies whole in one of the two; only a page that repeats itself is cut.
 */
const LONGEST_WINDOW = 512;
const REPEATED_ROWS = 128;

/** A window in stretches that overlap, each of which takes some milliseconds. */
function stretches(window: Window): Window[] {
  const cut: Window[] = [];
  for (let from = window.from; ; from += LONGEST_WINDOW - REPEATED_ROWS) {
    const to = Math.min(window.to, from + LONGEST_WINDOW);
    cut.push({ ...window, from, to });
    if (to === window.to) return cut;
  }
}

function* chainsIn(text: TextRow, sentences: OpenSentences, least: number): Generator<void, SentenceChain[]> {
  const ranges = essayRanges(sentences);
  const surveyed = yield* survey(text, sentences, ranges, ENOUGH_PROMISE * least);
  const { page } = surveyed;
  const windows = surveyed.windows.flatMap(stretches);
  if (windows.length === 0) return [];
  const tables = yield* sharedTables(page, sentences, windows);
  const chains: SentenceChain[] = [];
  for (const [i, window] of windows.entries()) {
    const sides = sidesOf(page.slice(window.from, window.to), sentences, window, tables[i]!);
    for (const chain of chainsAlong(sides, least))
      chains.push(movedChain({ ...chain, pairs: widened(sides, chain.pairs) }, window.from));
    yield;
  }
  return chains;
}

/**
 * Sentences of a text that are looked at together where essays are retrieved, and how many of them the next stretch repeats: a chain
 * of at most so many sentences lies whole in one of the two, and of a longer one each part is worth enough by itself (three sentences
 * that are plainly the same are).
 */
const STRETCH = 64;
const REPEATED = 16;

type Retrieved = Extract<SentenceIndex, { kind: 'retrieved' }>;

function* retrievedChains(text: TextRow, from: Retrieved, least: number): Generator<void, SentenceChain[]> {
  const chains: SentenceChain[] = [];
  for (let first = 0; first < text.sentences.length; first += STRETCH - REPEATED) {
    const stretch = { ...text, sentences: text.sentences.slice(first, first + STRETCH) };
    const essays = yield* essaysNear(stretch, from.lists);
    const found = yield* chainsIn(stretch, sentencesOfEssays(from, essays), least);
    chains.push(...found.map((chain) => movedChain(chain, first)));
    if (first + STRETCH >= text.sentences.length) break;
  }
  return chains;
}

function* chainsOfKind(text: TextRow, from: SentenceIndex, least: number): Generator<void, SentenceChain[]> {
  if (from.kind === 'off') return [];
  if (from.kind === 'whole') return yield* chainsIn(text, from.sentences, least);
  return yield* retrievedChains(text, from, least);
}

/**
 * Finds the chains along essays of these indexes that are worth at least `least`. What a chain is worth is counted in likenesses, so
 * chains of different indexes compare. Yields where it may pause.
 */
export function* findChains(text: TextRow, indexes: readonly SentenceIndex[], least: number): Generator<void, Chains> {
  const chains: SentenceChain[] = [];
  for (const from of indexes) chains.push(...(yield* chainsOfKind(text, from, least)));
  return { page: text.sentences, chains: chains.sort((a, b) => b.worth - a.worth) };
}

/** `findChains` on a text, and all at once. */
export function chainsOfText(text: string, indexes: readonly SentenceIndex[], least: number): Chains {
  return finish(findChains(rowOf(text), indexes, least));
}

/**
 * Gives every page sentence to the best chain that has it. A chain that loses sentences to better ones must still be worth
 * `least` with what it keeps.
 */
export function disjointChains({ page, chains }: Chains, least: number): SentenceChain[] {
  const taken = new Uint8Array(page.length);
  const isFree = (pair: Pair) => taken.subarray(pair.page, pair.pageEnd).every((owner) => owner === 0);
  return chains.flatMap((chain) => {
    const pairs = chain.pairs.filter(isFree);
    if (pairs.length < chain.pairs.length && worthOf(pairs) < least) return [];
    for (const pair of pairs) taken.fill(1, pair.page, pair.pageEnd);
    return [{ ...chain, pairs }];
  });
}
