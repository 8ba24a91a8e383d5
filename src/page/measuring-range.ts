/*
 * A browser updates every live range on a node with each edit of it, until the range is collected. So all measuring shares one
 * range, and the range is moved off the page's text right after use.
 */

let range: Range | undefined;

/** Calls `measure` with the shared range and returns its result. The range must not be kept. */
export function withRange<T>(measure: (range: Range) => T): T {
  range ??= document.createRange();
  const result = measure(range);
  range.setStart(document, 0);
  range.collapse(true);
  return result;
}
