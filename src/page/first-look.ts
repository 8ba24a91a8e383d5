import type { Eyes } from './read-page.ts';
import { asField, HAN } from './readable.ts';

/** A larger page is walked at once, in slices: its text in one string would take longer than a slice by itself. */
const MANY_ELEMENTS = 20_000;

const EVERY_HAN = new RegExp(HAN.source, 'g');

// Scripts are part of the joined text, and those of many a page that is not Chinese hold some Chinese.
function lettersInScripts(root: Element): number {
  let count = 0;
  for (const element of root.querySelectorAll('script, style, noscript')) {
    count += element.textContent?.match(EVERY_HAN)?.length ?? 0;
  }
  return count;
}

function holdsMoreThan(text: string, count: number): boolean {
  let left = count;
  EVERY_HAN.lastIndex = 0;
  while (EVERY_HAN.test(text)) if (left-- === 0) return true;
  return false;
}

/**
 * Whether a document may hold Chinese text anywhere. Most pages of the world do not, and the browser joins their text some
 * five times faster than a walk reads it: this is all that those pages cost.
 */
export function mayHoldChinese(root: Element, shadowOf: Eyes['shadowOf']): boolean {
  const elements = root.getElementsByTagName('*');
  if (elements.length > MANY_ELEMENTS || holdsMoreThan(root.textContent ?? '', lettersInScripts(root))) return true;
  for (const element of elements) {
    if (shadowOf(element)) return true;
    const field = asField(element);
    if (field && HAN.test(field.value)) return true;
  }
  return false;
}
