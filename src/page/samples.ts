/*
 * Elements that are styled alike are measured by one of them.
 */

// Attributes by which no style sheet makes one element smaller than its like.
const HARMLESS = new Set(['href', 'target', 'rel', 'title', 'lang', 'src', 'alt']);

/** A key that elements share which are styled alike. */
function likeness(element: Element): string {
  let key = element.localName;
  if (!element.hasAttributes()) return key;
  for (const name of element.getAttributeNames()) {
    if (!HARMLESS.has(name)) key += ` ${name}=${element.getAttribute(name)}`;
  }
  return key;
}

/** What an element is a sample of: its like among the children of its parent's like, all under one ancestor. */
function family(
  element: Element,
  like = likeness(element),
): { readonly around: ParentNode; readonly key: string } | undefined {
  const parent = element.parentElement;
  const around = parent?.parentNode;
  if (!parent || !around) return undefined;
  return { around: around as ParentNode, key: `${likeness(parent)}>${like}` };
}

/** Remembers of which families an element was measured. */
export class Families {
  private readonly measured = new WeakMap<Node, Set<string>>();
  // Most elements stand beside one like them: that is told without a look at their parents.
  private parent: Element | null = null;
  private like = '';

  /** Whether another element of its family was measured, which stands for all; if not, this one is to be. */
  hasSample(element: Element): boolean {
    const { parentElement: parent } = element;
    const like = likeness(element);
    if (parent !== null && parent === this.parent && like === this.like) return true;
    const own = family(element, like);
    if (!own) return false;
    this.parent = parent;
    this.like = like;
    const keys = this.measured.get(own.around) ?? new Set();
    this.measured.set(own.around, keys);
    return keys.size === keys.add(own.key).size;
  }
}

/** The elements of the family of one, itself included. */
export function* familyOf(element: Element): Generator<Element, void, void> {
  const own = family(element);
  if (!own) return;
  for (const parent of own.around.children) {
    for (const each of parent.children) if (family(each)?.key === own.key) yield each;
  }
}
