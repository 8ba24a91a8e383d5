import type { ElementQueries } from './element-queries.ts';
import { parentOf } from './tree.ts';

/** Queries that a browser answers, and what was found out on the way. */
export interface BrowserQueries extends ElementQueries {
  /** Elements that hid Chinese text when last looked at; they may be gone from the document by now. */
  readonly hidden: Set<Element>;
  /** Elements without any size on the screen, as an observer has told. */
  readonly sizeless: WeakSet<Element>;
  /** As `visible`, without noting anything. */
  shows(element: Element): boolean;
}

// Text in an element that has no box of its own (`display: contents`) shows in the box around it.
function showsThrough(element: Element): boolean {
  if (getComputedStyle(element).display !== 'contents') return false;
  const parent = parentOf(element);
  return parent !== undefined && getComputedStyle(element).visibility === 'visible' && isVisible(parent);
}

const WITH_VISIBILITY = { visibilityProperty: true };

function isVisible(element: Element): boolean {
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
}

/**
 * Asks the browser what shows. Costs no layout: `checkVisibility()` needs style only, computed style is asked of hidden
 * elements alone.
 * @param shadowOf finds the shadow root of an element, closed ones included where the browser lets an extension
 */
export function browserQueries(shadowOf: ElementQueries['shadowOf'], listener: VisibilityListener): BrowserQueries {
  const hidden = new Set<Element>();
  const sizeless = new WeakSet<Element>();
  const shows = (element: Element) => !sizeless.has(element) && isVisible(element);
  return {
    hidden,
    sizeless,
    shadowOf,
    shows,
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
