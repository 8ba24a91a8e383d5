import { LETTER_CLASSES } from '../fingerprint/hash.ts';
import { decodeBlock, type EssayBlock } from './block.ts';
import { CHANCE_STEPS } from './chance.ts';
import { SENTENCE_BIT } from './format.ts';
import { blockBytes, classesOf, type Index } from './loaded-index.ts';
import { letterInformation } from './sentences.ts';

/*
 * Retrieval of the essays that a stretch of text may be reworded from: inverted lists over essays as bags of letter classes,
 * ranked by the cosine of their tf-idf vectors (Salton & Buckley 1988). Of 18 pages reworded by hand it ranks the true essay first among 20,000 news items.
 */

/** Inverted lists over the essays of an index: for each letter class the essays that have it. Some 600 bytes an essay of 500 letters. */
export interface EssayLists {
  readonly essays: number;
  /** For each class, and the end, the first entry of its list. */
  readonly starts: Uint32Array;
  /**
   * The essays that have the class, ascending, and the weight of the class in each: the square root of its number of occurrences,
   * in sixteenths.
   */
  readonly entries: Uint16Array;
  readonly weights: Uint8Array;
  /** The weight of a class: its inverse essay frequency. */
  readonly essayInformation: Float32Array;
  /** The inverse of the length of each essay's vector. */
  readonly inverseLengths: Float32Array;
  /** For each essay, and the end, the number of sentences before it. */
  readonly sentencesBefore: Uint32Array;
  /** The information of a letter of each class, counted over all sentences of the index, in nats. */
  readonly letterInformation: Float32Array;
  /** The mean chance level of the index's sentences, 0–1. */
  readonly meanChance: number;
}

/** Number of essays after which the work may pause: about a millisecond. */
const BETWEEN_PAUSES = 32;

const WEIGHT_STEPS = 16;

/** The weight of a class by its number of occurrences; more than these weigh as much as the last. */
const WEIGHTS = Uint8Array.from({ length: 256 }, (_, n) => Math.min(255, Math.round(WEIGHT_STEPS * Math.sqrt(n))));

/** The classes of an essay's letters, and the starts of its sentences followed by its end. */
function sentencesIn({ letterBytes, letterFacts, breakLetters, breakMarks }: EssayBlock): {
  classes: Uint16Array;
  starts: number[];
} {
  const starts = letterBytes.length > 0 ? [0] : [];
  breakLetters.forEach((letter, i) => {
    if (letter > 0 && (breakMarks[i]! & SENTENCE_BIT) !== 0) starts.push(letter);
  });
  return { classes: classesOf(letterBytes, letterFacts), starts: [...starts, letterBytes.length] };
}

/** Counts the classes of an index's essays and sentences, essay by essay. */
class Counter {
  readonly essayClasses: Uint16Array[] = [];
  readonly essayCounts: Uint8Array[] = [];
  readonly sentencesBefore: Uint32Array;
  /** For each class the number of essays and the number of sentences that have it. */
  readonly inEssays = new Uint32Array(LETTER_CLASSES);
  readonly inSentences = new Uint32Array(LETTER_CLASSES);
  /** For each class its number in the essay that is counted; zeros between two essays. */
  private readonly counts = new Uint32Array(LETTER_CLASSES);
  private readonly classesFound = new Uint16Array(LETTER_CLASSES);
  private readonly lastSentence = new Int32Array(LETTER_CLASSES).fill(-1);
  private sentences = 0;

  constructor(essays: number) {
    this.sentencesBefore = new Uint32Array(essays + 1);
  }

  add(block: EssayBlock): void {
    const { classes, starts } = sentencesIn(block);
    for (let s = 0; s + 1 < starts.length; s++) this.addSentence(classes, starts[s]!, starts[s + 1]!);
    const found = this.countClasses(classes);
    const weights = new Uint8Array(found.length);
    for (let i = 0; i < found.length; i++) {
      const ofClass = found[i]!;
      weights[i] = WEIGHTS[Math.min(WEIGHTS.length - 1, this.counts[ofClass]!)]!;
      this.inEssays[ofClass]!++;
      this.counts[ofClass] = 0;
    }
    this.essayClasses.push(found);
    this.essayCounts.push(weights);
    this.sentencesBefore[this.essayClasses.length] = this.sentences;
  }

  /** Counts the letters of each class of an essay in `counts`, and returns the classes that it has. A map takes four times as long. */
  private countClasses(classes: Uint16Array): Uint16Array {
    const { counts, classesFound } = this;
    let length = 0;
    for (let i = 0; i < classes.length; i++) {
      const ofClass = classes[i]!;
      if (counts[ofClass]!++ === 0) classesFound[length++] = ofClass;
    }
    return classesFound.slice(0, length);
  }

