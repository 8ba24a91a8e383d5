import type { ElementQueries } from './element-queries.ts';
import { hidesChildren, placeOfText } from './own-text.ts';
import { parentOf } from './tree.ts';

/** Queries that a browser answers, and what was found out on the way. */
export interface BrowserQueries extends ElementQueries {
  /** Elements that hid Chinese text when last asked. They may be gone from the document by now. */
  readonly hidden: Set<Element>;
  /** Elements of which nothing is on the screen although they have a box, as `watchVisibility` has found out. */
  readonly offScreen: WeakSet<Element>;
  /** As `visible`, without noting anything. */
  shows(element: Element): boolean;
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
  /** Chinese text shows in this element. */
  met(element: Element): void;
  /** Nothing shows in this element, though Chinese text stands in it. */
  hid(element: Element): void;
  metField: NonNullable<ElementQueries['metField']>;
}

/**
 * Asks the browser what is visible. That costs no layout: `checkVisibility()` needs style only; computed style is asked of
 * hidden elements alone, and the layout of an `<object>` with Chinese text in it.
 * @param shadowOf finds the shadow root of an element, closed ones included where the browser lets an extension
 */
export function browserQueries(shadowOf: ElementQueries['shadowOf'], listener: VisibilityListener): BrowserQueries {
  const hidden = new Set<Element>();
  const offScreen = new WeakSet<Element>();
  const shows = (element: Element) => {
    if (offScreen.has(element) || !hasBox(element) || hidesChildren(element)) return false;
    const place = placeOfText(element, shadowOf);
    return place === element || (place !== undefined && hasBox(place));
  };
  return {
    hidden,
    offScreen,
    shadowOf,
    shows,
    metField: listener.metField,
    visible(element) {
      if (shows(element)) {
        listener.met(element);
        return true;
      }
      hidden.add(element);
      listener.hid(element);
      return false;
    },
    hiddenRoot(element) {
      const top = topWithoutBox(element);
      if (!top) return undefined;
      hidden.delete(element);
      hidden.add(top);
      listener.hid(top);
      return top;
    },
  };
}
