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

/** A set of families. */
export class Families {
  private readonly keys = new WeakMap<Node, Set<string>>();
  // Key of the last element whose family is in the set, and its parent. Most elements are next to one like them, which then needs
  // no look at their parents.
  private parent: Element | null = null;
  private like = '';

  /** Whether the family of an element is in the set. */
  has(element: Element): boolean {
    const like = likeness(element);
    if (this.isLikeLast(element, like)) return true;
    const own = family(element, like);
    if (!own || !this.keys.get(own.around)?.has(own.key)) return false;
    this.last(element, like);
    return true;
  }

  /** Adds the family of an element, if it has one. Returns whether the set had it before. */
  add(element: Element): boolean {
    if (this.has(element)) return true;
    const like = likeness(element);
    const own = family(element, like);
    if (!own) return false;
    this.last(element, like);
    this.keys.set(own.around, (this.keys.get(own.around) ?? new Set()).add(own.key));
    return false;
  }

  private isLikeLast({ parentElement }: Element, like: string): boolean {
    return parentElement !== null && parentElement === this.parent && like === this.like;
  }

  private last({ parentElement }: Element, like: string): void {
    this.parent = parentElement;
    this.like = like;
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
