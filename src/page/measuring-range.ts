/*
 * A page pays for every range on its nodes with each edit, until the range is collected. So there is one for all measuring, and
 * it is taken off the page's text at once.
 */

let range: Range | undefined;

/** Lends a range to a function that sets it, and gives what the function measures by it. */
export function withRange<T>(measure: (range: Range) => T): T {
  range ??= document.createRange();
  const result = measure(range);
  range.setStart(document, 0);
  range.collapse(true);
  return result;
}
