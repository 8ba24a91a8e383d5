/*
 * The tree of a document that was read from a file. Its nodes have the names of the DOM as far as src/page/read-page.ts reads
 * them, so that one reader serves pages and files. Siblings are linked, and nothing is recursive: files nest 40,000 deep.
 */

/** `nodeType` of elements, text and shadow roots, as the DOM numbers them. */
const ELEMENT = 1;
const TEXT = 3;
const FRAGMENT = 11;

/** A node of a file's tree. */
export abstract class FileNode {
  abstract readonly nodeType: number;
  /** A file's tree does not change; the page reader reads this after a pause. */
  readonly isConnected = true;
  parentNode: FileNode | null = null;
  previousSibling: FileNode | null = null;
  nextSibling: FileNode | null = null;
  firstChild: FileNode | null = null;
  lastChild: FileNode | null = null;

  /** Adds a node without a parent as the last child. Text behind text becomes one node, as in a browser. */
  append(child: FileNode): void {
    const last = this.lastChild;
    if (last instanceof FileText && child instanceof FileText) {
      last.data += child.data;
      return;
    }
    child.parentNode = this;
    child.previousSibling = last;
    if (last) last.nextSibling = child;
    else this.firstChild = child;
    this.lastChild = child;
  }
}

/** A text node. */
export class FileText extends FileNode {
  readonly nodeType = TEXT;
  data: string;

  constructor(data: string) {
    super();
    this.data = data;
  }
}

/** The root of a shadow tree. */
export class FileShadowRoot extends FileNode {
  readonly nodeType = FRAGMENT;
  readonly host: FileElement;

  constructor(host: FileElement) {
    super();
    this.host = host;
  }
}

/** An element with its attributes, by name. */
export class FileElement extends FileNode {
  readonly nodeType = ELEMENT;
  readonly localName: string;
  readonly namespaceURI: string;
  readonly attributes: ReadonlyMap<string, string>;
  shadow: FileShadowRoot | null = null;

  constructor(localName: string, namespaceURI: string, attributes: ReadonlyMap<string, string>) {
    super();
    this.localName = localName;
    this.namespaceURI = namespaceURI;
    this.attributes = attributes;
  }

  get parentElement(): FileElement | null {
    return this.parentNode instanceof FileElement ? this.parentNode : null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  /** The nearest element with this local name, itself or around it in its own tree. Only names are understood as selectors. */
  closest(localName: string): FileElement | null {
    for (let at: FileElement | null = this; at; at = at.parentElement) if (at.localName === localName) return at;
    return null;
  }

  /** The type of an input; without one it is a text field. */
  get type(): string {
    return this.getAttribute('type')?.trim().toLowerCase() || 'text';
  }

  /** The value of a field as the file gives it: the text of a textarea, the attribute of an input. */
  get value(): string {
    if (this.localName === 'input') return this.getAttribute('value') ?? '';
    return this.firstChild instanceof FileText ? this.firstChild.data : '';
  }
}
