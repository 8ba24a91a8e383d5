import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Document } from '../src/indexing/build-index.ts';
import type { Sources } from '../src/indexing/source.ts';
import { readWording, type WordingModel } from '../src/wording/wording-file.ts';
import { readSources } from './read-sources.ts';

/** How the shipped corpus is cut. */
const SHIPPED_SOURCES = fileURLToPath(new URL('sources.json', import.meta.url));

/** The path of the model of common wording that is shipped. */
export const SHIPPED_WORDING: string = fileURLToPath(new URL('built/wording.bin', import.meta.url));

function namesIn(folder: string, endings: readonly string[]): string[] {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: check the path`);
  const names = readdirSync(folder).filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (names.length === 0)
    throw new Error(`${folder} holds no ${endings.join(' or ')} file: give the folder of the texts`);
  // Plain code unit order: the same on every machine, whatever its locale.
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
 * The .txt documents of a folder by name, subfolders left out, read as they are asked for. Throws an Error for none and for files that
 * are not UTF-8.
 */
export async function* documentsInFolder(folder: string): AsyncGenerator<Document> {
  for (const name of namesIn(folder, ['.txt'])) {
    const path = join(folder, name);
    yield { name, text: decode(await readFile(path), path) };
  }
}

/** The sources.json to cut a corpus folder by: the one given, else the folder's own, else the shipped one. */
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

/** The texts of a folder: .txt files, and .jsonl or .jsonl.gz with a `text` a line; by file name, in order. */
export function readTexts(folder: string): string[] {
  return namesIn(folder, ['.txt', '.jsonl', '.jsonl.gz']).flatMap((name) => textsOfFile(join(folder, name)));
}

/** Opens the model of wording at `path`. Throws an Error where there is none, a WordingError where it is damaged. */
export function openWording(path = SHIPPED_WORDING): WordingModel {
  return readWording(readFileSync(path));
}
