import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Document } from '../src/indexing/build-index.ts';
import type { Sources } from '../src/indexing/source.ts';
import { readWording, type WordingModel } from '../src/wording/wording-file.ts';
import { readSources } from './read-sources.ts';

/** The file that tells how the shipped corpus is cut into essays. */
const SHIPPED_SOURCES = fileURLToPath(new URL('sources.json', import.meta.url));

/** The path of the shipped model of common wording. */
export const SHIPPED_WORDING: string = fileURLToPath(new URL('built/wording.bin', import.meta.url));

function namesIn(folder: string, endings: readonly string[]): string[] {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: check the path`);
  const names = readdirSync(folder).filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (names.length === 0)
    throw new Error(`${folder} holds no ${endings.join(' or ')} file: give the folder of the texts`);
  // Sorted by code units, which is the same on every machine, whatever its locale.
  return names.sort();
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${path} is not UTF-8: convert it first, for example with iconv -f GB18030 -t UTF-8`);
  }
}

/**
 * The .txt documents of a folder in the order of their names, without those of subfolders. Each is read when it is requested.
 * Throws an Error if there is none and for files that are not UTF-8.
 */
export async function* documentsInFolder(folder: string): AsyncGenerator<Document> {
  for (const name of namesIn(folder, ['.txt'])) {
    const path = join(folder, name);
    yield { name, text: decode(await readFile(path), path) };
  }
}

/** The sources.json for a corpus folder: the given one, else the folder's own, else the shipped one. */
export function sourcesFor(folder: string, given?: string): Sources {
  const own = join(folder, 'sources.json');
  return readSources(given ?? (existsSync(own) ? own : SHIPPED_SOURCES));
}

function textsOfLines(jsonl: string, path: string): string[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const text = parsedText(line);
      if (text === null) throw new Error(`${path} line ${index + 1} is no JSON object with a "text": mend or drop it`);
      return text;
    });
}

function parsedText(line: string): string | null {
  try {
    const { text } = JSON.parse(line) as { text?: unknown };
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function textsOfFile(path: string): string[] {
  const bytes = readFileSync(path);
  const text = decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, path);
  return basename(path).includes('.jsonl') ? textsOfLines(text, path) : [text];
}

/**
 * The texts of a folder: .txt files, and .jsonl or .jsonl.gz files with a `text` in each line; in the order of file names and
 * lines.
 */
export function readTexts(folder: string): string[] {
  return namesIn(folder, ['.txt', '.jsonl', '.jsonl.gz']).flatMap((name) => textsOfFile(join(folder, name)));
}

/** Opens the model of wording at `path`. Throws an Error if there is none, and a WordingError if it is damaged. */
export function openWording(path = SHIPPED_WORDING): WordingModel {
  return readWording(readFileSync(path));
}
