import type { ElementQueries } from './element-queries.ts';
import { asField, HAN } from './readable.ts';
import { HOST_NAMES } from './shadow-hosts.ts';

/** With more elements than this, what the browser does for all of them, style or one joined text, takes longer than a slice. */
const MANY_ELEMENTS = 20_000;

/** Elements of the page that may hold text outside the page's own, but for custom ones. */
const HOLDERS = [...HOST_NAMES, 'textarea', 'input'].join(',');

/** Selectors cannot ask for a hyphen in a name; a path can, and the browser walks it without an object for each element. */
const CUSTOM = "//*[contains(local-name(), '-')]";

/** XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, by number: a page may put what it likes in place of the name. */
const SNAPSHOT = 7;

/**
 * Whether there is Chinese in the text, but for what stands in scripts and styles: that is part of the joined text, and scripts of
 * pages in other languages often hold some.
 */
function holdsText(root: Element): boolean {
  const text = root.textContent ?? '';
  if (!HAN.test(text)) return false;
  let from = 0;
  for (const { textContent } of root.querySelectorAll('script, style')) {
    const at = text.indexOf(textContent ?? '', from);
    // One inside another has been passed with it.
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

/** Whether there is so much in a document that nothing may be asked of all of it at once. */
export function isLarge(root: Element): boolean {
  // To ask for one of them takes the browser no further than there; to count them, 15 ms on a page of 10 MB.
  return root.getElementsByTagName('*').item(MANY_ELEMENTS) !== null;
}

/**
 * Whether a document may hold Chinese text anywhere. Most pages of the world do not, and the browser joins their text some
 * five times faster than a walk reads it: this is all that those pages cost. Few elements are touched, as the object that
 * stands for each in our world is most of the cost. A large document is not looked at here: it is walked, in slices.
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
