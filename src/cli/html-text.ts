import { DOMParser } from 'linkedom';
import type { ElementQueries } from '../page/element-queries.ts';
import { readPage } from '../page/read-page.ts';
import { hiddenByMarkup } from '../page/readable.ts';

/** Without a browser there is no layout: what is hidden is told by the markup alone, and no script has made shadow trees. */
const MARKUP_QUERIES: ElementQueries = {
  visible: (element) => !hiddenByMarkup(element),
  hiddenRoot: () => undefined,
  shadowOf: () => null,
};

// The parser takes the first element for the root, whatever it is; a fragment needs one around all of it.
function whole(html: string): string {
  return /<html[\s>]/iu.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
}

/** The text of an HTML document as the extension reads it from a page, but for what only a style sheet hides. */
export function htmlText(html: string): string {
  const document = new DOMParser().parseFromString(whole(html), 'text/html');
  // The parser makes a text node of its own for each entity; a browser makes one of the run.
  document.normalize();
  return readPage(document.documentElement as unknown as Element, MARKUP_QUERIES).text;
}
