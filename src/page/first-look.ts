import { HAN } from '../text/han.ts';
import type { ElementQueries } from './element-queries.ts';
import { asField } from './readable.ts';
import { HOST_NAMES } from './shadow-hosts.ts';

/**
 * Number of elements above which work that the browser does for all of them in one go (styles, the joined text) takes longer than
 * a slice of time.
 */
const MANY_ELEMENTS = 20_000;

/**
 * Selector of elements that may hold text outside the tree of the page: shadow hosts with a standard name, and fields. Custom
 * elements are found by `CUSTOM`.
 */
const HOLDERS = [...HOST_NAMES, 'textarea', 'input'].join(',');

/**
 * XPath of custom elements. A selector cannot test for a hyphen in a name. With XPath the browser tests the names without making
 * a script object for each element.
 */
const CUSTOM = "//*[contains(local-name(), '-')]";

/** `XPathResult.ORDERED_NODE_SNAPSHOT_TYPE`. The number is used because a page can overwrite the name. */
const SNAPSHOT = 7;

/**
 * Whether the text of the page, without that of its scripts and style sheets, contains Chinese. `textContent` includes scripts
 * and style sheets, and on pages in other languages these often contain Chinese.
 */
function holdsText(root: Element): boolean {
  const text = root.textContent ?? '';
  if (!HAN.test(text)) return false;
  let from = 0;
  for (const { textContent } of root.querySelectorAll('script, style')) {
    const at = text.indexOf(textContent ?? '', from);
    // A script or style inside another one has been skipped with it.
    if (at < 0) continue;
    if (HAN.test(text.slice(from, at))) return true;
    from = at + (textContent ?? '').length;
  }
  return HAN.test(text.slice(from));
}

function* customElements(root: Element): Generator<Element, void, void> {
  const found = root.ownerDocument.evaluate(CUSTOM, root, null, SNAPSHOT);
  for (let i = 0; i < found.snapshotLength; i++) yield found.snapshotItem(i) as Element;
}

/** Whether a document has so many elements that no work may be done on all of them in one go. */
export function isLarge(root: Element): boolean {
  // `item()` stops at the element it looks for; counting all of them takes 15 ms on a page of 10 MB.
  return root.getElementsByTagName('*').item(MANY_ELEMENTS) !== null;
}

/**
 * Whether a document may contain Chinese text anywhere. Most pages contain none, and the browser joins their text about five
 * times faster than a walk reads it, so this check is all that they cost. It creates as few script objects for elements as
 * possible, as these are most of its cost. For a large document it returns `true` unseen: such a document is walked, in slices.
 */
export function mayHoldChinese(
  root: Element,
  { shadowOf, metField }: Pick<ElementQueries, 'shadowOf' | 'metField'>,
): boolean {
  if (isLarge(root) || holdsText(root)) return true;
  for (const element of root.querySelectorAll(HOLDERS)) {
    if (shadowOf(element)) return true;
    const field = asField(element);
    if (!field) continue;
    if (HAN.test(field.value)) return true;
    metField?.(field);
  }
  for (const element of customElements(root)) if (shadowOf(element)) return true;
  return false;
}
