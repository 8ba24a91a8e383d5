/*
 * Elements that are styled alike are represented by a sample: one of them is measured for all.
 */

// Attributes that style sheets do not use to make an element smaller than others.
const HARMLESS = new Set(['href', 'target', 'rel', 'title', 'lang', 'src', 'alt']);

/** A key that is equal for elements that are styled alike: local name and attributes. */
function likeness(element: Element): string {
  let key = element.localName;
  if (!element.hasAttributes()) return key;
  for (const name of element.getAttributeNames()) {
    if (!HARMLESS.has(name)) key += ` ${name}=${element.getAttribute(name)}`;
  }
  return key;
}

/**
 * The family of an element: elements with the same key whose parents have the same key and the same parent. `undefined` without a
 * grandparent.
 */
function family(
  element: Element,
  like = likeness(element),
): { readonly around: ParentNode; readonly key: string } | undefined {
  const parent = element.parentElement;
  const around = parent?.parentNode;
  if (!parent || !around) return undefined;
  return { around: around as ParentNode, key: `${likeness(parent)}>${like}` };
}

/** Remembers for which families an element was chosen to be measured. */
export class Families {
  private readonly measured = new WeakMap<Node, Set<string>>();
  // Key of the last element and its parent. Most elements are next to one like them, which then needs no look at their parents.
  private parent: Element | null = null;
  private like = '';

  /** Whether another element of the same family was chosen as its sample. If not, this element becomes the sample. */
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

/** All elements of the family of an element, including itself. */
export function* familyOf(element: Element): Generator<Element, void, void> {
  const own = family(element);
  if (!own) return;
  for (const parent of own.around.children) {
    for (const each of parent.children) if (family(each)?.key === own.key) yield each;
  }
}
