import type { ElementQueries } from '../page/element-queries.ts';
import { readPage } from '../page/read-page.ts';
import { FileElement, type FileShadowRoot, FileText } from './file-tree.ts';
import { parseHtml } from './parse-html.ts';
import { parseXml } from './parse-xml.ts';
import { elementsWithShownText, fileShadowOf } from './shown-in-file.ts';

/** Queries for a tree without layout, which markup alone answers. */
function queriesOf(root: FileElement): ElementQueries {
  const shown = elementsWithShownText(root);
  return {
    visible: (parent) => shown.has(parent as unknown as FileElement | FileShadowRoot),
    hiddenRoot: () => undefined,
    shadowOf: fileShadowOf,
  };
}

function textOf(root: FileElement): string {
  return readPage(root as unknown as Element, queriesOf(root)).text;
}

function childNamed(parent: FileElement | undefined, localName: string): FileElement | undefined {
  for (let child = parent?.firstChild ?? null; child; child = child.nextSibling) {
    if (child instanceof FileElement && child.localName === localName) return child;
  }
  return undefined;
}

function titleOf(root: FileElement): string {
  const title = childNamed(childNamed(root, 'head'), 'title')?.firstChild;
  return title instanceof FileText ? title.data.trim().replace(/\s+/gu, ' ') : '';
}

/**
 * The text of an HTML document as the extension reads it from a page, but for what only a style sheet hides or a script does; and
 * its title, `''` for none.
 */
export function readHtml(html: string): { readonly text: string; readonly title: string } {
  const root = parseHtml(html);
  return { text: textOf(root), title: titleOf(root) };
}

/** The text of an XML document, such as XHTML or SVG, read in the same way; `null` where it is not well-formed. */
export function xmlText(xml: string): string | null {
  const root = parseXml(xml);
  return root && textOf(root);
}
