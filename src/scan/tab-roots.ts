import type { Eyes } from '../page/read-page.ts';
import { mayHost } from '../page/shadow-hosts.ts';
import type { PageWatch } from '../page/watch.ts';
import { pause } from './tab-time.ts';

/** What is done about shadow roots. */
export interface RootTools {
  /** Finds an element's shadow root, closed ones too where the browser lets an extension; asked only where there may be one. */
  readonly shadowOf: Eyes['shadowOf'];
  /** A shadow root was met for the first time. */
  onRoot(root: ShadowRoot): void;
}

/** The shadow roots of a page, each watched from when it is met. */
export interface Roots {
  readonly shadowOf: Eyes['shadowOf'];
  /** Asks for those that come later than their elements were read, until that is unlikely or the signal aborts. */
  askLate(): Promise<void>;
}

/** Elements whose shadow root came after they were read (it makes no mutation) are asked again so many ms after a reading. */
const LATE_MS = [50, 300, 1_000, 3_000];

/** Meets the shadow roots of a page. */
export function followRoots(tools: RootTools, watch: PageWatch, signal: AbortSignal): Roots {
  const known = new WeakSet<ShadowRoot>();
  const rootless = new Set<Element>();

  const shadowOf = (element: Element): ShadowRoot | null => {
    if (!mayHost(element.localName)) return null;
    const root = tools.shadowOf(element);
    if (!root) {
      if (element.localName.includes('-')) rootless.add(element);
      return null;
    }
    rootless.delete(element);
    if (!known.has(root)) {
      known.add(root);
      watch.add(root);
      tools.onRoot(root);
    }
    return root;
  };

  const askAgain = () => {
    for (const element of [...rootless]) {
      if (!element.isConnected) rootless.delete(element);
      else if (shadowOf(element)) watch.note((changes) => changes.added.add(element));
    }
  };

  return {
    shadowOf,
    async askLate() {
      for (const ms of LATE_MS) {
        await pause(ms);
        if (signal.aborted) return;
        askAgain();
      }
    },
  };
}
