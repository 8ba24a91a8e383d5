import type { Essay } from '../corpus/essay.ts';
import { LIBRARY_INDEX, packOfIndex } from '../corpus/essay-ref.ts';
import type { ComparedWith } from './compared.ts';

/** A document of the corpus, as the options page lists it. */
export interface CorpusDocument extends Pick<Essay, 'title' | 'publisher' | 'date' | 'kind'> {
  /** Number of its essays. */
  readonly essays: number;
}

/** What pages are compared with, document by document. */
export interface CorpusSummary {
  readonly compared: ComparedWith;
  /** Letters of all essays. */
  readonly letters: number;
  /** Size of the index files, in bytes. */
  readonly bytes: number;
  readonly documents: readonly CorpusDocument[];
}

/** The properties of open indexes that the summary needs. */
interface Summarised {
  readonly all: readonly { readonly name: string; readonly essays: readonly Essay[]; readonly byteLength: number }[];
  readonly letters: number;
  readonly compared: ComparedWith;
}

function documentsOf(essays: readonly Essay[]): CorpusDocument[] {
  const byDocument = Map.groupBy(essays, ({ document }) => document);
  return [...byDocument.values()].map((of) => {
    const { title, publisher, date, kind } = of[0]!;
    return { title, publisher, date, kind, essays: of.length };
  });
}

/** The library page lists the library's essays, and packs by their names: a pack may have a hundred thousand documents. */
function isListed(index: string): boolean {
  return index !== LIBRARY_INDEX && packOfIndex(index) === null;
}

/**
 * Summarises indexes for the options page. Documents are in the order of the indexes; those of the library and of packs are left out, as their
 * own page lists them.
 */
export function summaryOf({ all, letters, compared }: Summarised): CorpusSummary {
  return {
    compared,
    letters,
    bytes: all.reduce((sum, { byteLength }) => sum + byteLength, 0),
    documents: all.flatMap(({ name, essays }) => (isListed(name) ? documentsOf(essays) : [])),
  };
}
