import type { ElementQueries } from '../../page/element-queries.ts';
import { mayHost } from '../../page/shadow-hosts.ts';
import type { PageWatch } from '../../page/watch.ts';
import { pause } from '../scheduling.ts';

/** What is done about shadow roots. */
export interface RootTools {
  /** Finds an element's shadow root, closed ones too where the browser lets an extension; asked only where there may be one. */
  readonly shadowOf: ElementQueries['shadowOf'];
  /** A shadow root was met for the first time. */
  onRoot(root: ShadowRoot): void;
}

/** Elements whose shadow root came after they were read (it makes no mutation) are asked again after so many ms. */
const LATE_MS = [50, 300, 1_000, 3_000];

/**
 * Meets the shadow roots of a page: each is watched from when it is met.
 * @returns as `tools.shadowOf`, for any element
 */
export function followRoots(tools: RootTools, watch: PageWatch, signal: AbortSignal): ElementQueries['shadowOf'] {
  const known = new WeakSet<ShadowRoot>();
  const asked = new WeakSet<Element>();
  let rootless = new Set<Element>();

  const askAgain = async (elements: Set<Element>) => {
    for (const ms of LATE_MS) {
      await pause(ms);
      // Those that are asked for the first time meanwhile are asked again by themselves.
      if (elements === rootless) rootless = new Set();
      if (signal.aborted) return;
      for (const element of elements) {
        if (!element.isConnected || !shadowOf(element)) continue;
        elements.delete(element);
        watch.note((changes) => changes.added.add(element));
      }
    }
  };

  const awaitRoot = (element: Element) => {
    if (asked.has(element)) return;
    asked.add(element);
    if (rootless.size === 0) void askAgain(rootless);
    rootless.add(element);
  };

  const shadowOf = (element: Element): ShadowRoot | null => {
    if (!mayHost(element.localName)) return null;
    const root = tools.shadowOf(element);
    if (!root) {
      if (element.localName.includes('-')) awaitRoot(element);
      return null;
    }
    if (!known.has(root)) {
      known.add(root);
      watch.add(root);
      tools.onRoot(root);
    }
    return root;
  };
  return shadowOf;
}
