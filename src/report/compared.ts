import type { Essay } from '../corpus/essay.ts';
import type { Words } from '../locale/words.ts';

/** What a text was compared with: it stands beside every figure, as a share says nothing without it. */
export interface ComparedWith {
  /** Number of essays. */
  readonly essays: number;
  /** Number of documents that hold them. */
  readonly documents: number;
  /** What kinds of text the essays are, in the index's own words; empty where it does not say. */
  readonly kinds: readonly string[];
  /** Years of the essays, four digits, first and last; `null` where no document states its date. */
  readonly years: readonly [first: string, last: string] | null;
  /** Version of what was searched: the checksum of the index in hexadecimal, eight digits; of several, those with a + between them. */
  readonly version: string;
}

type Dated = Pick<Essay, 'date' | 'year'>;

// The year that the index names wins over the date of the page on which the document was found.
function yearOf({ date, year }: Dated): string[] {
  return year > 0 ? [String(year)] : (/^\d{4}/.exec(date) ?? []).slice(0, 1);
}

function yearsOf(essays: readonly Dated[]): ComparedWith['years'] {
  const years = essays.flatMap(yearOf).sort();
  return years.length === 0 ? null : [years[0]!, years.at(-1)!];
}

/** An index's version in words: its checksum (32 bits) in hexadecimal, eight digits. */
export function versionOf(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}

/**
 * What is compared with where these essays are searched.
 * @param version what tells these essays from others
 */
export function comparedWith(
  essays: readonly Pick<Essay, 'date' | 'document' | 'kind' | 'year'>[],
  version: string,
): ComparedWith {
  return {
    essays: essays.length,
    documents: new Set(essays.map(({ document }) => document)).size,
    kinds: [...new Set(essays.map(({ kind }) => kind).filter((kind) => kind !== ''))],
    years: yearsOf(essays),
    version,
  };
}

/** The years of the essays in words: `2022–2024`; empty where no document states its date. */
export function yearWords({ years }: Pick<ComparedWith, 'years'>, words: Words): string {
  if (years === null) return '';
  const [first, last] = years;
  return first === last ? words.say('year', first) : words.say('yearRange', first, last);
}

/** What was compared with, in a sentence without its full stop. */
export function comparedWords(compared: ComparedWith, words: Words): string {
  const count = words.count('comparedEssays', compared.essays);
  const facts = [...compared.kinds, yearWords(compared, words)].filter((fact) => fact !== '');
  return facts.length === 0 ? count : words.say('inBrackets', count, words.list(facts));
}
