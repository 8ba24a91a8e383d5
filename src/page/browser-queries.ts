import type { ElementQueries } from './element-queries.ts';
import { hidesChildren, placeOfText } from './own-text.ts';
import { elementOf, parentOf, type TextParent } from './tree.ts';

/** Queries that a browser answers, and what was found out on the way. */
export interface BrowserQueries extends ElementQueries {
  /** Parents that hid Chinese text when last asked. They may be gone from the document by now. */
  readonly hidden: Set<TextParent>;
  /** Parents whose text is not on the screen although they have a box, as `followVisibility` has found out. */
  readonly offScreen: WeakSet<TextParent>;
  /** As `visible`, without noting anything. */
  shows(parent: TextParent): boolean;
}

const WITH_VISIBILITY = { visibilityProperty: true };

// Text in an element that has no box of its own (`display: contents`) shows in the box around it.
function showsThrough(element: Element): boolean {
  if (getComputedStyle(element).display !== 'contents') return false;
  const parent = parentOf(element);
  if (!parent || getComputedStyle(element).visibility !== 'visible' || !hasBox(parent)) return false;
  // The children of a shadow root show whatever its host does with its own children.
  return parent !== element.parentNode || !hidesChildren(parent);
}

/** Whether an element, or the box that its text flows into, is shown as far as styles tell. */
function hasBox(element: Element): boolean {
  return element.checkVisibility(WITH_VISIBILITY) || showsThrough(element);
}

// `visibility: hidden` can be taken back further in, so only what has no box hides all that is inside.
function topWithoutBox(element: Element): Element | undefined {
  let top: Element | undefined;
  for (let at: Element | undefined = element; at && !at.checkVisibility(); at = parentOf(at)) {
    if (getComputedStyle(at).display !== 'contents') top = at;
  }
  return top;
}

/** Is told what the queries find out. */
export interface VisibilityListener {
  /** Chinese text directly inside this parent shows. */
  met(parent: TextParent): void;
  /** Nothing shows of this parent, though Chinese text stands directly inside it. */
  hid(parent: TextParent): void;
  metField: NonNullable<ElementQueries['metField']>;
}

/** Finds shadow roots, closed ones included where the browser lets an extension. */
export interface RootQueries {
  /** The root of an element that a walk has come to. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** The root of an element whose text has been read. */
  readonly shadowOfRead: ElementQueries['shadowOf'];
}

/**
 * Asks the browser what is visible. That costs no layout: `checkVisibility()` needs style only; computed style is asked of
 * hidden elements alone, and the layout of an `<object>` with Chinese text in it.
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
