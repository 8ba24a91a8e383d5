import type { Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { buildIndex } from '../indexing/build-index.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import type { ClassFile } from './compared-file.ts';

const NO_FACTS = { title: '', author: '', date: '', url: '' };

/**
 * Builds an index of files in memory. Each file must have letters; the n-th essay is the whole n-th file, and its document is the file's
 * name. If `wording` is null, every letter counts the same. Throws an Error if two files have the same name.
 */
export function indexOfFiles(files: readonly ClassFile[], name: string, wording: WordingModel | null): Index {
  const documents = files.map((file) => ({ name: file.name, text: file.text, facts: NO_FACTS }));
  // Names would need a tagger of words, which browsers do not have. Lines are hashed only in documents that are cut by rules.
  const bytes = buildIndex(documents, { sources: {}, wording, tagWords: () => [], lineHash: () => '' });
  return readIndex(bytes.buffer, name);
}
