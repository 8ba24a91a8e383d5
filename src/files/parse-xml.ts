import { SaxesParser, type SaxesTagPlain } from 'saxes';
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

/**
 * The namespaces at the parser's place, by prefix; the default one has the prefix `''`. The parser could find them itself, but looks
 * through all elements around for each name: a document that nests 40,000 deep takes it ten seconds. Each declaration is kept once,
 * so that memory grows with the document however deep declarations nest.
 */
class Namespaces {
  /** For each prefix what it was declared as, the innermost declaration last. Two need none (Namespaces in XML 1.0, section 3). */
  readonly #uris = new Map<string, string[]>([
    ['', ['']],
    ['xml', ['http://www.w3.org/XML/1998/namespace']],
  ]);
  /** The prefixes that each open element declares. */
  readonly #declared: string[][] = [];

  open({ attributes }: SaxesTagPlain): void {
    const prefixes: string[] = [];
    for (const [name, uri] of Object.entries(attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name.slice('xmlns:'.length);
      prefixes.push(prefix);
      const uris = this.#uris.get(prefix);
      if (uris) uris.push(uri);
      else this.#uris.set(prefix, [uri]);
    }
    this.#declared.push(prefixes);
  }

  close(): void {
    for (const prefix of this.#declared.pop() ?? []) this.#uris.get(prefix)?.pop();
  }

  /** The namespace of a prefix; undefined where none is declared. */
  uriOf(prefix: string): string | undefined {
    return this.#uris.get(prefix)?.at(-1);
  }
}

/** The element of a tag; `null` where its prefix is not declared, which is not well-formed. */
function elementOf({ name, attributes }: SaxesTagPlain, namespaces: Namespaces): FileElement | null {
  const colon = name.indexOf(':');
  const uri = namespaces.uriOf(name.slice(0, Math.max(0, colon)));
  return uri === undefined ? null : new FileElement(name.slice(colon + 1), uri, new Map(Object.entries(attributes)));
}

/** Builds the tree of a document from the parser's events. */
class TreeBuilder {
  root: FileElement | null = null;
  failed = false;
  #at: FileNode | null = null;
  readonly #namespaces = new Namespaces();

  open(tag: SaxesTagPlain): void {
    this.#namespaces.open(tag);
    const element = elementOf(tag, this.#namespaces);
    if (!element) {
      this.failed = true;
      return;
    }
    this.#at?.append(element);
    this.root ??= element;
    this.#at = element;
  }

  text(data: string): void {
    this.#at?.append(new FileText(data));
  }

  close(): void {
    this.#namespaces.close();
    this.#at = this.#at?.parentNode ?? null;
  }
}

/**
 * The tree of an XML document, XHTML above all. Where it is not well-formed there is none: `null`, as a browser shows an error
 * and no more of it than stands before. Entities that the document declares itself are not expanded and make it so, too.
 */
export function parseXml(xml: string): FileElement | null {
  const parser = new SaxesParser();
  Object.assign(parser.ENTITIES, ENTITIES);
  const tree = new TreeBuilder();
  parser.on('error', () => {
    tree.failed = true;
  });
  parser.on('opentag', (tag) => tree.open(tag));
  parser.on('closetag', () => tree.close());
  parser.on('text', (text) => tree.text(text));
  parser.on('cdata', (text) => tree.text(text));
  parser.write(xml.replace(/^\uFEFF/u, '')).close();
  return tree.failed ? null : tree.root;
}
