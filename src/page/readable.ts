/*
 * What of a page is text, decided from tags alone: no style, no layout. What style hides is asked of an injected
 * `ElementQueries` (see element-queries.ts), and only for text that is Chinese.
 */

/** Whether a string holds a Han character. A Latin-1 string is answered without a look at its characters. */
export const HAN = /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;

// Tags whose contents are never text on the screen, are a reading of other text (rt), belong to another document
// (iframe), or are a value and not text nodes (textarea, select). What may show its contents is asked of the browser instead:
// `noscript` shows them where scripts are off, `object` where it cannot show its data.
const SKIPPED = new Set(
  (
    'script style template head title iframe frame embed canvas audio video ' +
    'rt rp rtc select datalist textarea input progress meter'
  ).split(' '),
);

// The same for SVG and MathML. In HTML these names mean nothing, and the browser shows what is in them.
const SKIPPED_FOREIGN = new Set(
  (
    'desc metadata defs symbol clipPath mask pattern marker linearGradient radialGradient filter ' +
    'annotation annotation-xml'
  ).split(' '),
);

/** Namespaces of SVG and MathML. */
const FOREIGN = new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML']);

// Tags that begin and end a block in every browser's style sheet, and those that stand like one (br, hr, button).
const BORDERS = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p ' +
    'plaintext pre search section summary table tbody td tfoot th thead tr ul xmp textarea input select ' +
    'video audio iframe object canvas'
  ).split(' '),
);

// Passwords, numbers, addresses and the like are never looked at.
const FIELD_TYPES = new Set(['text', 'search']);

/** A typed-in field whose value may be read. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/** Whether nothing inside an element is text, whatever its style is. */
export function isSkipped(element: Element): boolean {
  const { localName } = element;
  if (SKIPPED.has(localName)) return true;
  return SKIPPED_FOREIGN.has(localName) && FOREIGN.has(element.namespaceURI ?? '');
}

/** Whether text does not flow across the borders of an element with this local name. */
export function isBorder(localName: string): boolean {
  return BORDERS.has(localName);
}

/** The element as a field whose value may be read: a textarea, a text or a search input; nothing else ever. */
export function asField(element: Element): Field | undefined {
  if (element.localName === 'textarea') return element as HTMLTextAreaElement;
  if (element.localName !== 'input') return undefined;
  const input = element as HTMLInputElement;
  return FIELD_TYPES.has(input.type) ? input : undefined;
}

/** The target of an event as a field whose value may be read, if it is one. */
export function fieldOf(target: EventTarget | null | undefined): Field | undefined {
  return (target as Node | null)?.nodeType === 1 ? asField(target as Element) : undefined;
}
