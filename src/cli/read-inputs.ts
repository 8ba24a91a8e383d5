import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { InputError, type InputProblem, tooLarge } from '../files/input-error.ts';
import { MAX_DOCUMENT_BYTES, MAX_JSONL_BYTES } from '../files/limits.ts';
import type { ReadDocument } from '../files/read-file.ts';
import { isAside, readDocuments } from '../files/read-files.ts';
import { type FileTraces, NO_FACTS, NO_TRACES, type Unread } from '../files/read-text.ts';
import { loadCharacterMap } from './character-maps.ts';
import { notesOf } from './file-notes.ts';

/** A text to check. `id` is the path as given by the user, or the id of a .jsonl line. */
export interface Input {
  readonly id: string;
  readonly text: string;
  /** Whether the text was extracted from another format, so that offsets in it are none in the file. */
  readonly extracted: boolean;
  /** What of the file is not in the text. */
  readonly unread: readonly Unread[];
  /** The author as the file states it; `''` where it does not. */
  readonly author: string;
  readonly traces: FileTraces;
}

/** Something that cannot be checked, in words for the user. */
export interface Failure {
  readonly failure: string;
  /** The file, or the line of it, and the reason. */
  readonly name: string;
  readonly problem: InputProblem;
}

/** A note for the user on a text that is checked nevertheless. */
export interface Note {
  readonly note: string;
}

/** The name that stands for standard input. */
const STANDARD_INPUT = '-';

/** Most time that one document may take, in ms. Reading a damaged PDF may take very long. */
const MOST_TIME = 120_000;

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path',
  EACCES: 'may not be read: check its permissions',
  ENOTDIR: 'does not exist: check the path',
  ENAMETOOLONG: 'does not exist: its path is too long',
};

function systemMessage(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return SYSTEM_ERRORS[code] ?? `cannot be read (${code || (error as Error).message})`;
}

function checkSize(stats: Stats, limit: number): void {
  // A pipe may be read (process substitution); a device may never end.
  if (!stats.isFile() && !stats.isFIFO()) throw new InputError('unreachable', 'is no regular file');
  if (stats.size > limit) throw tooLarge(stats.size, limit);
}

function bytesOf(file: string, cwd: string, limit: number): Uint8Array {
  try {
    if (file === STANDARD_INPUT) return readFileSync(0);
    const path = resolve(cwd, file);
    checkSize(statSync(path), limit);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError('unreachable', systemMessage(error));
  }
}

const NO_OBJECT = new InputError('damaged', 'is no JSON object {"id": string, "text": string}: mend or drop it');

function failureOf(name: string, { message, problem }: InputError): Failure {
  return { failure: `${name} ${message}`, name, problem };
}

function* lineInputs(file: string, text: string): Generator<Input | Failure> {
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const input = lineInput(line);
    if (input) yield input;
    else yield failureOf(`${file} line ${index + 1}`, NO_OBJECT);
  }
}

function lineInput(line: string): Input | null {
  try {
    const { id, text } = JSON.parse(line) as { id?: unknown; text?: unknown };
    return typeof id === 'string' && typeof text === 'string'
      ? { id, text, extracted: false, unread: [], author: NO_FACTS.author, traces: NO_TRACES }
      : null;
  } catch {
    return null;
  }
}

/** Kinds of documents whose text is the file itself, so that offsets in it are offsets in the file. */
const AS_IT_LIES: readonly ReadDocument['kind'][] = ['text', 'jsonl'];

function* documentInputs(name: string, document: ReadDocument): Generator<Input | Failure | Note> {
  for (const note of notesOf(document)) yield { note: `${name} ${note}` };
  if (document.kind === 'jsonl') yield* lineInputs(name, document.text);
  else {
    const { text, kind, unread, facts, traces = NO_TRACES } = document;
    yield { id: name, text, extracted: !AS_IT_LIES.includes(kind), unread, author: facts.author, traces };
  }
}

async function* fileInputs(
  file: string,
  cwd: string,
  encoding: string | undefined,
): AsyncGenerator<Input | Failure | Note> {
  const jsonl = extname(file).toLowerCase() === '.jsonl';
  const bytes = bytesOf(file, cwd, jsonl ? MAX_JSONL_BYTES : MAX_DOCUMENT_BYTES);
  const options = {
    loadCharacterMap,
    newSignal: () => AbortSignal.timeout(MOST_TIME),
    pause: () => setImmediate(),
    ...(encoding ? { encoding } : {}),
  };
  for await (const reading of readDocuments(file, bytes, options)) {
    if ('error' in reading) yield failureOf(reading.name, reading.error);
    else yield* documentInputs(reading.name, reading.document);
  }
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The files of a folder and its subfolders, by name; without links to folders, hidden files and files of programs. */
function filesIn(folder: string, cwd: string): string[] {
  const entries = readdirSync(resolve(cwd, folder), { withFileTypes: true }).filter(
    (entry) => !isAside(entry.isDirectory() ? `${entry.name}/` : entry.name),
  );
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path, cwd);
      return entry.isFile() || (entry.isSymbolicLink() && !isFolder(resolve(cwd, path))) ? [path] : [];
    });
}

function filesNamedBy(file: string, cwd: string): string[] {
  try {
    if (file === STANDARD_INPUT || !isFolder(resolve(cwd, file))) return [file];
    const files = filesIn(file, cwd);
    if (files.length === 0) throw new InputError('empty', 'is a folder without files');
    return files;
  } catch (error) {
    throw error instanceof InputError ? error : new InputError('unreachable', systemMessage(error));
  }
}

/** Turns the reason why something cannot be read into a failure that names it. */
async function* named<T>(file: string, inputs: () => Iterable<T> | AsyncIterable<T>): AsyncGenerator<T | Failure> {
  try {
    yield* inputs();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield failureOf(file, error);
  }
}

/**
 * The inputs under a name: one for a file or for standard input (`-`), one for each line of a .jsonl file, and those of all its
 * files for a folder or a zip archive. A file or line that cannot be checked yields a Failure that names it and tells what to do;
 * nothing is thrown.
 * @param file as given by the user; relative paths refer to `cwd`
 * @param encoding a label of the Encoding Standard, which overrides what the files state
 */
export async function* readInputs(
  file: string,
  cwd: string,
  encoding?: string,
): AsyncGenerator<Input | Failure | Note> {
  for await (const each of named(file, () => filesNamedBy(file, cwd))) {
    if (typeof each !== 'string') yield each;
    else yield* named(each, () => fileInputs(each, cwd, encoding));
  }
}
