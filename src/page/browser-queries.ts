import type { ElementQueries } from './element-queries.ts';
import { hidesChildren, placeOfText } from './own-text.ts';
import { elementOf, parentOf, type TextParent } from './tree.ts';

/** Element queries that a browser answers, and what they have found out so far. */
export interface BrowserQueries extends ElementQueries {
  /** Parents that hid Chinese text when they were last queried. They may have left the document since. */
  readonly hidden: Set<TextParent>;
  /** Parents whose text has a box but is not on the screen, as determined by `followVisibility`. */
  readonly offScreen: WeakSet<TextParent>;
  /** As `visible`, without recording the answer and without calling the listener. */
  shows(parent: TextParent): boolean;
}

const WITH_VISIBILITY = { visibilityProperty: true };

// Text in an element without a box of its own (`display: contents`) shows in the box of its parent.
function showsThrough(element: Element): boolean {
  if (getComputedStyle(element).display !== 'contents') return false;
  const parent = parentOf(element);
  if (!parent || getComputedStyle(element).visibility !== 'visible' || !hasBox(parent)) return false;
  // The children of a shadow root show even where their host hides its own children.
  return parent !== element.parentNode || !hidesChildren(parent);
}

/** Whether styles give a visible box to an element, or to the parent that its text flows into. */
function hasBox(element: Element): boolean {
  return element.checkVisibility(WITH_VISIBILITY) || showsThrough(element);
}

// Descendants can override `visibility: hidden`, so only an element without a box hides everything inside it.
function topWithoutBox(element: Element): Element | undefined {
  let top: Element | undefined;
  for (let at: Element | undefined = element; at && !at.checkVisibility(); at = parentOf(at)) {
    if (getComputedStyle(at).display !== 'contents') top = at;
  }
  return top;
}

/** Called with what the queries find out. */
export interface VisibilityListener {
  /** Chinese text directly inside this parent is shown. */
  met(parent: TextParent): void;
  /** Nothing of this parent is shown, though it has Chinese text directly inside it. */
  hid(parent: TextParent): void;
  metField: NonNullable<ElementQueries['metField']>;
}

/** Finds shadow roots; closed ones too, where the browser gives an extension access to them. */
export interface RootQueries {
  /** The root of an element that the walk over the page has reached. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** The root of an element whose text has been read already. */
  readonly shadowOfRead: ElementQueries['shadowOf'];
}

/**
 * Makes queries that the browser answers. They cause no layout with one exception: `checkVisibility()` needs style only, computed
 * style is read for hidden elements alone, and the layout is read for an `<object>` with Chinese text in it.
 */
export function browserQueries({ shadowOf, shadowOfRead }: RootQueries, listener: VisibilityListener): BrowserQueries {
  const hidden = new Set<TextParent>();
  const offScreen = new WeakSet<TextParent>();
  const shows = (parent: TextParent) => {
    const element = elementOf(parent);
    if (offScreen.has(parent) || !hasBox(element) || hidesChildren(element)) return false;
    const place = placeOfText(parent, shadowOfRead);
    return place === element || (place !== undefined && hasBox(place));
  };
  return {
    hidden,
    offScreen,
    shadowOf,
    shows,
    metField: listener.metField,
    visible(parent) {
      if (shows(parent)) {
        listener.met(parent);
        return true;
      }
      hidden.add(parent);
      listener.hid(parent);
      return false;
    },
    hiddenRoot(parent) {
      const top = topWithoutBox(elementOf(parent));
      if (!top) return undefined;
      hidden.delete(parent);
      hidden.add(top);
      listener.hid(top);
      return top;
    },
  };
}
