import type { Eyes } from './read-page.ts';
import { asField, HAN } from './readable.ts';
import { HOST_NAMES } from './shadow-hosts.ts';

/** A larger page is walked at once, in slices: its text in one string would take longer than a slice by itself. */
const MANY_ELEMENTS = 20_000;

const HAN_RUNS = new RegExp(`(?:${HAN.source})+`, 'g');

/** Elements of the page that may hold text outside the page's own, but for custom ones. */
const HOLDERS = [...HOST_NAMES, 'textarea', 'input'].join(',');

/** Selectors cannot ask for a hyphen in a name; a path can, and the browser walks it without an object for each element. */
const CUSTOM = "//*[contains(local-name(), '-')]";

/** XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, by number: a page may put what it likes in place of the name. */
const SNAPSHOT = 7;

function letters(text: string | null): number {
  let count = 0;
  for (const [run] of text?.matchAll(HAN_RUNS) ?? []) count += run.length;
  return count;
}

// Scripts are part of the joined text, and those of many a page that is not Chinese hold some Chinese.
function lettersInScripts(root: Element): number {
  let count = 0;
  for (const element of root.querySelectorAll('script, style, noscript')) count += letters(element.textContent);
  return count;
}

function holdsText(root: Element): boolean {
  const text = root.textContent ?? '';
  return HAN.test(text) && letters(text) > lettersInScripts(root);
}

function* customElements(root: Element): Generator<Element, void, void> {
  const found = root.ownerDocument.evaluate(CUSTOM, root, null, SNAPSHOT);
  for (let i = 0; i < found.snapshotLength; i++) yield found.snapshotItem(i) as Element;
}

/**
 * Whether a document may hold Chinese text anywhere. Most pages of the world do not, and the browser joins their text some
 * five times faster than a walk reads it: this is all that those pages cost. Few elements are touched, as the object that
 * stands for each in our world is most of the cost.
 */
export function mayHoldChinese(root: Element, shadowOf: Eyes['shadowOf']): boolean {
  if (root.getElementsByTagName('*').length > MANY_ELEMENTS || holdsText(root)) return true;
  for (const element of root.querySelectorAll(HOLDERS)) {
    if (shadowOf(element)) return true;
    const field = asField(element);
    if (field && HAN.test(field.value)) return true;
  }
  for (const element of customElements(root)) if (shadowOf(element)) return true;
  return false;
}
