import { type EssayInput, writeIndex } from '../src/corpus/write-index.ts';
import { type CutEssay, cutEssays } from './cut-essays.ts';
import { findFamilies } from './find-families.ts';
import { letterFacts } from './letter-facts.ts';
import type { Document } from './read-documents.ts';
import type { Sources } from './read-sources.ts';

interface PlacedEssay extends CutEssay {
  readonly text: string;
}

function essaysOf({ name, text }: Document, sources: Sources): PlacedEssay[] {
  return cutEssays(name, text, sources[name]).map((essay) => ({ ...essay, text: text.slice(essay.start, essay.end) }));
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
 * Cuts the documents into essays, finds families and the wording they share with official texts, and writes the index. The
 * same input gives the same bytes. Throws an Error that names the document at fault and what to mend.
 */
export function buildIndex(
  documents: readonly Document[],
  sources: Sources,
  background: readonly string[],
): Uint8Array {
  const placed = documents.flatMap((document) => essaysOf(document, sources));
  checkIds(placed);
  const families = findFamilies(placed.map((essay) => essay.text));
  const facts = letterFacts(placed, background);
  const essays = placed.map(
    ({ ordinal: _, ...essay }, place): EssayInput => ({ ...essay, url: '', kind: '', year: 0, facts: facts[place]! }),
  );
  return writeIndex(
    essays,
    Uint32Array.from(families, (others, place) => Math.min(place, ...others)),
  );
}
