import { type EssayInput, writeIndex } from '../corpus/write-index.ts';
import { normalise } from '../text/normalise.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import { type CutEssay, cutEssays } from './cut-essays.ts';
import { findFamilies } from './find-families.ts';
import { letterFacts } from './letter-facts.ts';
import type { TagWords } from './names.ts';
import type { LineHash, Sources } from './source.ts';

/** A document of the corpus: its file name, and its text with byte order mark and line ends as they lie in the file. */
export interface Document {
  readonly name: string;
  readonly text: string;
}

/** What a build needs beside the documents. */
export interface BuildOptions {
  /** How documents are cut; a document without an entry is one essay. */
  readonly sources: Sources;
  /** What is common wording; with null every letter counts the same. */
  readonly wording: WordingModel | null;
  readonly tagWords: TagWords;
  readonly lineHash: LineHash;
}

interface PlacedEssay extends CutEssay {
  readonly text: string;
}

function essaysOf({ name, text }: Document, { sources, lineHash }: BuildOptions): PlacedEssay[] {
  return cutEssays(name, text, sources[name], lineHash).map((essay) => ({
    ...essay,
    text: text.slice(essay.start, essay.end),
  }));
}

function checkIds(essays: readonly PlacedEssay[]): void {
  const documents = new Map<string, string>();
  for (const { id, document } of essays) {
    const known = documents.get(id);
    if (known) throw new Error(`${known} and ${document} both give an essay ${id}: rename one of them`);
    documents.set(id, document);
  }
}

/**
 * The bytes of an index of these documents: cuts them into essays, finds the families of variants, and measures how much
 * each letter surprises a reader who knows common wording. The same input gives the same bytes. Throws an Error that names the document at fault and
 * what to mend.
 */
export function buildIndex(documents: readonly Document[], options: BuildOptions): Uint8Array {
  const placed = documents.flatMap((document) => essaysOf(document, options));
  checkIds(placed);
  const families = findFamilies(placed.map((essay) => essay.text));
  const { wording, tagWords } = options;
  const essays = placed.map(({ ordinal: _, ...essay }): EssayInput => {
    const facts = letterFacts(essay.text, normalise(essay.text), wording, tagWords);
    return { ...essay, url: '', kind: '', year: 0, facts };
  });
  return writeIndex(
    essays,
    Uint32Array.from(families, (others, place) => Math.min(place, ...others)),
  );
}
