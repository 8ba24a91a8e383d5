import { type Span, union } from '../text/span.ts';

/** Longest quotation, in UTF-16 units: text after an unclosed quotation mark must not count as quoted. */
const LONGEST = 2000;

/** Farthest distance of an attribution from the quotation marks, in UTF-16 units: one short clause. */
const REACH = 16;

const QUOTED = new RegExp(`“[^“”]{1,${LONGEST}}”|「[^「」]{1,${LONGEST}}」|《[^《》]{1,${LONGEST}}》`, 'gu');

// Words that attribute a quotation to a speaker or source, in both scripts.
const SAYING =
  '说|說|道|曰|云|称|稱|指出|强调|強調|表示|写|寫|认为|認為|提到|讲|講|谈|談|报道|報道|据|據|引用|援引|回忆|回憶|问|問|答';
const BEFORE = new RegExp(`(?:${SAYING})[^。！？!?\\n]{0,6}[：:，,]?\\s*$`, 'u');
const AFTER = new RegExp(`^[，,。]?\\s*(?:——|[^。！？!?\\n]{0,8}(?:${SAYING}))`, 'u');

function isAttributed(text: string, start: number, end: number): boolean {
  return BEFORE.test(text.slice(Math.max(0, start - REACH), start)) || AFTER.test(text.slice(end, end + REACH));
}

function attributed(text: string): Span[] {
  const found: Span[] = [];
  for (const hit of text.matchAll(QUOTED)) {
    const end = hit.index + hit[0].length;
    if (isAttributed(text, hit.index, end)) found.push({ start: hit.index, end });
  }
  return found;
}

/**
 * The quotations of a text: text in “…”, 「…」 or 《…》 with an attribution beside it, and block quotations.
 * @param blocks the block quotations, in UTF-16 units of the text
 * @returns UTF-16 units of the text, ascending and disjoint
 */
export function quotations(text: string, blocks: readonly Span[] = []): Span[] {
  return union([...attributed(text), ...blocks]);
}