  private addSentence(classes: Uint16Array, start: number, end: number): void {
    const { lastSentence, inSentences, sentences } = this;
    for (let i = start; i < end; i++) {
      const ofClass = classes[i]!;
      if (lastSentence[ofClass] === sentences) continue;
      lastSentence[ofClass] = sentences;
      inSentences[ofClass]!++;
    }
    this.sentences++;
  }
}

function invertedLists({
  essayClasses,
  essayCounts,
  inEssays,
}: Counter): Pick<EssayLists, 'starts' | 'entries' | 'weights'> {
  const starts = new Uint32Array(LETTER_CLASSES + 1);
  for (let c = 0; c < LETTER_CLASSES; c++) starts[c + 1] = starts[c]! + inEssays[c]!;
  const next = starts.slice(0, LETTER_CLASSES);
  const entries = new Uint16Array(starts[LETTER_CLASSES]!);
  const weights = new Uint8Array(entries.length);
  for (let essay = 0; essay < essayClasses.length; essay++) {
    const [classes, counts] = [essayClasses[essay]!, essayCounts[essay]!];
    for (let i = 0; i < classes.length; i++) {
      const at = next[classes[i]!]!++;
      entries[at] = essay;
      weights[at] = counts[i]!;
    }
  }
  return { starts, entries, weights };
}

function inverseLengths({ essayClasses, essayCounts }: Counter, information: Float32Array): Float32Array {
  return Float32Array.from(essayClasses, (classes, essay) => {
    const counts = essayCounts[essay]!;
    let sum = 0;
    for (let i = 0; i < classes.length; i++) sum += (counts[i]! * information[classes[i]!]!) ** 2;
    return sum > 0 ? 1 / Math.sqrt(sum) : 0;
  });
}

/** An essay whose vector has the inverse length 0 is like no text. */
function withoutWithdrawn(lengths: Float32Array, { withdrawn }: Index): Float32Array {
  for (const essay of withdrawn) lengths[essay] = 0;
  return lengths;
}

/** Lists the essays of an index whose blocks can be read synchronously; yields where it may pause. */
export function* listEssays(index: Index): Generator<void, EssayLists> {
  const counter = new Counter(index.essayCount);
  for (let essay = 0; essay < index.essayCount; essay++) {
    counter.add(decodeBlock(blockBytes(index, essay)));
    if (essay % BETWEEN_PAUSES === 0) yield;
  }
  const essayInformation = letterInformation(counter.inEssays, index.essayCount);
  let chances = 0;
  for (const chance of index.sentenceChances) chances += chance;
  return {
    essays: index.essayCount,
    ...invertedLists(counter),
    essayInformation,
    inverseLengths: withoutWithdrawn(inverseLengths(counter, essayInformation), index),
    sentencesBefore: counter.sentencesBefore,
    letterInformation: letterInformation(counter.inSentences, counter.sentencesBefore.at(-1)!),
    meanChance: chances / CHANCE_STEPS / Math.max(1, index.sentenceChances.length),
  };
}

/**
 * Share of essays above which a class is skipped: such classes hardly distinguish essays, and have the longest lists. Below a
 * quarter, two of five heavily reworded pages are no longer found among 20,000 news items; above it only the time grows.
 */
const TOO_COMMON = 0.3;

/**
 * The `most` essays that are most like the letters `[start, end)` of a row whose classes are given, best first. `scores` has a place
 * for each essay and is used over and over.
 */
export function nearestEssays(
  lists: EssayLists,
  classes: Uint16Array,
  start: number,
  end: number,
  most: number,
  scores: Float32Array,
): number[] {
  const counts = new Map<number, number>();
  for (let i = start; i < end; i++) counts.set(classes[i]!, (counts.get(classes[i]!) ?? 0) + 1);
  scores.fill(0);
  const { entries, weights } = lists;
  for (const [ofClass, count] of counts) {
    const [first, last] = [lists.starts[ofClass]!, lists.starts[ofClass + 1]!];
    if (last - first > TOO_COMMON * lists.essays) continue;
    const weight = Math.sqrt(count) * lists.essayInformation[ofClass]! ** 2;
    for (let at = first; at < last; at++) scores[entries[at]!]! += weight * weights[at]!;
  }
  return bestOf(scores, lists.inverseLengths, most);
}

function bestOf(scores: Float32Array, inverseLengths: Float32Array, most: number): number[] {
  const best: number[] = [];
  const likeness: number[] = [];
  for (let essay = 0; essay < scores.length; essay++) {
    const alike = scores[essay]! * inverseLengths[essay]!;
    if (alike === 0 || (best.length === most && alike <= likeness[most - 1]!)) continue;
    let at = Math.min(best.length, most - 1);
    for (; at > 0 && likeness[at - 1]! < alike; at--) {
      best[at] = best[at - 1]!;
      likeness[at] = likeness[at - 1]!;
    }
    best[at] = essay;
    likeness[at] = alike;
  }
  return best;
}
