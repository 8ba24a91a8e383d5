import { Chance } from './chance.ts';
import { type Column, SENTENCE_BIT } from './format.ts';
import { openSentences } from './open-sentences.ts';
import { narrow, type Section } from './section.ts';
import {
  bagInformation,
  bagOf,
  CHANCE_STEPS,
  likeness,
  SENTENCE_SECTION,
  type SentenceColumns,
  sharedInformation,
} from './sentences.ts';

/** The corpus row that sentences are cut from: its letters, where essays begin (and the end), and the breaks of format.ts. */
export interface Row {
  readonly codes: Uint16Array;
  readonly essayStarts: Uint32Array;
  readonly breakLetters: Column;
  readonly breakMarks: Uint8Array;
}

function sentenceStarts({ codes, essayStarts, breakLetters, breakMarks }: Row): Uint32Array {
  const starts = new Set<number>(essayStarts);
  breakLetters.forEach((letter, i) => {
    if (breakMarks[i]! & SENTENCE_BIT) starts.add(letter);
  });
  starts.add(codes.length);
  return Uint32Array.from(starts).sort();
}

interface Entry {
  readonly letter: number;
  readonly sentence: number;
  readonly count: number;
}

function entriesOf({ codes }: Row, starts: Uint32Array): Entry[] {
  const entries: Entry[] = [];
  for (let sentence = 0; sentence + 1 < starts.length; sentence++) {
    const { letters, counts } = bagOf(codes, starts[sentence]!, starts[sentence + 1]!);
    letters.forEach((letter, i) => {
      entries.push({ letter, sentence, count: counts[i]! });
    });
  }
  return entries.sort((a, b) => a.letter - b.letter || a.sentence - b.sentence);
}

function listStarts(entries: readonly Entry[]): number[] {
  const starts: number[] = [];
  entries.forEach(({ letter }, i) => {
    if (i === 0 || entries[i - 1]!.letter !== letter) starts.push(i);
  });
  return [...starts, entries.length];
}

/**
 * Sentences whose likeness to all others is measured; more would not move the mean. An index with more has every n-th of them
 * measured.
 */
const SAMPLE = 2000;

function chances(codes: Uint16Array, columns: SentenceColumns): Uint8Array {
  const sentences = openSentences(columns);
  const { count, starts, information } = sentences;
  const levels = Array.from({ length: count }, () => new Chance());
  const shared = new Float32Array(count);
  const step = Math.max(1, Math.ceil(count / SAMPLE));
  for (let from = 0; from < count; from += step) {
    const bag = bagOf(codes, starts[from]!, starts[from + 1]!);
    const here = bagInformation(sentences, bag);
    sharedInformation(sentences, bag, shared);
    for (let to = 0; to < count; to++) levels[to]!.add(likeness(shared[to]!, here, information[to]!));
  }
  return Uint8Array.from(levels, ({ level }) => Math.min(255, Math.round(level * CHANCE_STEPS)));
}

/** The sentence columns of a corpus row (see sentences.ts). The same row gives the same columns. */
export function sentenceColumns(row: Row): SentenceColumns {
  const starts = sentenceStarts(row);
  const entries = entriesOf(row, starts);
  const lists = listStarts(entries);
  const columns = {
    starts: narrow(starts),
    chances: new Uint8Array(Math.max(0, starts.length - 1)),
    letters: Uint16Array.from(lists.slice(0, -1), (entry) => entries[entry]!.letter),
    listStarts: narrow(lists),
    listSentences: narrow(entries.map(({ sentence }) => sentence)),
    listCounts: Uint8Array.from(entries, ({ count }) => count),
  };
  return { ...columns, chances: chances(row.codes, columns) };
}

/** The sections of the sentence columns of a corpus row. */
export function sentenceSections(row: Row): Section[] {
  const columns = sentenceColumns(row);
  return Object.entries(SENTENCE_SECTION).map(([name, id]) => ({ id, column: columns[name as keyof SentenceColumns] }));
}
