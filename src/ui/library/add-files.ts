import { signal } from '@preact/signals';
import type { ReadFile } from '../../library/file-news.ts';
import type { Collection, NewEssay } from '../../library/records.ts';
import type { Words } from '../../locale/words.ts';
import { addedWords } from './added-words.ts';
import { NO_FACTS } from './facts-fields.tsx';
import { startFileReading } from './file-reader.ts';
import type { GivenFile } from './given-files.ts';
import { add } from './library-state.ts';

/*
 * Files on their way into the library: they are stored a few at a time, so that a browser that is closed loses only those that were
 * not told as stored yet. One that looks like several essays waits for the user's word.
 */

/** How many files of this run were read; `null` while none are read. */
export const reading = signal<{ readonly done: number; readonly total: number } | null>(null);

/** What became of files, newest last, in sentences. */
export const filesTold = signal<readonly string[]>([]);

/** Files that look like several essays, and the collection that they are to be added to. */
export const toCut = signal<readonly { readonly file: ReadFile; readonly collection: Collection }[]>([]);

function tell(...sentences: readonly string[]): void {
  filesTold.value = [...filesTold.value, ...sentences];
}

function titleOf({ name, facts }: ReadFile): string {
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/u, '');
  return facts.title.trim() || base;
}

function essayOf(file: ReadFile, text: string, title: string): NewEssay {
  const { author, date } = file.facts;
  return { ...NO_FACTS, title, author, date, text };
}

type InKey<Name extends string> = Name extends `${infer Before}-${infer After}` ? `${Before}_${After}` : Name;

/** A name as a part of a locale key: these hold no hyphen. */
function inKey<Name extends string>(name: Name): InKey<Name> {
  return name.replace('-', '_') as InKey<Name>;
}

function notesOn({ name, detected, unread }: ReadFile, words: Words): string[] {
  const notes = unread.map(({ what, count }) => words.say(`fileUnread_${inKey(what)}`, words.number(count)));
  const encoding = detected === null ? [] : [words.say('fileDetected', detected.toUpperCase())];
  return [...encoding, ...notes].map((note) => words.say('labelled', name, note));
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
    tell(...addedWords([each], words).map((sentence) => words.say('labelled', read[i]!.file.name, sentence)));
  });
  return true;
}

/** What of a file is to be stored at once; one that looks like several essays waits for the user's word. */
function take(file: ReadFile, to: Collection, words: Words): FromFile[] {
  tell(...notesOn(file, words));
  if (file.cut.length < 2) return [{ file, essay: essayOf(file, file.text, titleOf(file)) }];
  toCut.value = [...toCut.value, { file, collection: to }];
  return [];
}

let cancelled = false;

/** Reads no more files of this run. What was stored stays. */
export function cancelReading(): void {
  cancelled = true;
}

async function* readAll(files: readonly GivenFile[], encoding: string, words: Words): AsyncGenerator<ReadFile> {
  const reader = startFileReading();
  try {
    for (const [done, given] of files.entries()) {
      if (cancelled) return;
      reading.value = { done, total: files.length };
      for (const news of await reader.read({ ...given, encoding })) {
        if (news.kind === 'read') yield news;
        else tell(words.say('labelled', news.name, words.say(`fileProblem_${inKey(news.problem)}`)));
      }
    }
  } finally {
    reader.end();
    reading.value = null;
  }
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
  cancelled = false;
  filesTold.value = [];
  let read: FromFile[] = [];
  for await (const file of readAll(files, encoding, words)) {
    read.push(...take(file, to, words));
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
