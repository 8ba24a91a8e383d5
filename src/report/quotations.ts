import { type Span, union } from '../text/span.ts';

/** Longest quotation looked at, in UTF-16 units: an unclosed “ must not swallow the page. */
const LONGEST = 2000;

/** How far before and after the quotation marks an attribution may stand, in UTF-16 units: one short clause. */
const REACH = 16;

const QUOTED = new RegExp(`“[^“”]{1,${LONGEST}}”|「[^「」]{1,${LONGEST}}」|《[^《》]{1,${LONGEST}}》`, 'gu');

// Verbs and nouns that say whose words follow or came before; both scripts.
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
 * Where the text quotes: what stands in “…”, 「…」 or 《…》 with an attribution beside it, together with the block
 * quotations that the page's reader found. UTF-16 units of the text, in order, disjoint.
 */
export function quotations(text: string, blocks: readonly Span[] = []): Span[] {
  return union([...attributed(text), ...blocks]);
}
