import { readFileSync } from 'node:fs';
import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClassFile, hasLetters } from '../comparison/compared-file.ts';
import { indexOfFiles } from '../comparison/index-of-files.ts';
import { SHIPPED_INDEX } from '../corpus/essay-ref.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { openIndexFile } from '../corpus/read-index.ts';
import { readWording, type WordingModel } from '../wording/wording-file.ts';
import { fileSource } from './file-source.ts';
import { INDEX_FILE } from './options.ts';

const WORDING_FILE = fileURLToPath(new URL('../../corpus-index/built/wording.bin', import.meta.url));

/** Name of the index of files that are known for this call alone. */
const AGAINST = 'against';

/** An index is named after its file, except for the shipped one. */
function indexName(path: string): string {
  return path === INDEX_FILE ? SHIPPED_INDEX : parse(path).name.replace(/[:\s]+/g, '-');
}

function openIndex(path: string): Index {
  try {
    // It stays open until the process ends, as blocks are read on request: of a large index only those of the few essays that may
    // match.
    return openIndexFile(fileSource(path), indexName(path));
  } catch (error) {
    throw new Error(`index ${path}: ${(error as Error).message}; build one with npm run index -- build`);
  }
}

/** The shipped model of common wording, from its file. */
export function shippedWording(): WordingModel {
  return readWording(readFileSync(WORDING_FILE));
}

/**
 * Opens the indexes, and makes one of files that are known for this call alone. Throws an Error if two have the same name, as answers
 * could not distinguish them.
 */
export function openIndexes(paths: readonly string[], against: readonly ClassFile[]): Index[] {
  const indexes = paths.map(openIndex);
  indexes.forEach(({ name }, i) => {
    const first = indexes.findIndex((other) => other.name === name);
    if (first < i) throw new Error(`${paths[first]} and ${paths[i]} are both called ${name}: rename one of the files`);
    if (against.length > 0 && name === AGAINST)
      throw new Error(`${paths[i]} is called ${name} as the files of --against are: rename it`);
  });
  const files = against.filter(hasLetters);
  return files.length === 0 ? indexes : [...indexes, indexOfFiles(files, AGAINST, shippedWording())];
}
