/**
 * Local names of the elements that a script may give a shadow tree, beside custom ones (those with a hyphen in their name).
 * Source: the DOM Standard, "valid shadow host name".
 */
export const HOST_NAMES: ReadonlySet<string> = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/** Whether elements with this local name may have a shadow tree. */
export function mayHost(localName: string): boolean {
  return localName.includes('-') || HOST_NAMES.has(localName);
}
