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

/** Namespaces by prefix; the default one has the prefix `''`. */
type Scope = ReadonlyMap<string, string>;

/** The prefixes that need no declaration (Namespaces in XML 1.0, section 3). */
const FIRST_SCOPE: Scope = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

/**
 * The namespaces inside an element. The parser could find them itself, but looks through all elements around for each name:
 * a document that nests 40,000 deep takes it ten seconds.
 */
function scopeIn({ attributes }: SaxesTagPlain, around: Scope): Scope {
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return around;
  return new Map([...around, ...declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri] as const)]);
}

/** The element of a tag; `null` where its prefix is not declared, which is not well-formed. */
function elementOf({ name, attributes }: SaxesTagPlain, scope: Scope): FileElement | null {
  const colon = name.indexOf(':');
  const uri = scope.get(name.slice(0, Math.max(0, colon)));
  return uri === undefined ? null : new FileElement(name.slice(colon + 1), uri, new Map(Object.entries(attributes)));
}

/** Builds the tree of a document from the parser's events. */
class TreeBuilder {
  root: FileElement | null = null;
  failed = false;
  #at: FileNode | null = null;
  readonly #scopes: Scope[] = [FIRST_SCOPE];

  open(tag: SaxesTagPlain): void {
    const scope = scopeIn(tag, this.#scopes.at(-1)!);
    const element = elementOf(tag, scope);
    this.#scopes.push(scope);
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
    this.#scopes.pop();
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
