import { hidesItself, isFolded } from '../page/readable.ts';
import { nodesUnder } from '../page/tree.ts';
import { FileElement, type FileNode, FileShadowRoot } from './file-tree.ts';

/** The shadow root of an element of a file, in the form in which src/page asks for it. */
export const fileShadowOf = (element: Element): ShadowRoot | null =>
  (element as unknown as FileElement).shadow as unknown as ShadowRoot | null;

/** The slots of a shadow tree by name; of several with one name the first takes the children (DOM standard, "find a slot"). */
function slotsOf(root: FileShadowRoot): Map<string, FileElement> {
  const slots = new Map<string, FileElement>();
  for (const node of nodesUnder(root as unknown as Node, () => null)) {
    const element = node as unknown as FileNode;
    if (!(element instanceof FileElement) || element.localName !== 'slot') continue;
    const name = element.getAttribute('name') ?? '';
    if (!slots.has(name)) slots.set(name, element);
  }
  return slots;
}

/** Finds, for the children of elements with a shadow tree, the slot in which they show, and remembers which slots are filled. */
class Slots {
  readonly #slotsOf = new Map<FileShadowRoot, Map<string, FileElement>>();
  readonly #filled = new Set<FileElement>();

  /** Takes in an element with a shadow tree, before anything of that tree is asked. */
  add(host: FileElement, root: FileShadowRoot): void {
    const slots = slotsOf(root);
    this.#slotsOf.set(root, slots);
    for (let child = host.firstChild; child; child = child.nextSibling) {
      const slot = slots.get(child instanceof FileElement ? (child.getAttribute('slot') ?? '') : '');
      if (slot) this.#filled.add(slot);
    }
  }

  /** The slot for a child of this name, the empty one for text. */
  slotFor(host: FileElement, name: string): FileElement | undefined {
    return host.shadow ? this.#slotsOf.get(host.shadow)?.get(name) : undefined;
  }

  isFilled(slot: FileElement): boolean {
    return this.#filled.has(slot);
  }
}

const asElement = (element: FileElement): Element => element as unknown as Element;

/**
 * The elements and shadow roots of a file whose direct text a browser shows, as far as tags, attributes and inline styles tell. Each element is
 * asked about once, after the one around it, so that the time is linear in the file however deep it nests.
 */
export function elementsWithShownText(root: FileElement): Set<FileElement | FileShadowRoot> {
  const slots = new Slots();
  const boxes = new Set<FileElement>();
  const shown = new Set<FileElement | FileShadowRoot>();

  const showsChildrenOf = (parent: FileNode | null, child: FileElement): boolean => {
    if (parent instanceof FileShadowRoot) return boxes.has(parent.host);
    if (!(parent instanceof FileElement)) return true;
    if (!boxes.has(parent) || isFolded(asElement(parent), asElement(child)) || slots.isFilled(parent)) return false;
    if (!parent.shadow) return true;
    const slot = slots.slotFor(parent, child.getAttribute('slot') ?? '');
    return slot !== undefined && boxes.has(slot);
  };
  const showsText = (element: FileElement): boolean => {
    if (isFolded(asElement(element), undefined) || slots.isFilled(element)) return false;
    if (!element.shadow) return true;
    const slot = slots.slotFor(element, '');
    return slot !== undefined && boxes.has(slot);
  };

  // A shadow tree comes before the children of its host: where they show is known by then. Their host is asked after both.
  const hosts: FileElement[] = [];
  for (const node of nodesUnder(root as unknown as Node, fileShadowOf)) {
    const element = node as unknown as FileNode;
    if (!(element instanceof FileElement)) continue;
    if (element.shadow) {
      slots.add(element, element.shadow);
      hosts.push(element);
    }
    if (!showsChildrenOf(element.parentNode, element) || hidesItself(asElement(element))) continue;
    boxes.add(element);
    if (!element.shadow && showsText(element)) shown.add(element);
  }
  for (const host of hosts.filter((each) => boxes.has(each))) {
    shown.add(host.shadow!);
    if (showsText(host)) shown.add(host);
  }
  return shown;
}
