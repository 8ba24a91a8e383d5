import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { InputError } from '../files/decode.ts';
import { readFile } from '../files/read-file.ts';

/** One text to check. `id` is the path as the user gave it, or the id of a .jsonl line. */
export interface Input {
  readonly id: string;
  readonly text: string;
  /** Whether the text was taken out of markup. */
  readonly extracted: boolean;
}

/** Something that cannot be checked, in words for the user. */
export interface Failure {
  readonly failure: string;
}

/** Something that the user should know of a text that is checked all the same. */
export interface Note {
  readonly note: string;
}

/** The name under which standard input is read. */
const STANDARD_INPUT = '-';

/** 32 MiB hold ten million Chinese characters, more than any page or book; beyond, the file was likely given by mistake. */
export const MAX_TEXT_BYTES = 32 * 2 ** 20;

/** A .jsonl may hold a whole collection; 256 MiB of UTF-8 still fit a JavaScript string. */
export const MAX_JSONL_BYTES = 256 * 2 ** 20;

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path',
  EACCES: 'may not be read: check its permissions',
  ENOTDIR: 'does not exist: check the path',
  ENAMETOOLONG: 'does not exist: its path is too long',
};

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function systemMessage(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return SYSTEM_ERRORS[code] ?? `cannot be read (${code || (error as Error).message})`;
}

function checkSize(stats: Stats, limit: number): void {
  // A pipe may be read (process substitution), a device never ends.
  if (!stats.isFile() && !stats.isFIFO()) throw new InputError('is no regular file');
  if (stats.size <= limit) return;
  throw new InputError(`is too large: ${mebibytes(stats.size)}, the limit is ${mebibytes(limit)}; split it`);
}

/** Reads standard input to its end, and no further than one byte beyond the limit. */
function standardInput(limit: number): Uint8Array {
  const bytes = readFileSync(0);
  if (bytes.length > limit) {
    throw new InputError(`is too large: ${mebibytes(bytes.length)}, the limit is ${mebibytes(limit)}; split it`);
  }
  return bytes;
}

function bytesOf(file: string, cwd: string, limit: number): Uint8Array {
  try {
    if (file === STANDARD_INPUT) return standardInput(limit);
    const path = resolve(cwd, file);
    checkSize(statSync(path), limit);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(systemMessage(error));
  }
}

function* lineInputs(file: string, text: string): Generator<Input | Failure> {
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const input = lineInput(line);
    if (input) yield input;
    else
      yield { failure: `${file} line ${index + 1} is no JSON object {"id": string, "text": string}: mend or drop it` };
  }
}

function lineInput(line: string): Input | null {
  try {
    const { id, text } = JSON.parse(line) as { id?: unknown; text?: unknown };
    return typeof id === 'string' && typeof text === 'string' ? { id, text, extracted: false } : null;
  } catch {
    return null;
  }
}

function* fileInputs(file: string, cwd: string, encoding: string | undefined): Generator<Input | Failure | Note> {
  const jsonl = extname(file).toLowerCase() === '.jsonl';
  const bytes = bytesOf(file, cwd, jsonl ? MAX_JSONL_BYTES : MAX_TEXT_BYTES);
  const reading = readFile(file === STANDARD_INPUT ? '' : file, bytes, encoding);
  if (!reading.ok) throw new InputError(reading.reason);
  for (const note of reading.notes) yield { note: `${file} ${note}` };
  if (jsonl) yield* lineInputs(file, reading.text);
  else yield { id: file, text: reading.text, extracted: reading.extracted };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The files of a folder and of those in it, by name; hidden ones and links to folders are left out. */
function filesIn(folder: string, cwd: string): string[] {
  const entries = readdirSync(resolve(cwd, folder), { withFileTypes: true }).filter(
    ({ name }) => !name.startsWith('.'),
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
    if (files.length === 0) throw new InputError('is a folder without files');
    return files;
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(systemMessage(error));
  }
}

/** Turns the reason why something cannot be read into a failure that names it. */
function* named<T>(file: string, inputs: () => Iterable<T>): Generator<T | Failure> {
  try {
    yield* inputs();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { failure: `${file} ${error.message}` };
  }
}

/**
 * What there is to check under a name: one input for a file or for standard input (`-`), for .jsonl one a line, for a folder
 * those of its files. A file or line that cannot be checked gives a Failure that names it and says what to do; nothing is thrown.
 * @param file as the user gave it; relative paths start at `cwd`
 * @param encoding a label of the encoding standard that overrides what the files say
 */
export function* readInputs(file: string, cwd: string, encoding?: string): Generator<Input | Failure | Note> {
  for (const each of named(file, () => filesNamedBy(file, cwd))) {
    if (typeof each !== 'string') yield each;
    else yield* named(each, () => fileInputs(each, cwd, encoding));
  }
}
