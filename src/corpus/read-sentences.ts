import { type Column, IndexError } from './format.ts';
import { openSentences } from './open-sentences.ts';
import { SENTENCE_SECTION, type SentenceColumns, type Sentences } from './sentences.ts';

type Name = keyof SentenceColumns;

function refuse(what: string, value: number, wanted: number): never {
  throw new IndexError(
    `not a readable index: ${what} is ${value}, expected ${wanted}; build the index again with this version`,
  );
}

function column(sections: ReadonlyMap<number, Column>, name: Name): Column {
  const found = sections.get(SENTENCE_SECTION[name]);
  if (found) return found;
  throw new IndexError(`not a readable index: its sentence column "${name}" is missing; build the index again`);
}

function ofWidth<T extends Column>(found: Column, type: new (length: number) => T, name: Name): T {
  if (!(found instanceof type))
    refuse(`the width of "${name}"`, found.BYTES_PER_ELEMENT, new type(0).BYTES_PER_ELEMENT);
  return found;
}

function expectLength(name: Name, found: Column, wanted: number): void {
  if (found.length !== wanted) refuse(`the length of "${name}"`, found.length, wanted);
}

function expectRising(name: Name, found: Column, last: number): void {
  for (let i = 1; i < found.length; i++) {
    if (found[i]! <= found[i - 1]!) refuse(`a value in "${name}"`, found[i]!, found[i - 1]! + 1);
  }
  if (found.at(-1) !== last) refuse(`the last value in "${name}"`, found.at(-1) ?? -1, last);
}

function check(columns: SentenceColumns, letterCount: number): void {
  const { starts, chances, letters, listStarts, listSentences, listCounts } = columns;
  expectRising('starts', starts, letterCount);
  expectLength('chances', chances, starts.length - 1);
  expectLength('listStarts', listStarts, letters.length + 1);
  expectRising('listStarts', listStarts, listSentences.length);
  expectLength('listCounts', listCounts, listSentences.length);
  for (const sentence of listSentences) {
    if (sentence >= starts.length - 1) refuse('a value in "listSentences"', sentence, starts.length - 2);
  }
}

/**
 * Opens the sentence columns among an index's sections, every value that is used as a place checked. Throws an IndexError
 * that says what is wrong.
 */
export function readSentences(sections: ReadonlyMap<number, Column>, letterCount: number): Sentences {
  const columns = {
    starts: column(sections, 'starts'),
    chances: ofWidth(column(sections, 'chances'), Uint8Array, 'chances'),
    letters: ofWidth(column(sections, 'letters'), Uint16Array, 'letters'),
    listStarts: column(sections, 'listStarts'),
    listSentences: column(sections, 'listSentences'),
    listCounts: ofWidth(column(sections, 'listCounts'), Uint8Array, 'listCounts'),
  };
  check(columns, letterCount);
  return openSentences(columns);
}
