import type { RootQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { mayHost } from '../../page/shadow-hosts.ts';
import type { PageWatch } from '../../page/watch.ts';
import type { RecheckedElements } from './recheck.ts';

/** What is done about shadow roots. */
export interface RootTools {
  /** Finds an element's shadow root, closed ones too where the browser lets an extension; asked only where there may be one. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** A shadow root was met for the first time. */
  onRoot(root: ShadowRoot): void;
}

/** So many elements that may still get a shadow root are followed. */
const MOST = 500;

/** So many of them are asked in one turn, each at some 2 µs. */
const AT_ONCE = 100;

/** Shadow roots of a page, asked of any element. A root that an element has got since it was read is read when it is asked for. */
export interface ShadowRoots extends RecheckedElements, RootQueries {}

// A plain element that a page makes to attach a shadow root to is mostly empty: what it holds would be hidden from then on. One with
// something in it is found by its id.
function mayGetRoot({ localName, firstChild, id }: Element): boolean {
  if (localName.includes('-') || id) return true;
  return (
    !firstChild || (!firstChild.nextSibling && firstChild.nodeType === 3 && (firstChild as Text).data.trim() === '')
  );
}

/**
 * Meets the shadow roots of a page: each is watched from when it is met. To attach one makes no mutation, so elements that may
 * get one are asked again.
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
    if (!met.has(root)) {
      met.add(root);
      watch.add(root);
      tools.onRoot(root);
    }
    return root;
  };

  const shadowOfRead = (element: Element): ShadowRoot | null => {
    const root = mayHost(element.localName) ? tools.shadowOf(element) : null;
    if (root && !met.has(root)) watch.note((changes) => changes.added.add(element));
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
