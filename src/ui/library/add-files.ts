import { signal } from '@preact/signals';
import type { ReadFile } from '../../library/file-news.ts';
import type { Collection, NewEssay } from '../../library/records.ts';
import type { Words } from '../../locale/words.ts';
import { makeFilesReading } from '../parts/files-reading.ts';
import type { GivenFile } from '../parts/given-files.ts';
import { addedWords } from './added-words.ts';
import { NO_FACTS } from './facts-fields.tsx';
import { add } from './library-state.ts';

/*
 * Files on their way into the library: they are stored a few at a time, so that a browser that is closed loses only those that were
 * not told as stored yet. One that looks like several essays waits for the user's word.
 */

/** The files that are read for the library. */
export const libraryFiles = makeFilesReading();

/** Files that look like several essays, and the collection that they are to be added to. */
export const toCut = signal<readonly { readonly file: ReadFile; readonly collection: Collection }[]>([]);

function titleOf({ name, facts }: ReadFile): string {
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/u, '');
  return facts.title.trim() || base;
}

function essayOf(file: ReadFile, text: string, title: string): NewEssay {
  const { author, date } = file.facts;
  return { ...NO_FACTS, title, author, date, text };
}

/** An essay that was read, and the file that it is of. */
interface FromFile {
  readonly essay: NewEssay;
  readonly file: ReadFile;
}

/** Essays that are stored in one change: a list of thousands of files would be slow one by one. */
const AT_ONCE = 16;

/** Stores essays. `false` where the library cannot be written. */
async function store(read: readonly FromFile[], to: Collection, words: Words): Promise<boolean> {
  if (read.length === 0) return true;
  const essays = read.map(({ essay }) => essay);
  const added = await add(to, essays);
  if (!added) return false;
  added.forEach((each, i) => {
    if (each.kind === 'added') return;
    libraryFiles.tell(
      ...addedWords([each], words).map((sentence) => words.say('labelled', read[i]!.file.name, sentence)),
    );
  });
  return true;
}

/** What of a file is to be stored at once; one that looks like several essays waits for the user's word. */
function take(file: ReadFile, to: Collection): FromFile[] {
  if (file.cut.length < 2) return [{ file, essay: essayOf(file, file.text, titleOf(file)) }];
  toCut.value = [...toCut.value, { file, collection: to }];
  return [];
}

/**
 * Reads files and adds their texts to a collection. It ends early where the user cancels it, or the library cannot be written.
 * @param encoding see FileAsk
 */
export async function addFiles(
  files: readonly GivenFile[],
  encoding: string,
  to: Collection,
  words: Words,
): Promise<void> {
  let read: FromFile[] = [];
  for await (const file of libraryFiles.readAll(files, encoding, words)) {
    read.push(...take(file, to));
    if (read.length < AT_ONCE) continue;
    if (!(await store(read, to, words))) return;
    read = [];
  }
  await store(read, to, words);
}

/** Adds a file that waited: as the essays that it was proposed to be cut into, or as one. */
export async function addWaiting(file: ReadFile, isCut: boolean, to: Collection, words: Words): Promise<void> {
  const title = titleOf(file);
  const essays = isCut
    ? file.cut.map(({ heading, start, end }) => essayOf(file, file.text.slice(start, end), `${title} · ${heading}`))
    : [essayOf(file, file.text, title)];
  const read = essays.map((essay) => ({ essay, file }));
  if (await store(read, to, words)) forgetWaiting(file);
}

/** Adds a file that waited not at all. */
export function forgetWaiting(file: ReadFile): void {
  toCut.value = toCut.value.filter((each) => each.file !== file);
}
