/*
 * Decides from tags, attributes and inline styles what of a file is hidden, as there is no style sheet and no layout. For pages
 * the browser is queried instead.
 */

// Hidden by every browser's own style sheet; `noscript` where scripts are on, which is the rule.
const HIDDEN_TAGS = new Set(['noscript', 'noframes', 'noembed']);

/** The value of a property in an inline style, in lower case without `!important`; the last declaration counts. */
function inlineValue(element: Element, property: string): string | undefined {
  const declarations = (element.getAttribute('style') ?? '').toLowerCase().split(';');
  const last = declarations.findLast((each) => each.slice(0, each.indexOf(':')).trim() === property);
  return last
    ?.slice(last.indexOf(':') + 1)
    .replace(/!\s*important\s*$/u, '')
    .trim();
}

/** Whether the browser's own style sheet says `display: none`, which any inline `display` overrides. */
function hasNoBoxByDefault(element: Element): boolean {
  const isDialog = element.localName === 'dialog';
  if (isDialog && !element.hasAttribute('open')) return true;
  if (element.hasAttribute('popover') && !isDialog) return true;
  return element.hasAttribute('hidden');
}

/**
 * Whether an element and all inside it have no box by its tag, its attributes or its inline style. A popover is closed in every
 * file, as only a script or a click opens one.
 */
export function hidesItself(element: Element): boolean {
  if (HIDDEN_TAGS.has(element.localName)) return true;
  // An object with data shows its data instead of its contents.
  if (element.localName === 'object' && element.hasAttribute('data')) return true;
  if (element.getAttribute('hidden')?.toLowerCase() === 'until-found') return true;
  if (inlineValue(element, 'content-visibility') === 'hidden') return true;
  const display = inlineValue(element, 'display');
  return display === undefined ? hasNoBoxByDefault(element) : display === 'none';
}

/** Whether the text of an element is drawn, as its inline `visibility` says; undefined where it inherits that. */
export function inlineVisibility(element: Element): boolean | undefined {
  const value = inlineValue(element, 'visibility');
  if (value === 'visible') return true;
  return value === 'hidden' || value === 'collapse' ? false : undefined;
}

/** Whether an element is a closed `<details>`, which hides all in it but its first `<summary>`. */
export function isClosedDetails(element: Element): boolean {
  return element.localName === 'details' && !element.hasAttribute('open');
}
