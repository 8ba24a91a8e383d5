import { LETTER_CLASSES } from '../fingerprint/hash.ts';

/*
 * Inverted lists over the sentences of an index, for the reworded tier: for each letter class the sentences that have it, so that a
 * sentence of a page is compared only with those that share a letter with it. The lists are made from the letters when they are first
 * needed; the file holds only the chance level of each sentence, one byte.
 *
 * Sentences are bags of letters, not of words: rewording replaces words but keeps many of their letters (防疫 becomes 抗疫, 阻断 becomes
 * 阻击). `npm run bench words` compares both.
 */

/** For each letter class the sentences that have it, ascending, and how often (255: as often or more). */
export interface Lists {
  /** For each class, and the end, its first entry. */
  readonly starts: Uint32Array;
  readonly sentences: Uint32Array;
  readonly counts: Uint8Array;
}

/** The sentences of an index. Information is in nats. */
export interface Sentences {
  readonly count: number;
  /** For each sentence, and the end, its first letter in the corpus row. */
  readonly starts: Uint32Array;
  readonly lists: Lists;
  /** For each class the information of one such letter. */
  readonly letterInformation: Float32Array;
  /** For each sentence the information of all its letters. */
  readonly information: Float32Array;
}

/** A sentence as a bag: the classes of its letters, each once, and the number of occurrences of each. */
export interface Bag {
  readonly classes: Uint16Array;
  readonly counts: Uint8Array;
}

/** The bag of the letters `[start, end)` of a row, whose classes are given. */
export function bagOf(classes: Uint16Array, start: number, end: number): Bag {
  const counts = new Map<number, number>();
  for (let i = start; i < end; i++) counts.set(classes[i]!, (counts.get(classes[i]!) ?? 0) + 1);
  return {
    classes: Uint16Array.from(counts.keys()),
    counts: Uint8Array.from(counts.values(), (n) => Math.min(255, n)),
  };
}

/** For each class where its list starts: as many entries as sentences have it. */
function listStarts(classes: Uint16Array, starts: Uint32Array, kinds: number): Uint32Array {
  const lists = new Uint32Array(kinds + 1);
  const lastIn = new Int32Array(kinds).fill(-1);
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = starts[s]!; i < starts[s + 1]!; i++) {
      if (lastIn[classes[i]!] === s) continue;
      lastIn[classes[i]!] = s;
      lists[classes[i]! + 1]!++;
    }
  }
  for (let c = 0; c < kinds; c++) lists[c + 1]! += lists[c]!;
  return lists;
}

function listsOf(classes: Uint16Array, starts: Uint32Array, kinds: number): Lists {
  const firsts = listStarts(classes, starts, kinds);
  const next = firsts.slice(0, kinds);
  const sentences = new Uint32Array(firsts[kinds]!);
  const counts = new Uint8Array(sentences.length);
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = starts[s]!; i < starts[s + 1]!; i++) {
      const ofClass = classes[i]!;
      const last = next[ofClass]! - 1;
      if (last >= firsts[ofClass]! && sentences[last] === s) {
        if (counts[last]! < 255) counts[last]!++;
      } else {
        sentences[next[ofClass]!] = s;
        counts[next[ofClass]!++] = 1;
      }
    }
  }
  return { starts: firsts, sentences, counts };
}

/**
 * The information of a letter that `having` of `all` sentences have, in nats: the inverse sentence frequency of Sánchez-Pérez et
 * al. (PAN 2014), smoothed so that a letter no sentence has is finite too. Counted in the corpus alone: it is of one topic, and
 * what tells its sentences apart is what counts; weights from news or from official texts measured worse.
 */
function informationOf(having: number, all: number): number {
  return Math.log((all + 1) / (having + 1));
}

function sentenceInformation(
  { starts, sentences, counts }: Lists,
  ofLetter: Float32Array,
  count: number,
): Float32Array {
  const information = new Float32Array(count);
  ofLetter.forEach((nats, ofClass) => {
    for (let entry = starts[ofClass]!; entry < starts[ofClass + 1]!; entry++) {
      information[sentences[entry]!]! += nats * counts[entry]!;
    }
  });
  return information;
}

/** The information of a letter of each class, where `having` says how many of `all` sentences have it. */
export function letterInformation(having: ArrayLike<number>, all: number): Float32Array {
  return Float32Array.from(having, (sentences) => informationOf(sentences, all));
}

/**
 * Builds the inverted lists of sentences: `classes` are those of a row of letters, below `kinds`; `starts` is where its sentences
 * begin, and the end. `information` is that of a letter of each class; without it these sentences are counted.
 */
export function sentencesFrom(
  classes: Uint16Array,
  starts: Uint32Array,
  kinds = LETTER_CLASSES,
  information?: Float32Array,
): Sentences {
  const count = starts.length - 1;
  const lists = listsOf(classes, starts, kinds);
  const having = Uint32Array.from(
    { length: kinds },
    (_, ofClass) => lists.starts[ofClass + 1]! - lists.starts[ofClass]!,
  );
  const ofLetter = information ?? letterInformation(having, count);
  return {
    count,
    starts,
    lists,
    letterInformation: ofLetter,
    information: sentenceInformation(lists, ofLetter, count),
  };
}

/** The information of a bag: the sum over its letters, in nats. */
export function bagInformation({ letterInformation }: Sentences, { classes, counts }: Bag): number {
  let sum = 0;
  classes.forEach((ofClass, i) => {
    sum += counts[i]! * letterInformation[ofClass]!;
  });
  return sum;
}

const ROOTS = Float32Array.from({ length: 256 }, (_, n) => Math.sqrt(n));

/**
 * Most list entries that are read for one sentence, its most informative letters first. The shipped index needs a tenth. In a
 * pack of a hundred thousand sentences letters are left out that many of them have and that carry little information.
 */
const MOST_ENTRIES = 200_000;

function mostTellingFirst({ letterInformation }: Sentences, { classes }: Bag): number[] {
  return Array.from(classes.keys()).sort((a, b) => letterInformation[classes[b]!]! - letterInformation[classes[a]!]!);
}

/**
 * For each sentence of the index the information it shares with the bag, written to `out` (which is cleared first): over all
 * letters information × √(count here × count there), so that a bag shares with itself all it has.
 */
export function sharedInformation(of: Sentences, bag: Bag, out: Float32Array): void {
  const { starts, sentences, counts } = of.lists;
  out.fill(0);
  let left = MOST_ENTRIES;
  for (const i of mostTellingFirst(of, bag)) {
    const ofClass = bag.classes[i]!;
    const end = starts[ofClass + 1]!;
    left -= end - starts[ofClass]!;
    if (left < 0) return;
    const weight = of.letterInformation[ofClass]! * Math.sqrt(bag.counts[i]!);
    for (let entry = starts[ofClass]!; entry < end; entry++) out[sentences[entry]!]! += weight * ROOTS[counts[entry]!]!;
  }
}

/** Likeness, 0–1, of two sentences: what they share by the geometric mean of what each has (a cosine). */
export function likeness(shared: number, here: number, there: number): number {
  return here === 0 || there === 0 ? 0 : Math.min(1, shared / Math.sqrt(here * there));
}
