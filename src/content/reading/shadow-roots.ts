import { isOwnHost } from '../../mark/own-hosts.ts';
import type { RootQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { mayHost } from '../../page/shadow-hosts.ts';
import type { PageWatch } from '../../page/watch.ts';
import type { RecheckedElements } from './recheck.ts';

/** Access to shadow roots. */
export interface RootTools {
  /**
   * Returns an element's shadow root; closed ones too, where the browser gives an extension access to them. It is called only for
   * elements that may have one. The extension's own roots are among them, as browsers give it access to closed ones; their text is
   * not the page's.
   */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** Called when a shadow root is found for the first time. */
  onRoot(root: ShadowRoot): void;
}

/** Most elements without a shadow root that are followed as they may get one. */
const MOST = 1_000;

/** Most of them that are queried in one turn, about 2 µs each. */
const AT_ONCE = 200;

/**
 * The shadow roots of a page. A root that was attached after its element was read is found, and then read, when the element is
 * queried.
 */
export interface ShadowRoots extends RecheckedElements, RootQueries {}

// An element that is no custom one and gets a shadow root from a script is mostly empty, as its children would be hidden from
// then on. One that has children is recognised by an id.
function mayGetRoot({ localName, firstChild, id }: Element): boolean {
  if (localName.includes('-') || id) return true;
  return (
    !firstChild || (!firstChild.nextSibling && firstChild.nodeType === 3 && (firstChild as Text).data.trim() === '')
  );
}

/**
 * Finds the shadow roots of a page and watches each from then on. Attaching a root causes no mutation record, so elements that
 * may get one are queried at intervals.
 */
export function followRoots(tools: RootTools, watch: PageWatch, wake: () => void): ShadowRoots {
  const met = new WeakSet<ShadowRoot>();
  const rootless = new Set<Element>();

  const shadowOf = (element: Element): ShadowRoot | null => {
    if (!mayHost(element.localName)) return null;
    const root = tools.shadowOf(element);
    if (!root) {
      if (rootless.size < MOST && mayGetRoot(element)) {
        rootless.add(element);
        wake();
      }
      return null;
    }
    if (isOwnHost(element)) return null;
    if (!met.has(root)) {
      met.add(root);
      watch.add(root);
      tools.onRoot(root);
    }
    return root;
  };

  const shadowOfRead = (element: Element): ShadowRoot | null => {
    if (!mayHost(element.localName)) return null;
    const root = tools.shadowOf(element);
    if (!root || isOwnHost(element)) return null;
    if (!met.has(root)) watch.note((changes) => changes.added.add(element));
    return root;
  };

  return {
    shadowOf,
    shadowOfRead,
    atOnce: AT_ONCE,
    isUrgent: false,
    hasAny: () => rootless.size > 0,
    *ask() {
      for (const element of rootless) {
        if (!element.isConnected) rootless.delete(element);
        else if (shadowOf(element)) {
          rootless.delete(element);
          watch.note((changes) => changes.added.add(element));
        }
        yield;
      }
    },
  };
}
