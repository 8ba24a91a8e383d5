import { readFileSync, type Stats, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { decode, InputError } from './decode.ts';

/** One text to check. `id` is the path as the user gave it, or the id of a .jsonl line. */
export interface Input {
  readonly id: string;
  readonly text: string;
  readonly html: boolean;
}

/** Something that cannot be checked, in words for the user. */
export interface Failure {
  readonly failure: string;
}

/** 32 MiB hold ten million Chinese characters, more than any page or book; beyond, the file was likely given by mistake. */
export const MAX_TEXT_BYTES = 32 * 2 ** 20;

/** A .jsonl may hold a whole collection; 256 MiB of UTF-8 still fit a JavaScript string. */
export const MAX_JSONL_BYTES = 256 * 2 ** 20;

const HTML_ENDINGS = new Set(['.html', '.htm', '.xhtml', '.shtml']);
const HTML_START = /^\uFEFF?\s*(<!doctype html|<html[\s>])/iu;

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
  if (stats.isDirectory()) throw new InputError('is a folder: give the files in it');
  // A pipe may be read (process substitution), a device never ends.
  if (!stats.isFile() && !stats.isFIFO()) throw new InputError('is no regular file');
  if (stats.size <= limit) return;
  throw new InputError(`is too large: ${mebibytes(stats.size)}, the limit is ${mebibytes(limit)}; split it`);
}

function bytesOf(path: string, limit: number): Uint8Array {
  try {
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
    return typeof id === 'string' && typeof text === 'string' ? { id, text, html: false } : null;
  } catch {
    return null;
  }
}

function fileInput(file: string, bytes: Uint8Array): Input {
  const ending = extname(file).toLowerCase();
  const html = HTML_ENDINGS.has(ending);
  const text = decode(bytes, html);
  if (text.replace(/^\uFEFF/u, '').trim() === '') throw new InputError('is empty: it holds only white space');
  return { id: file, text, html: html || (ending === '' && HTML_START.test(text)) };
}

/**
 * What there is to check in a file: one input, or for .jsonl one a line. A file or line that cannot be checked gives a
 * Failure that names it and says what to do; nothing is thrown.
 * @param file as the user gave it; relative paths start at `cwd`
 */
export function* readInputs(file: string, cwd: string): Generator<Input | Failure> {
  const jsonl = extname(file).toLowerCase() === '.jsonl';
  try {
    const bytes = bytesOf(resolve(cwd, file), jsonl ? MAX_JSONL_BYTES : MAX_TEXT_BYTES);
    if (jsonl) yield* lineInputs(file, decode(bytes, false));
    else yield fileInput(file, bytes);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { failure: `${file} ${error.message}` };
  }
}
