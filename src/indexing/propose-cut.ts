import { type CutEssay, cutEssays } from './cut-essays.ts';
import { linesOf } from './lines.ts';
import type { Source } from './source.ts';

const NUMBER = '[\\d０-９一二三四五六七八九十百]+';
/** Longest heading, in UTF-16 units: as the longest title (see cut-essays.ts). */
const LENGTH = 50;

/**
 * How files that hold several essays head them, the surest first: `篇一：…`, `第二篇`, `范文3`, `【篇一】`; the title and its number, `…篇1`;
 * numbers alone, `3.` or `三、`, which also head the parts of a single essay.
 */
const HEADINGS: readonly { readonly pattern: string; readonly leastUnits: number }[] = [
  { pattern: `^[【〖\\[（(]?(?:第${NUMBER}篇|[篇範范例][文]?${NUMBER})(?![\\d一-十]).{0,${LENGTH}}$`, leastUnits: 60 },
  { pattern: `^.{2,${LENGTH}}篇${NUMBER}$`, leastUnits: 60 },
  { pattern: `^${NUMBER}\\s*[.．、:：](?!\\d).{0,${LENGTH}}(?<![。！？；，,;!?])$`, leastUnits: 400 },
];

/** No hash is asked for, as nothing names a line by its number. */
const NO_HASH = () => '';

function sourceWith(headings: readonly string[], essays: number): Source {
  const cut = { headings, starts: [], boilerplate: [], tails: [] };
  return { title: '', publisher: '', url: '', date: '', kind: '', year: 0, essays, cut };
}

function cutAt(text: string, pattern: string): CutEssay[] {
  const regExp = new RegExp(pattern, 'u');
  const heads = linesOf(text).filter((line) => regExp.test(line.text));
  const first = heads[0];
  if (!first || heads.length < 2) return [];
  // What stands before the first heading, a title or a table of contents, is of no essay.
  const rest = text.slice(first.start);
  try {
    const cut = cutEssays('', rest, sourceWith([pattern], heads.length), NO_HASH);
    return cut.map((essay) => ({ ...essay, start: essay.start + first.start, end: essay.end + first.start }));
  } catch {
    // Two headings follow one another, as in a table of contents: these lines are none.
    return [];
  }
}

/** A proposed essay of a text: its heading and its span, in UTF-16 units of the text. */
export type ProposedEssay = Pick<CutEssay, 'heading' | 'start' | 'end'>;

/**
 * How a text would be cut where it looks as if it held several essays: the pieces in order, at least two; empty where it does not. It is
 * a proposal for a person to look at: a single essay whose parts are numbered and long looks the same.
 */
export function proposeCut(text: string): ProposedEssay[] {
  for (const { pattern, leastUnits } of HEADINGS) {
    const cut = cutAt(text, pattern);
    if (cut.length < 2 || cut.some(({ start, end }) => end - start < leastUnits)) continue;
    return cut.map(({ heading, start, end }) => ({ heading, start, end }));
  }
  return [];
}
