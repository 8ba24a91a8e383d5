import type { Column } from './format.ts';

/*
 * The sentence columns: what the reworded tier knows of an essay's sentences.
 *
 * A sentence is a bag: which letters it has and how often, in no order. The columns are the bags turned over, a list of
 * sentences for each letter, so that one sentence of a page meets only the sentences it shares a letter with. Letters stand
 * in disguise (`hidden`), as everywhere in an index. Weights are not stored: a letter's information follows from the length
 * of its list.
 *
 *  id  column             one entry for each       width   what
 *  16  starts             sentence, and the end    narrow  the sentence's first letter in the corpus row
 *  17  chances            sentence                 1       how alike a sentence of the index is to it by chance, in 1/1000
 *  18  letters            letter of the alphabet   2       the letter in disguise, ascending
 *  19  listStarts         letter, and the end      narrow  the first entry of its list
 *  20  listSentences      entry                    narrow  a sentence that has the letter; ascending within a list
 *  21  listCounts         entry                    1       how often (255: as often or more)
 */

/** The ids of the sentence columns in an index file. */
export const SENTENCE_SECTION = {
  starts: 16,
  chances: 17,
  letters: 18,
  listStarts: 19,
  listSentences: 20,
  listCounts: 21,
} as const;

/** Steps of `chances` between 0 and 1. */
export const CHANCE_STEPS = 1000;

/** The sentence columns as they lie in the file. */
export interface SentenceColumns {
  readonly starts: Column;
  readonly chances: Uint8Array;
  readonly letters: Uint16Array;
  readonly listStarts: Column;
  readonly listSentences: Column;
  readonly listCounts: Uint8Array;
}

/** The opened columns, with what follows from them. Information is in nats. */
export interface Sentences extends SentenceColumns {
  readonly count: number;
  /** For each letter of the alphabet its place in `letters`, by the letter in disguise. */
  readonly places: ReadonlyMap<number, number>;
  /** For each place in `letters` the information of one such letter. */
  readonly letterInformation: Float32Array;
  /** The information of a letter that no sentence has. */
  readonly unknownInformation: number;
  /** For each sentence the information of all its letters. */
  readonly information: Float32Array;
  /** The mean of `chances`, 0–1. */
  readonly meanChance: number;
}

/** A sentence as a bag: its letters in disguise, each once, and how often each stands in it. */
export interface Bag {
  readonly letters: Uint16Array;
  readonly counts: Uint8Array;
}

/** A letter in disguise: a bijection of 16 bits (multiply and xorshift, both invertible), so no two letters share one. */
export function hidden(code: number): number {
  const spread = Math.imul(code, 0x9e3b) & 0xffff;
  return Math.imul(spread ^ (spread >>> 7), 0x2c1d) & 0xffff;
}

/** The bag of the letters `codes[start … end)`. */
export function bagOf(codes: Uint16Array, start: number, end: number): Bag {
  const counts = new Map<number, number>();
  for (let i = start; i < end; i++) {
    const letter = hidden(codes[i]!);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return {
    letters: Uint16Array.from(counts.keys()),
    counts: Uint8Array.from(counts.values(), (n) => Math.min(255, n)),
  };
}

/**
 * The information of a letter that `having` of `all` sentences have, in nats: the inverse sentence frequency (Neto et al. 2000,
 * as in Sánchez-Pérez et al., PAN 2014), smoothed so that a letter no sentence has is finite too.
 */
export function informationOf(having: number, all: number): number {
  return Math.log((all + 1) / (having + 1));
}

/** The information of a bag: the sum over its letters. */
export function bagInformation(sentences: Sentences, { letters, counts }: Bag): number {
  let sum = 0;
  for (let i = 0; i < letters.length; i++) {
    const place = sentences.places.get(letters[i]!);
    sum += counts[i]! * (place === undefined ? sentences.unknownInformation : sentences.letterInformation[place]!);
  }
  return sum;
}

/**
 * Entries that one sentence of a page may look at, its most telling letters first. The shipped index needs a tenth; in a pack of
 * a million sentences it leaves out letters that a good part of all sentences have, and which tell little.
 */
const MOST_ENTRIES = 300_000;

function mostTellingFirst(sentences: Sentences, { letters }: Bag): { at: number; place: number }[] {
  const known: { at: number; place: number }[] = [];
  letters.forEach((letter, at) => {
    const place = sentences.places.get(letter);
    if (place !== undefined) known.push({ at, place });
  });
  return known.sort((a, b) => sentences.letterInformation[b.place]! - sentences.letterInformation[a.place]!);
}

/**
 * For each sentence of the index the information it shares with the bag, written to `out` (which is cleared first): over all
 * letters information × √(count here × count there), so that a bag shares with itself all it has.
 */
export function sharedInformation(sentences: Sentences, bag: Bag, out: Float32Array): void {
  out.fill(0);
  let left = MOST_ENTRIES;
  for (const { at, place } of mostTellingFirst(sentences, bag)) {
    const { listStarts, listSentences, listCounts } = sentences;
    const end = listStarts[place + 1]!;
    left -= end - listStarts[place]!;
    if (left < 0) return;
    const weight = sentences.letterInformation[place]! * Math.sqrt(bag.counts[at]!);
    for (let entry = listStarts[place]!; entry < end; entry++) {
      out[listSentences[entry]!]! += weight * Math.sqrt(listCounts[entry]!);
    }
  }
}

/** Likeness, 0–1, of two sentences: what they share by the geometric mean of what each has (a cosine). */
export function likeness(shared: number, here: number, there: number): number {
  return here === 0 || there === 0 ? 0 : Math.min(1, shared / Math.sqrt(here * there));
}
