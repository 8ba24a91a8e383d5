import type { EssayRecord } from '../corpus/essay.ts';
import type { Index } from '../corpus/loaded-index.ts';
import type { Words } from '../locale/words.ts';

/** What a text was compared with. It is shown with every figure, as a share has no meaning without it. */
export interface ComparedWith {
  /** Number of essays. */
  readonly essays: number;
  /** Number of documents that contain them. */
  readonly documents: number;
  /** Kinds of text of the essays, in the words of the index; empty where the index does not give any. */
  readonly kinds: readonly string[];
  /** First and last year of the essays, four digits; `null` if no essay has a date. */
  readonly years: readonly [first: string, last: string] | null;
  /** Version of the searched indexes: the checksum of each in hexadecimal, eight digits, joined by `+`. */
  readonly version: string;
}

// A year that the index gives takes precedence over the date of the page on which the document was found.
function yearOf({ date, year }: EssayRecord): string | undefined {
  return year > 0 ? String(year) : /^\d{4}/.exec(date)?.[0];
}

/** An index's version: its checksum (32 bits) in hexadecimal, eight digits. */
export function versionOf(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}

type Described = Pick<Index, 'name' | 'records' | 'checksum'>;

/**
 * Describes what is compared with when these indexes are searched. Reading the records of all essays of a large index takes some ms:
 * 10 µs each.
 */
export function comparedWithIndexes(indexes: readonly Described[]): ComparedWith {
  let essays = 0;
  const [documents, kinds, years] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const index of indexes) {
    for (const record of index.records()) {
      essays++;
      documents.add(`${index.name}/${record.document}`);
      if (record.kind !== '') kinds.add(record.kind);
      const year = yearOf(record);
      if (year !== undefined) years.add(year);
    }
  }
  const inOrder = [...years].sort();
  return {
    essays,
    documents: documents.size,
    kinds: [...kinds],
    years: inOrder.length === 0 ? null : [inOrder[0]!, inOrder.at(-1)!],
    version: indexes.map(({ checksum }) => versionOf(checksum)).join('+'),
  };
}

/** The years of the essays in words, such as `2022–2024`; empty if no essay has a date. */
export function yearWords({ years }: Pick<ComparedWith, 'years'>, words: Words): string {
  if (years === null) return '';
  const [first, last] = years;
  return first === last ? words.say('year', first) : words.say('yearRange', first, last);
}

/** What was compared with, as a sentence without its full stop. */
export function comparedWords(compared: ComparedWith, words: Words): string {
  const count = words.count('comparedEssays', compared.essays);
  const kinds = words.list(compared.kinds);
  const years = yearWords(compared, words);
  const facts = kinds && years ? words.say('kindsAndYears', kinds, years) : kinds || years;
  return facts === '' ? count : words.say('inBrackets', count, facts);
}
