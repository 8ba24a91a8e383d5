import type { LibraryEssay } from './records.ts';

/** By what a list of essays can be sorted. */
export const SORTS = ['added', 'title', 'author', 'date', 'letters'] as const;

/** One of `SORTS`. */
export type Sort = (typeof SORTS)[number];

/** What is listed: essays of one collection (`''`: of all) that hold every typed word in what is known of them. */
export interface Wanted {
  readonly search: string;
  readonly collection: string;
  readonly sort: Sort;
}

function wordsOf({ title, author, date, url, tags, note }: LibraryEssay): string {
  return [title, author, date, url, ...tags, note].join('\n').toLowerCase();
}

const COLLATOR = new Intl.Collator('zh', { numeric: true });

// What is newest and largest is wanted first, names in the order of the alphabet (pinyin).
const COMPARE: Readonly<Record<Sort, (a: LibraryEssay, b: LibraryEssay) => number>> = {
  added: (a, b) => b.added - a.added,
  title: (a, b) => COLLATOR.compare(a.title, b.title),
  author: (a, b) => COLLATOR.compare(a.author, b.author),
  date: (a, b) => COLLATOR.compare(b.date, a.date),
  letters: (a, b) => b.letters - a.letters,
};

/** The essays that are wanted, sorted. */
export function listed(essays: readonly LibraryEssay[], { search, collection, sort }: Wanted): LibraryEssay[] {
  const typed = search.toLowerCase().split(/\s+/u);
  return essays
    .filter((essay) => collection === '' || essay.collection === collection)
    .filter((essay) => typed.every((word) => wordsOf(essay).includes(word)))
    .sort((a, b) => COMPARE[sort](a, b) || a.id.localeCompare(b.id));
}
