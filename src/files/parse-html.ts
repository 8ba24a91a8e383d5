import { type DefaultTreeAdapterTypes, html, parse } from 'parse5';
import { FileElement, FileShadowRoot, FileText } from './file-tree.ts';

type Parsed = DefaultTreeAdapterTypes.ChildNode;
type ParsedElement = DefaultTreeAdapterTypes.Element;

/** Elements of HTML that may have a shadow tree (DOM standard, "valid shadow host name"); custom elements may, too. */
const SHADOW_HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

const isCustom = (localName: string): boolean => /^[a-z][^A-Z]*-/u.test(localName);

/** A node of the parser whose copy is still to be added to `parent`. */
interface Waiting {
  readonly parsed: Parsed;
  readonly parent: FileElement | FileShadowRoot;
}

const isElement = (parsed: Parsed): parsed is ParsedElement => 'tagName' in parsed;

function elementOf({ tagName, namespaceURI, attrs }: ParsedElement): FileElement {
  return new FileElement(tagName, namespaceURI, new Map(attrs.map(({ name, value }) => [name, value])));
}

/** Whether a template is the shadow tree of the element around it (HTML standard, "declarative shadow roots"). */
function isShadowTree(template: FileElement, parent: Waiting['parent']): parent is FileElement {
  if (!/^(?:open|closed)$/iu.test(template.getAttribute('shadowrootmode') ?? '')) return false;
  if (!(parent instanceof FileElement) || parent.shadow) return false;
  return SHADOW_HOSTS.has(parent.localName) || isCustom(parent.localName);
}

function pushAll(waiting: Waiting[], children: readonly Parsed[], parent: Waiting['parent']): void {
  for (let i = children.length - 1; i >= 0; i--) waiting.push({ parsed: children[i]!, parent });
}

function addElement(parsed: ParsedElement, parent: Waiting['parent'], waiting: Waiting[]): void {
  const element = elementOf(parsed);
  if ('content' in parsed && isShadowTree(element, parent)) {
    parent.shadow = new FileShadowRoot(parent);
    pushAll(waiting, (parsed as DefaultTreeAdapterTypes.Template).content.childNodes, parent.shadow);
    return;
  }
  parent.append(element);
  pushAll(waiting, parsed.childNodes, element);
}

/** Text directly inside a shadow tree gets an element of its own, because visibility is decided for elements. */
function addText(data: string, parent: Waiting['parent']): void {
  const text = new FileText(data);
  if (parent instanceof FileElement) {
    parent.append(text);
    return;
  }
  const around = new FileElement('span', html.NS.HTML, new Map());
  around.append(text);
  parent.append(around);
}

function copyOf(root: ParsedElement): FileElement {
  const copy = elementOf(root);
  const waiting: Waiting[] = [];
  pushAll(waiting, root.childNodes, copy);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { parsed, parent } = next;
    if (isElement(parsed)) addElement(parsed, parent, waiting);
    else if (parsed.nodeName === '#text') addText(parsed.value, parent);
  }
  return copy;
}

/**
 * The tree that a browser makes of HTML, with declarative shadow trees in place. Every text has one: the parser adds what is
 * missing. The root is the `<html>` element.
 */
export function parseHtml(text: string): FileElement {
  return copyOf(parse(text).childNodes.find(isElement)!);
}

const CONTENT_CHARSET = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/iu;

function charsetOf(element: ParsedElement): string | undefined {
  if (element.tagName !== 'meta') return undefined;
  const value = (name: string): string | undefined => element.attrs.find((attr) => attr.name === name)?.value;
  const charset = value('charset');
  if (charset !== undefined || value('http-equiv')?.toLowerCase() !== 'content-type') return charset;
  const [, double, single, bare] = CONTENT_CHARSET.exec(value('content') ?? '') ?? [];
  return double ?? single ?? bare;
}

/** The encoding that a label names when a `<meta>` has it; `null` where there is none (HTML standard, "change the encoding"). */
function encodingOf(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    // A `<meta>` that can be read as ASCII is not in a UTF-16 document.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return null;
  }
}

/**
 * The encoding that the first `<meta>` of a document with a known one states, wherever the parser finds it.
 * @param text the document with its ASCII characters in place, whatever the others are
 */
export function statedByMeta(text: string): string | null {
  const waiting: Parsed[] = parse(text).childNodes.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!isElement(next)) continue;
    const label = charsetOf(next);
    const encoding = label === undefined ? null : encodingOf(label);
    if (encoding !== null) return encoding;
    for (let i = next.childNodes.length - 1; i >= 0; i--) waiting.push(next.childNodes[i]!);
  }
  return null;
}
