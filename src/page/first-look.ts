import type { Eyes } from './read-page.ts';
import { asField, HAN } from './readable.ts';

/** A larger page is walked at once, in slices: its text in one string would take longer than a slice by itself. */
const MANY_ELEMENTS = 20_000;

/**
 * Whether a document may hold Chinese text anywhere. Most pages of the world do not, and the browser joins their text some
 * five times faster than a walk reads it: this is all that those pages cost.
 */
export function mayHoldChinese(root: Element, shadowOf: Eyes['shadowOf']): boolean {
  const elements = root.getElementsByTagName('*');
  if (elements.length > MANY_ELEMENTS || HAN.test(root.textContent ?? '')) return true;
  for (const element of elements) {
    if (shadowOf(element)) return true;
    const field = asField(element);
    if (field && HAN.test(field.value)) return true;
  }
  return false;
}
