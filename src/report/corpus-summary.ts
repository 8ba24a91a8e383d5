import type { Essay } from '../corpus/essay.ts';
import { type ComparedWith, comparedWith } from './compared.ts';

/** A document of the corpus, as the options list it. */
export interface CorpusDocument extends Pick<Essay, 'title' | 'publisher' | 'date'> {
  /** Number of its essays. */
  readonly essays: number;
}

/** What pages are compared with, document by document. */
export interface CorpusSummary {
  readonly compared: ComparedWith;
  /** Letters of all essays. */
  readonly letters: number;
  /** Size of the index file, in bytes. */
  readonly bytes: number;
  readonly documents: readonly CorpusDocument[];
}

/** What the summary needs of an index. */
interface Summarised {
  readonly essays: readonly Essay[];
  readonly checksum: number;
  readonly byteLength: number;
}

/** Sums an index up for people. Documents stand in the order of the index. */
export function summaryOf({ essays, checksum, byteLength }: Summarised): CorpusSummary {
  const byDocument = Map.groupBy(essays, ({ document }) => document);
  return {
    compared: comparedWith(essays, checksum),
    letters: essays.reduce((sum, { letters }) => sum + letters, 0),
    bytes: byteLength,
    documents: [...byDocument.values()].map((of) => {
      const { title, publisher, date } = of[0]!;
      return { title, publisher, date, essays: of.length };
    }),
  };
}
