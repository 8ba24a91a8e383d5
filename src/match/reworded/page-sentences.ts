import { chanceLevel } from '../../corpus/chance.ts';
import type { OpenSentences } from '../../corpus/open-sentences.ts';
import { type Bag, bagInformation, bagOf, sharedInformation } from '../../corpus/sentences.ts';
import type { Sentence } from '../../text/sentences.ts';
import { gainOf, pairChance, STEP_COST } from './gain.ts';

/** A sentence of the page as the index sees it: its bag, its information in nats and its chance level, 0–1. */
export interface PageSentence extends Sentence {
  readonly bag: Bag;
  readonly information: number;
  readonly chance: number;
}

/** A text as it is met with an index: its sentences, and the class of each of its letters. */
export interface TextRow {
  readonly sentences: readonly Sentence[];
  readonly classes: Uint16Array;
}

/** The page's sentences, and for each range what a chain along it can be worth, were every sentence free to pick its partner. */
export interface Survey {
  readonly page: readonly PageSentence[];
  readonly promise: Float32Array;
}

/** Sentences `[first, end)` of the index: those of one essay. */
export interface EssayRange {
  readonly essay: number;
  readonly first: number;
  readonly end: number;
}

/** For each essay that has letters its sentences. */
export function essayRanges(sentences: OpenSentences, essayOf: Uint16Array): EssayRange[] {
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

function meet(sentences: OpenSentences, sentence: Sentence, classes: Uint16Array, shared: Float32Array): PageSentence {
  const bag = bagOf(classes, sentence.letter, sentence.letterEnd);
  const information = bagInformation(sentences, bag);
  sharedInformation(sentences, bag, shared);
  return { ...sentence, bag, information, chance: chanceLevel(sentences, information, shared) };
}

/** Meets every sentence of a text with the index once, through the letters they share. Yields where it may pause. */
export function* survey(
  text: TextRow,
  sentences: OpenSentences,
  ranges: readonly EssayRange[],
): Generator<void, Survey> {
  const shared = new Float32Array(sentences.count);
  const running = new Float32Array(ranges.length);
  const promise = new Float32Array(ranges.length);
  const page: PageSentence[] = [];
  for (const sentence of text.sentences) {
    const met = meet(sentences, sentence, text.classes, shared);
    ranges.forEach((range, i) => {
      const gain = bestGain(sentences, met, shared, range);
      running[i] = Math.max(0, running[i]! + (gain > 0 ? gain : -STEP_COST));
      promise[i] = Math.max(promise[i]!, running[i]!);
    });
    if (page.push(met) % BETWEEN_PAUSES === 0) yield;
  }
  return { page, promise };
}

/** What each page sentence shares with each sentence of a range, row by row, in nats: a table for each range. */
export function sharedTables(
  page: readonly PageSentence[],
  sentences: OpenSentences,
  ranges: readonly EssayRange[],
): Float32Array[] {
  const tables = ranges.map(({ first, end }) => new Float32Array(page.length * (end - first)));
  const shared = new Float32Array(sentences.count);
  page.forEach(({ bag }, row) => {
    sharedInformation(sentences, bag, shared);
    ranges.forEach(({ first, end }, i) => {
      tables[i]!.set(shared.subarray(first, end), row * (end - first));
    });
  });
  return tables;
}
