import { chanceLevel } from '../../corpus/chance.ts';
import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { type Bag, bagInformation, bagOf, sharedInformation } from '../../corpus/sentences.ts';
import type { Sentence } from '../../text/sentences.ts';
import { gainOf, pairChance, STEP_COST } from './gain.ts';

/** A sentence of the page as it is compared with an index: its bag, its information in nats and its chance level, 0–1. */
export interface PageSentence extends Sentence {
  readonly bag: Bag;
  readonly information: number;
  readonly chance: number;
}

/** A text as it is compared with an index: its sentences, and the class of each of its letters. */
export interface TextRow {
  readonly sentences: readonly Sentence[];
  readonly classes: Uint16Array;
}

/** Sentences `[first, end)` of the index: those of one essay. */
export interface EssayRange {
  readonly essay: number;
  readonly first: number;
  readonly end: number;
}

/** Sentences `[from, to)` of the page that may hold a chain along one essay. */
export interface Window extends EssayRange {
  readonly from: number;
  readonly to: number;
}

/** The page's sentences, and where chains may be. */
export interface Survey {
  readonly page: readonly PageSentence[];
  readonly windows: readonly Window[];
}

/** For each essay that has letters its sentences. */
export function essayRanges(sentences: OpenSentences): EssayRange[] {
  const { essayOf } = sentences.row;
  const ranges: EssayRange[] = [];
  for (let s = 0, first = 0; s < sentences.count; s++) {
    const essay = essayOf[sentences.starts[s]!]!;
    if (s + 1 < sentences.count && essayOf[sentences.starts[s + 1]!] === essay) continue;
    ranges.push({ essay, first, end: s + 1 });
    first = s + 1;
  }
  return ranges;
}

/** The best gain that the sentence has in a range, or 0. */
function bestGain(
  sentences: OpenSentences,
  { information, chance }: PageSentence,
  shared: Float32Array,
  { first, end }: EssayRange,
): number {
  let best = 0;
  for (let s = first; s < end; s++) {
    const gain = gainOf(shared[s]!, information, sentences.information[s]!, pairChance(sentences, chance, s));
    if (gain > best) best = gain;
  }
  return best;
}

/** Page sentences between two pauses of a survey: some two milliseconds with the shipped index. */
const BETWEEN_PAUSES = 32;

function pageSentence(
  sentences: OpenSentences,
  sentence: Sentence,
  classes: Uint16Array,
  shared: Float32Array,
): PageSentence {
  const bag = bagOf(classes, sentence.letter, sentence.letterEnd);
  const information = bagInformation(sentences, bag);
  sharedInformation(sentences, bag, shared);
  return { ...sentence, bag, information, chance: chanceLevel(sentences, information, shared) };
}

/**
 * Follows one essay along the page and keeps an upper bound of what a chain along it may be worth: each sentence counts with its best
 * partner. Where the sum falls to 0 a chain would start anew, so a window ends there (Kadane's maximal sums).
 */
class Follower {
  readonly windows: Window[] = [];
  private worth = 0;
  private best = 0;
  private from = 0;
  private readonly range: EssayRange;
  private readonly enough: number;

  constructor(range: EssayRange, enough: number) {
    this.range = range;
    this.enough = enough;
  }

  add(sentence: number, gain: number): void {
    if (this.worth === 0) this.from = sentence;
    this.worth = Math.max(0, this.worth + (gain > 0 ? gain : -STEP_COST));
    this.best = Math.max(this.best, this.worth);
    if (this.worth === 0) this.close(sentence);
  }

  close(to: number): void {
    // A sentence that the rewriter divided may gain nothing in halves, so the window is one sentence longer on either side.
    if (this.best >= this.enough) this.windows.push({ ...this.range, from: Math.max(0, this.from - 1), to: to + 1 });
    this.best = 0;
    this.worth = 0;
  }
}

/** A sentence that was compared with the index, and the best gain that it has in each range. */
interface Measured {
  readonly measured: PageSentence;
  readonly gains: Float64Array;
}

/** Sentences whose figures are kept while a text is surveyed: pages repeat sentences, some of them thousands of times. */
const KEPT_SENTENCES = 1_000;

/** Makes the function that compares a sentence with the index. The figures of the last sentences are kept, by their letters. */
function makeMeasure({ classes }: TextRow, sentences: OpenSentences, ranges: readonly EssayRange[]) {
  const shared = new Float32Array(sentences.count);
  const kept = new Map<string, Measured>();
  return (sentence: Sentence): Measured => {
    const key = classes.subarray(sentence.letter, sentence.letterEnd).join();
    const known = kept.get(key);
    if (known) return known;
    const measured = pageSentence(sentences, sentence, classes, shared);
    const gains = Float64Array.from(ranges, (range) => bestGain(sentences, measured, shared, range));
    const figures = { measured, gains };
    kept.set(key, figures);
    if (kept.size > KEPT_SENTENCES) kept.delete(kept.keys().next().value!);
    return figures;
  };
}

/**
 * Compares every sentence of a text once with all sentences of an index, through the letters they share. Windows may be worth at least `enough`.
 * Yields where it may pause.
 */
export function* survey(
  text: TextRow,
  sentences: OpenSentences,
  ranges: readonly EssayRange[],
  enough: number,
): Generator<void, Survey> {
  const measure = makeMeasure(text, sentences, ranges);
  const followers = ranges.map((range) => new Follower(range, enough));
  const page: PageSentence[] = [];
  for (const sentence of text.sentences) {
    const { measured, gains } = measure(sentence);
    gains.forEach((gain, i) => {
      followers[i]!.add(page.length, gain);
    });
    if (page.push({ ...measured, ...sentence }) % BETWEEN_PAUSES === 0) yield;
  }
  for (const follower of followers) follower.close(page.length - 1);
  return { page, windows: followers.flatMap((follower) => follower.windows) };
}

/**
 * What each page sentence of a window shares with each sentence of its essay, row by row, in nats: a table for each window.
 * Yields where it may pause.
 */
export function* sharedTables(
  page: readonly PageSentence[],
  sentences: OpenSentences,
  windows: readonly Window[],
): Generator<void, Float32Array[]> {
  const tables = windows.map(({ first, end, from, to }) => new Float32Array((to - from) * (end - first)));
  const shared = new Float32Array(sentences.count);
  const waiting = [...windows.keys()].sort((a, b) => windows[b]!.from - windows[a]!.from);
  let open: number[] = [];
  let last: Bag | undefined;
  for (const [row, { bag }] of page.entries()) {
    if (row % BETWEEN_PAUSES === 0) yield;
    open = open.filter((i) => row < windows[i]!.to);
    while (waiting.length > 0 && windows[waiting.at(-1)!]!.from <= row) open.push(waiting.pop()!);
    if (open.length === 0) continue;
    // Sentences with the same letters have one bag, see `makeMeasure`.
    if (bag !== last) sharedInformation(sentences, bag, shared);
    last = bag;
    for (const i of open) {
      const { first, end, from } = windows[i]!;
      tables[i]!.set(shared.subarray(first, end), (row - from) * (end - first));
    }
  }
  return tables;
}
