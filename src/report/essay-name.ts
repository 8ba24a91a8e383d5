import type { Essay } from '../corpus/essay.ts';

/** The properties of an essay that its name needs. */
type Named = Pick<Essay, 'title' | 'heading'>;

// The number of an essay in its document, in the forms `篇1`, `篇一:` or `3`, as it remains of a heading without the document's
// title.
const ORDINAL = /^(?:篇|之)?\s*([\d一二三四五六七八九十百]+)\s*[:：、.]?$/u;

/** Least length of a common start of title and heading, in UTF-16 units, that counts as a repetition of the title. */
const LEAST_REPEATED = 4;

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

// Headings often repeat the title before or after their number: `〈title〉篇1`, `篇一:〈title〉`.
function withoutTitle({ title, heading }: Named): string {
  const start = commonStart(heading, title);
  if (start >= LEAST_REPEATED) return heading.slice(start);
  const colon = heading.search(/[:：]/u);
  const after = heading.slice(colon + 1);
  return colon > 0 && commonStart(after, title) >= LEAST_REPEATED ? heading.slice(0, colon) : heading;
}

/**
 * An essay's name for display: the document's title and, after a dot, what distinguishes the essay in the document. A heading
 * that only repeats the title with a number is shortened to 篇 and the number.
 */
export function essayName(essay: Named): string {
  const { title, heading } = essay;
  if (heading === '' || heading === title) return title;
  const rest = withoutTitle(essay);
  const ordinal = ORDINAL.exec(rest)?.[1];
  return `${title} · ${ordinal === undefined ? heading : `篇${ordinal}`}`;
}

// Documents state the time of day too, which is not shown.
function dayOf(date: string): string {
  return date.replace(/[ T]\d{1,2}:\d{2}.*$/, '');
}

/** The fields of an essay that an origin is made of. */
type Published = Pick<Essay, 'publisher' | 'date'> & { readonly collection?: string };

/**
 * An essay's origin: the library's collection, publisher and date as far as they are known; empty if none is.
 */
export function essayOrigin({ collection = '', publisher, date }: Published): string {
  return [collection, publisher, dayOf(date)].filter((part) => part !== '').join(' · ');
}
