import { SaxesParser, type SaxesTagNS } from 'saxes';
import { FileElement, type FileNode, FileText } from './file-tree.ts';

/** Entities of XHTML's document types that browsers know without loading them and that texts in Chinese use. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  middot: '·',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  copy: '©',
  times: '×',
  bull: '•',
};

function elementOf({ local, uri, attributes }: SaxesTagNS): FileElement {
  return new FileElement(local, uri, new Map(Object.values(attributes).map(({ name, value }) => [name, value])));
}

/**
 * The tree of an XML document, XHTML above all. Where it is not well-formed there is none: `null`, as a browser shows an error
 * and no more of it than stands before.
 */
export function parseXml(xml: string): FileElement | null {
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, ENTITIES);
  let root: FileElement | null = null;
  let at: FileNode | null = null;
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', (tag) => {
    const element = elementOf(tag);
    at?.append(element);
    root ??= element;
    at = element;
  });
  parser.on('closetag', () => {
    at = at?.parentNode ?? null;
  });
  const addText = (text: string) => at?.append(new FileText(text));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml.replace(/^\uFEFF/u, '')).close();
  return failed ? null : root;
}
