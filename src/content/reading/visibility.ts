import { type BrowserQueries, browserQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { makeScreenTest, type ScreenTest } from '../../page/on-screen.ts';
import { watchSizes } from '../../page/sizes.ts';
import type { PageWatch } from '../../page/watch.ts';
import { inSlices, pause, SHARE_OF_TIME } from '../scheduling.ts';
import type { RecheckedElements } from './recheck.ts';

/** The elements that text was read in; `undefined` is a place to pause. */
export type Hosts = () => Iterable<Element | undefined>;

/** What visibility is followed with. */
export interface VisibilityTools {
  readonly shadowOf: ElementQueries['shadowOf'];
  readonly metField: NonNullable<ElementQueries['metField']>;
  readonly watch: PageWatch;
  /** All elements that text was read in, and those of them in which marks are. */
  readonly hosts: Hosts;
  readonly markedHosts: Hosts;
  /** There may be elements to be asked again. */
  wake(): void;
}

/** Follows what of a page is visible. */
export interface Visibility {
  readonly queries: ElementQueries;
  /** What is to be asked again and again, the most important first. */
  readonly rechecked: readonly RecheckedElements[];
  /**
   * Asks all that showed and all that hid again, and notes what has changed; not at once where that was done a moment ago,
   * and at most once at a time.
   */
  again(): void;
  /**
   * Something was found on the page, or may be in another of its frames: from now on text that has a box and is not on the screen
   * is told from the rest. Elsewhere nothing depends on it, and to measure costs a frame, so this is to be called in a turn that
   * has one anyway, as that which paints.
   * @param here whether it was found in this frame: what shows is then asked again and again
   */
  found(here: boolean): void;
}

/** Ms between two rounds of asking everything. */
const AGAIN_AFTER_MS = 150;

/** So many elements are sampled between two looks at the clock: some 50 µs of work. */
const STEPS = 64;

/** So many elements of each kind are asked in one turn of the recheck. */
const AT_ONCE = 64;

/** Events after which things may show or hide without a change of the tree. */
const EVENTS = ['toggle', 'transitionend', 'animationend', 'load', 'error', 'click', 'change'];

/** Whether text in elements is visible, asked by style, and where something was found by layout too. */
class VisibilityTest {
  /** Whether something was found, here or perhaps in another frame, so that the screen test is worth what it costs. */
  isExact = false;
  /** Whether something was found here. */
  hasMarks = false;
  readonly queries: BrowserQueries;
  private readonly watch: PageWatch;
  private screenTest: ScreenTest | undefined;

  constructor(queries: BrowserQueries, watch: PageWatch) {
    this.queries = queries;
    this.watch = watch;
  }

  /** Whether text in an element shows. What is found out is kept in `queries.offScreen`. */
  shows(element: Element): boolean {
    const { offScreen } = this.queries;
    offScreen.delete(element);
    if (!this.queries.shows(element)) return false;
    if (!this.isExact || this.isOnScreen(element)) return true;
    offScreen.add(element);
    return false;
  }

  /** Asks an element that hid text. */
  askHidden(element: Element): void {
    const { hidden } = this.queries;
    if (!element.isConnected) hidden.delete(element);
    else if (this.shows(element)) {
      hidden.delete(element);
      this.noteChanged(element);
    }
  }

  /** Asks an element in which text was read. */
  askHost(element: Element): void {
    if (!this.shows(element)) this.noteChanged(element);
  }

  /** Has an element read again. */
  noteChanged(element: Element): void {
    this.watch.note((changes) => changes.added.add(element));
  }

  // What the test has learnt about the elements around is true for one turn.
  private isOnScreen(element: Element): boolean {
    if (!this.screenTest) {
      this.screenTest = makeScreenTest(this.queries.shadowOf);
      queueMicrotask(() => {
        this.screenTest = undefined;
      });
    }
    return this.screenTest(element);
  }
}

// Style may have shown what hid and hidden what showed. Layout is asked only of what hid.
function* askAll(test: VisibilityTest, hosts: Hosts) {
  for (const element of [...test.queries.hidden]) {
    test.askHidden(element);
    yield;
  }
  for (const element of hosts()) {
    if (element && !test.queries.shows(element)) test.noteChanged(element);
    yield;
  }
}

function recheckedHidden(test: VisibilityTest): RecheckedElements {
  const { hidden } = test.queries;
  return {
    atOnce: AT_ONCE,
    isUrgent: false,
    hasAny: () => hidden.size > 0,
    *ask() {
      for (const element of [...hidden]) {
        test.askHidden(element);
        yield;
      }
    },
  };
}

function recheckedHosts(test: VisibilityTest, hosts: Hosts, isUrgent: boolean): RecheckedElements {
  return {
    atOnce: AT_ONCE,
    isUrgent,
    hasAny: () => test.hasMarks,
    *ask() {
      for (const element of hosts()) {
        if (element) test.askHost(element);
        yield;
      }
    },
  };
}

function* sample(measure: (element: Element) => void, hosts: Hosts) {
  let count = 0;
  for (const element of hosts()) {
    if (element) measure(element);
    if (++count % STEPS === 0) yield;
  }
}

// A sample of which nothing shows has all of its family measured.
function* askSamples(test: VisibilityTest, elements: readonly Element[], measureFamily: (element: Element) => void) {
  for (const element of elements) {
    if (element.isConnected && test.queries.shows(element) && !test.shows(element)) {
      test.noteChanged(element);
      measureFamily(element);
    }
    yield;
  }
}

/** Gives `Visibility.again`. */
function makeAgain(test: VisibilityTest, hosts: Hosts, signal: AbortSignal): () => void {
  let notBefore = 0;
  let isBusy = false;
  const round = async () => {
    await pause(Math.max(0, notBefore - performance.now()));
    const worked = { ms: 0 };
    await inSlices(askAll(test, hosts), signal, { worked });
    notBefore = performance.now() + Math.max(AGAIN_AFTER_MS, worked.ms * SHARE_OF_TIME);
    isBusy = false;
  };
  return () => {
    if (isBusy) return;
    isBusy = true;
    void round();
  };
}

/** Calls back after whatever may show or hide something without a change of the tree. */
function listen(changed: () => void, signal: AbortSignal): void {
  for (const type of EVENTS) document.addEventListener(type, changed, { capture: true, passive: true, signal });
  addEventListener('resize', changed, { passive: true, signal });
}

/** Follows what of the page is visible, until the signal aborts. */
export function followVisibility(tools: VisibilityTools, signal: AbortSignal): Visibility {
  const { shadowOf, metField, watch, hosts, markedHosts, wake } = tools;
  const changed = () =>
    watch.note((changes) => {
      changes.visibility = true;
    });
  const laidOut = (elements: readonly Element[]) =>
    void inSlices(askSamples(test, elements, sizes.measureFamily), signal);
  const sizes = watchSizes({ laidOut, shown: changed }, signal);
  const met = (element: Element) => {
    if (test.isExact) sizes.measure(element);
  };
  const hid = (element: Element) => {
    sizes.await(element);
    wake();
  };
  const queries = browserQueries(shadowOf, { met, hid, metField });
  const test = new VisibilityTest(queries, watch);
  listen(changed, signal);
  return {
    queries,
    rechecked: [recheckedHidden(test), recheckedHosts(test, markedHosts, true), recheckedHosts(test, hosts, false)],
    again: makeAgain(test, hosts, signal),
    found(here) {
      test.hasMarks ||= here;
      if (test.isExact) return;
      test.isExact = true;
      void inSlices(sample(sizes.measure, hosts), signal);
    },
  };
}
