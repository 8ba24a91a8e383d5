import { type BrowserQueries, browserQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { type Sizes, watchSizes } from '../../page/sizes.ts';
import type { PageWatch } from '../../page/watch.ts';
import { inSlices, pause, SHARE_OF_TIME } from '../scheduling.ts';

/** Follows what of a page is visible. */
export interface Visibility {
  readonly queries: ElementQueries;
  /**
   * Asks all that showed and all that hid again, and notes what has changed; not at once where that was done a moment ago,
   * and at most once at a time.
   * @param hosts the elements in which text was read
   */
  again(hosts: () => Iterable<Element>): void;
  /**
   * Something was found on the page, or may be in another of its frames: from now on text without a size is told from the rest.
   * Elsewhere nothing depends on it, and to measure costs a frame, so this is to be called in a turn that has one anyway, as that
   * which paints.
   * @param hosts as in `again`
   */
  found(hosts: () => Iterable<Element>): void;
}

/** Ms between two rounds of asking. */
const LOOK_EVERY_MS = 150;

/** So many elements are measured between two looks at the clock: some 50 µs of work. */
const STEPS = 64;

/** Events after which things may show or hide without a change of the tree. */
const EVENTS = ['toggle', 'transitionend', 'animationend', 'load', 'click', 'change'];

function measuredIn(queries: () => BrowserQueries, watch: PageWatch) {
  return (sizeless: readonly Element[], sized: readonly Element[]): void => {
    const before = queries().sizeless;
    const changed = sizeless.filter((element) => !before.has(element));
    for (const element of changed) before.add(element);
    for (const element of sized) if (before.delete(element)) changed.push(element);
    for (const element of changed) watch.note((changes) => changes.added.add(element));
  };
}

// Style may have shown what hid and hidden what showed. Both are few or cheap to ask; nothing else is read.
function* look(queries: BrowserQueries, sizes: Sizes, hosts: Iterable<Element>, watch: PageWatch) {
  for (const element of [...queries.hidden]) {
    if (queries.sizeless.has(element)) sizes.again(element);
    if (!element.isConnected) queries.hidden.delete(element);
    else if (queries.shows(element)) {
      queries.hidden.delete(element);
      watch.note((changes) => changes.added.add(element));
    }
    yield;
  }
  for (const element of hosts) {
    if (!queries.shows(element)) watch.note((changes) => changes.added.add(element));
    yield;
  }
}

function* measure(sizes: Sizes, hosts: Iterable<Element>) {
  let count = 0;
  for (const element of hosts) {
    sizes.measure(element);
    if (++count % STEPS === 0) yield;
  }
}

/** Follows what of the page is visible, until the signal aborts. */
export function followVisibility(
  shadowOf: ElementQueries['shadowOf'],
  watch: PageWatch,
  signal: AbortSignal,
): Visibility {
  const changed = () =>
    watch.note((changes) => {
      changes.visibility = true;
    });
  const sizes = watchSizes({ measured: measuredIn(() => queries, watch), shown: changed }, signal);
  let measuring = false;
  const met = (element: Element) => {
    if (measuring) sizes.measure(element);
  };
  const queries = browserQueries(shadowOf, { met, hid: sizes.await });
  for (const type of EVENTS) document.addEventListener(type, changed, { capture: true, passive: true, signal });
  addEventListener('resize', changed, { passive: true, signal });

  let notBefore = 0;
  let busy = false;
  const round = async (hosts: () => Iterable<Element>) => {
    await pause(Math.max(0, notBefore - performance.now()));
    const worked = { ms: 0 };
    await inSlices(look(queries, sizes, hosts(), watch), signal, { worked });
    notBefore = performance.now() + Math.max(LOOK_EVERY_MS, worked.ms * SHARE_OF_TIME);
    busy = false;
  };
  return {
    queries,
    again(hosts) {
      if (busy) return;
      busy = true;
      void round(hosts);
    },
    found(hosts) {
      if (measuring) return;
      measuring = true;
      void inSlices(measure(sizes, hosts()), signal);
    },
  };
}
