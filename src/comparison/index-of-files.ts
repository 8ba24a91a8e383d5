import type { Index } from '../corpus/loaded-index.ts';
import { readIndex } from '../corpus/read-index.ts';
import { buildIndex } from '../indexing/build-index.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import type { ClassFile } from './compared-file.ts';

const NO_FACTS = { title: '', author: '', date: '', url: '' };

/**
 * An index in memory of files that hold letters and have names of their own: the n-th essay is the n-th file, all of it, and its
 * document is the file's name. Without a model of wording every letter counts the same. Throws an Error where two files have one name.
 */
export function indexOfFiles(files: readonly ClassFile[], name: string, wording: WordingModel | null): Index {
  const documents = files.map((file) => ({ name: file.name, text: file.text, facts: NO_FACTS }));
  // Names of people and places would need a tagger, and lines are hashed only where a document is cut by rules.
  const bytes = buildIndex(documents, { sources: {}, wording, tagWords: () => [], lineHash: () => '' });
  return readIndex(bytes.buffer, name);
}
