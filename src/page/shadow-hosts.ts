/**
 * Local names of the elements that a script may give a shadow tree, beside custom ones (those with a hyphen in their name).
 * Source: the DOM Standard, "valid shadow host name".
 */
export const HOST_NAMES: ReadonlySet<string> = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/**
 * Whether elements with this local name may have a shadow tree. A form that has a field of the name `localName` gives that field,
 * and no form can have a tree.
 */
export function mayHost(localName: string): boolean {
  return typeof localName === 'string' && (localName.includes('-') || HOST_NAMES.has(localName));
}
