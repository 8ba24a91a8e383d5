import { fileKind } from './file-kind.ts';
import { InputError, mebibytes, tooLarge } from './input-error.ts';
import { MAX_DOCUMENT_BYTES } from './limits.ts';
import { type ReadDocument, type ReadOptions, readDocument } from './read-file.ts';
import { unpack } from './unpack.ts';
import { type ZipEntry, zipDirectory } from './zip-directory.ts';

/** The result of one file: the given one, or one in an archive. */
export type Reading =
  | { readonly name: string; readonly document: ReadDocument }
  | { readonly name: string; readonly error: InputError };

/** Greatest depth of archives in archives, counting the outermost. */
const MOST_DEPTH = 3;

/** Limits of unpacking archives, in bytes: a small archive can unpack to petabytes. */
export interface ArchiveLimits {
  /** Most bytes of one file. */
  readonly file: number;
  /** Most bytes of all files together. */
  readonly all: number;
}

/** What reading files needs beside their bytes. */
export interface FilesOptions extends Omit<ReadOptions, 'signal'> {
  /** Returns a signal that ends the reading of the next document only, such as one with a time limit. */
  readonly newSignal?: () => AbortSignal;
}

const LIMITS: ArchiveLimits = { file: 64 * 2 ** 20, all: 256 * 2 ** 20 };

/** Files that programs put into archives and folders for their own use. */
const ASIDE = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|~\$|Thumbs\.db$|desktop\.ini$)/u;

/** Whether a file or folder is hidden or belongs to a program, so that it is no text of the user. Paths of folders end in `/`. */
export function isAside(path: string): boolean {
  return ASIDE.test(path);
}

/** How far an archive may still be unpacked. */
interface Allowance {
  readonly limits: ArchiveLimits;
  left: number;
}

/** The place of a file in an archive, for display: `essays.zip/2025/a.docx`. Nothing is ever written to such a path. */
function placeOf(archive: string, entry: ZipEntry): string {
  return `${archive}/${entry.name.replaceAll('\\', '/')}`;
}

function unpackWithin(archive: Uint8Array, entry: ZipEntry, allowance: Allowance): Uint8Array {
  const { limits, left } = allowance;
  if (entry.unpackedBytes > left) {
    const what = `is one of more files than are unpacked: ${mebibytes(limits.all)}`;
    throw new InputError('too-large', `${what}; split the archive`);
  }
  return unpack(archive, entry, Math.min(limits.file, left), (made) => {
    allowance.left -= made;
  });
}

async function readInTime(
  name: string,
  bytes: Uint8Array,
  { newSignal, ...options }: FilesOptions,
): Promise<ReadDocument> {
  if (!newSignal) return readDocument(name, bytes, options);
  const signal = newSignal();
  try {
    return await readDocument(name, bytes, { ...options, signal });
  } catch (error) {
    if (error !== signal.reason) throw error;
    throw new InputError('too-large', 'takes too long to read: split it');
  }
}

async function* readArchive(
  name: string,
  archive: Uint8Array,
  options: FilesOptions,
  depth: number,
  allowance: Allowance,
): AsyncGenerator<Reading> {
  const entries = zipDirectory(archive).filter((entry) => !entry.isFolder && !isAside(entry.name));
  if (entries.length === 0) throw new InputError('empty', 'is an archive without files');
  for (const entry of entries) {
    await options.pause?.();
    const place = placeOf(name, entry);
    yield* told(place, () => readAny(place, unpackWithin(archive, entry, allowance), options, depth + 1, allowance));
  }
}

async function* readAny(
  name: string,
  bytes: Uint8Array,
  options: FilesOptions,
  depth: number,
  allowance: Allowance,
): AsyncGenerator<Reading> {
  if (fileKind(name, bytes).kind !== 'zip' || depth > MOST_DEPTH) {
    yield { name, document: await readInTime(name, bytes, options) };
    return;
  }
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length, MAX_DOCUMENT_BYTES);
  yield* readArchive(name, bytes, options, depth, allowance);
}

/** Turns the error of a file that cannot be read into a reading, so that it does not affect other files. */
async function* told(name: string, read: () => AsyncGenerator<Reading>): AsyncGenerator<Reading> {
  try {
    yield* read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { name, error };
  }
}

/**
 * Reads a file, or the files of a zip archive one after another. A file that cannot be read is given with the reason. `options.pause` is
 * waited for between two files, too.
 */
export function readDocuments(
  name: string,
  bytes: Uint8Array,
  options: FilesOptions = {},
  limits: ArchiveLimits = LIMITS,
): AsyncGenerator<Reading> {
  return told(name, () => readAny(name, bytes, options, 1, { limits, left: limits.all }));
}
