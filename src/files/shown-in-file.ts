import { nodesUnder } from '../page/tree.ts';
import { FileElement, type FileNode, FileShadowRoot } from './file-tree.ts';
import { hidesItself, inlineVisibility, isClosedDetails } from './markup-hiding.ts';

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

  /** Adds an element with a shadow tree. Call it before elements of that tree are queried. */
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

/** The element from which another inherits: its parent, or the host if it is directly inside a shadow tree. */
function parentOf({ parentNode }: FileElement): FileElement | null {
  if (parentNode instanceof FileShadowRoot) return parentNode.host;
  return parentNode instanceof FileElement ? parentNode : null;
}

/** Decides for each element in turn whether it has a box, and whether its direct text shows. */
class Showing {
  readonly #slots = new Slots();
  readonly #boxes = new Set<FileElement>();
  readonly #invisible = new Set<FileElement>();
  readonly #hosts: FileElement[] = [];
  readonly #summaryOf = new Map<FileElement, FileElement>();
  readonly #shown = new Set<FileElement | FileShadowRoot>();

  /** Takes in an element. A shadow tree comes before the children of its host, so where these show is known by then. */
  add(element: FileElement): void {
    if (element.shadow) {
      this.#slots.add(element, element.shadow);
      this.#hosts.push(element);
    }
    const { parentElement } = element;
    if (element.localName === 'summary' && parentElement && !this.#summaryOf.has(parentElement)) {
      this.#summaryOf.set(parentElement, element);
    }
    if (!this.#hasBoxIn(element.parentNode, element) || hidesItself(asElement(element))) return;
    this.#boxes.add(element);
    if (!this.#isVisible(element)) this.#invisible.add(element);
    if (!element.shadow && this.#showsText(element)) this.#shown.add(element);
  }

  /**
   * The elements and shadow roots whose direct text shows. Hosts are decided last, as their text shows in a slot, which comes
   * after them.
   */
  shown(): Set<FileElement | FileShadowRoot> {
    for (const host of this.#hosts.filter((each) => this.#boxes.has(each))) {
      if (host.shadow && !this.#invisible.has(host)) this.#shown.add(host.shadow);
      if (this.#showsText(host)) this.#shown.add(host);
    }
    return this.#shown;
  }

  #isVisible(element: FileElement): boolean {
    const parent = parentOf(element);
    return inlineVisibility(asElement(element)) ?? !(parent && this.#invisible.has(parent));
  }

  #hasBoxIn(parent: FileNode | null, child: FileElement): boolean {
    if (parent instanceof FileShadowRoot) return this.#boxes.has(parent.host);
    if (!(parent instanceof FileElement)) return true;
    if (!this.#boxes.has(parent) || this.#slots.isFilled(parent)) return false;
    if (isClosedDetails(asElement(parent)) && this.#summaryOf.get(parent) !== child) return false;
    return !parent.shadow || this.#hasBoxedSlot(parent, child.getAttribute('slot') ?? '');
  }

  #showsText(element: FileElement): boolean {
    if (this.#invisible.has(element) || isClosedDetails(asElement(element))) return false;
    if (this.#slots.isFilled(element)) return false;
    return !element.shadow || this.#hasBoxedSlot(element, '');
  }

  #hasBoxedSlot(host: FileElement, name: string): boolean {
    const slot = this.#slots.slotFor(host, name);
    return slot !== undefined && this.#boxes.has(slot);
  }
}

/**
 * The elements and shadow roots of a file whose direct text a browser shows, as far as tags, attributes and inline styles tell. Each
 * element is asked about once, after the one around it, so that the time is linear in the file however deep it nests.
 */
export function elementsWithShownText(root: FileElement): Set<FileElement | FileShadowRoot> {
  const showing = new Showing();
  for (const node of nodesUnder(root as unknown as Node, fileShadowOf)) {
    const element = node as unknown as FileNode;
    if (element instanceof FileElement) showing.add(element);
  }
  return showing.shown();
}
