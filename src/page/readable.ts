/*
 * Decides from tags alone what of a page is text, without style or layout. What styles hide is asked of an `ElementQueries` (see
 * element-queries.ts), and only for Chinese text.
 */

// Elements whose contents are never text on the screen, are the reading of other text (rt), belong to another document (iframe),
// or are a value instead of text nodes (textarea, select). Elements that may show their contents are not listed, as the browser
// is queried for them: `noscript` shows its contents where scripts are off, `object` where it cannot show its data.
const SKIPPED = new Set(
  (
    'script style template head title iframe frame embed canvas audio video ' +
    'rt rp rtc select datalist textarea input progress meter'
  ).split(' '),
);

// The same for SVG and MathML. In HTML these names are unknown elements, whose contents are shown.
const SKIPPED_FOREIGN = new Set(
  (
    'desc metadata defs symbol clipPath mask pattern marker linearGradient radialGradient filter ' +
    'annotation annotation-xml'
  ).split(' '),
);

/** Namespaces of SVG and MathML. */
const FOREIGN = new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML']);

// Elements that are blocks in every browser's default style sheet, and those that interrupt a line of text like one (br, hr,
// button).
const BORDERS = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p ' +
    'plaintext pre search section summary table tbody td tfoot th thead tr ul xmp textarea input select ' +
    'video audio iframe object canvas'
  ).split(' '),
);

// Types of inputs that may be read. Passwords, numbers, addresses and the like are never read.
const FIELD_TYPES = new Set(['text', 'search']);

/** Tokens of `autocomplete` for passwords, which many pages show as text at the user's wish. */
const PASSWORD_TOKENS = /(?:current|new)-password/i;

/** Inputs whose type has changed while they stood on the page, as that of a password does when it is shown. */
const retyped = new WeakSet<Element>();

/** A field for text whose value may be read. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/** Whether nothing inside an element is text of the page, whatever its style is. */
export function isSkipped(element: Element): boolean {
  const { localName } = element;
  if (SKIPPED.has(localName)) return true;
  return SKIPPED_FOREIGN.has(localName) && FOREIGN.has(element.namespaceURI ?? '');
}

/** Whether a flow ends at the borders of elements with this local name. */
export function isBorder(localName: string): boolean {
  return BORDERS.has(localName);
}

/** Remembers that the type of an element has changed. If it is an input, its value may be a password, and is never read. */
export function noteRetyped(element: Element): void {
  if (element.localName === 'input') retyped.add(element);
}

function mayBePassword(input: HTMLInputElement): boolean {
  return retyped.has(input) || PASSWORD_TOKENS.test(input.getAttribute('autocomplete') ?? '');
}

/**
 * The element as a field whose value may be read: a textarea, a text input or a search input; `undefined` for everything else, and for
 * inputs that may hold a password though their type is another one at present.
 */
export function asField(element: Element): Field | undefined {
  if (element.localName === 'textarea') return element as HTMLTextAreaElement;
  if (element.localName !== 'input') return undefined;
  const input = element as HTMLInputElement;
  return FIELD_TYPES.has(input.type) && !mayBePassword(input) ? input : undefined;
}

/** The target of an event as a field whose value may be read; `undefined` for other targets. */
export function fieldOf(target: EventTarget | null | undefined): Field | undefined {
  return (target as Node | null)?.nodeType === 1 ? asField(target as Element) : undefined;
}
