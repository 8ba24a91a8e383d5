import type { Essay } from '../corpus/essay.ts';
import type { Words } from '../locale/words.ts';

/** What a text was compared with: it stands beside every figure, as a share says nothing without it. */
export interface ComparedWith {
  /** Number of essays. */
  readonly essays: number;
  /** Number of documents that hold them. */
  readonly documents: number;
  /** Years of the documents, four digits, first and last; `null` where no document states its date. */
  readonly years: readonly [first: string, last: string] | null;
  /** Checksum of the index in hexadecimal, eight digits: its version. */
  readonly version: string;
}

function yearsOf(essays: readonly Pick<Essay, 'date'>[]): ComparedWith['years'] {
  const years = essays.flatMap(({ date }) => /^\d{4}/.exec(date) ?? []).sort();
  return years.length === 0 ? null : [years[0]!, years.at(-1)!];
}

/**
 * What is compared with where this index is used.
 * @param checksum of the index, 32 bits
 */
export function comparedWith(essays: readonly Pick<Essay, 'date' | 'document'>[], checksum: number): ComparedWith {
  return {
    essays: essays.length,
    documents: new Set(essays.map(({ document }) => document)).size,
    years: yearsOf(essays),
    version: checksum.toString(16).padStart(8, '0'),
  };
}

function yearWords([first, last]: readonly [string, string], words: Words): string {
  return first === last ? words.say('year', first) : words.say('yearRange', first, last);
}

/** What was compared with, in a sentence without its full stop. */
export function comparedWords({ essays, years }: ComparedWith, words: Words): string {
  const count = words.count('comparedEssays', essays);
  return years === null ? count : words.say('inBrackets', count, yearWords(years, words));
}
