import { type BrowserQueries, browserQueries, type RootQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { makeScreenTest, type ScreenTest } from '../../page/on-screen.ts';
import { watchSizes } from '../../page/sizes.ts';
import { ELEMENT, elementOf, type TextParent } from '../../page/tree.ts';
import type { PageWatch } from '../../page/watch.ts';
import { inSlices, pause, SHARE_OF_TIME } from '../scheduling.ts';
import type { RecheckedElements } from './recheck.ts';

/** The parents of text that was read, and the fields; `undefined` is a place to pause. */
type TextParents = () => Iterable<TextParent | undefined>;

/** What visibility is followed with. */
export interface VisibilityTools {
  readonly roots: RootQueries;
  readonly metField: NonNullable<ElementQueries['metField']>;
  readonly watch: PageWatch;
  /** The parents of all text that was read, and of that in which marks are. */
  readonly textParents: TextParents;
  readonly markedParents: TextParents;
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

  private readonly shadowOf: ElementQueries['shadowOf'];

  constructor(queries: BrowserQueries, { roots, watch }: VisibilityTools) {
    this.queries = queries;
    this.watch = watch;
    this.shadowOf = roots.shadowOfRead;
  }

  /** Whether text directly inside a parent shows. What is found out is kept in `queries.offScreen`. */
  shows(parent: TextParent): boolean {
    const { offScreen } = this.queries;
    offScreen.delete(parent);
    if (!this.queries.shows(parent)) return false;
    if (!this.isExact || this.isOnScreen(parent)) return true;
    offScreen.add(parent);
    return false;
  }

  /** Asks a parent that hid text. */
  askHidden(parent: TextParent): void {
    const { hidden } = this.queries;
    if (!parent.isConnected) hidden.delete(parent);
    else if (this.shows(parent)) {
      hidden.delete(parent);
      this.noteChanged(parent);
    }
  }

  /** Asks a parent whose text was read. */
  askShown(parent: TextParent): void {
    if (!this.shows(parent)) this.noteChanged(parent);
  }

  /** Has everything in a parent read again. */
  noteChanged(parent: TextParent): void {
    this.watch.note((changes) => changes.added.add(elementOf(parent)));
  }

  // What the test has learnt about the elements around is true for one turn.
  private isOnScreen(parent: TextParent): boolean {
    if (!this.screenTest) {
      this.screenTest = makeScreenTest(this.shadowOf);
      queueMicrotask(() => {
        this.screenTest = undefined;
      });
    }
    return this.screenTest(parent);
  }
}

// Style may have shown what hid and hidden what showed. Layout is asked only of what hid.
function* askAll(test: VisibilityTest, textParents: TextParents) {
  for (const parent of [...test.queries.hidden]) {
    test.askHidden(parent);
    yield;
  }
  for (const parent of textParents()) {
    if (parent && !test.queries.shows(parent)) test.noteChanged(parent);
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
      for (const parent of [...hidden]) {
        test.askHidden(parent);
        yield;
      }
    },
  };
}

function recheckedShown(test: VisibilityTest, textParents: TextParents, isUrgent: boolean): RecheckedElements {
  return {
    atOnce: AT_ONCE,
    isUrgent,
    hasAny: () => test.hasMarks,
    *ask() {
      for (const parent of textParents()) {
        if (parent) test.askShown(parent);
        yield;
      }
    },
  };
}

function* sample(measure: (parent: TextParent) => void, textParents: TextParents) {
  let count = 0;
  for (const parent of textParents()) {
    if (parent) measure(parent);
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
function makeAgain(test: VisibilityTest, textParents: TextParents, signal: AbortSignal): () => void {
  let notBefore = 0;
  let isBusy = false;
  const round = async () => {
    await pause(Math.max(0, notBefore - performance.now()));
    const worked = { ms: 0 };
    await inSlices(askAll(test, textParents), signal, { worked });
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
  const { roots, metField, watch, textParents, markedParents, wake } = tools;
  const changed = () =>
    watch.note((changes) => {
      changes.visibility = true;
    });
  const laidOut = (elements: readonly Element[]) =>
    void inSlices(askSamples(test, elements, sizes.measureFamily), signal);
  const sizes = watchSizes({ laidOut, shown: changed }, signal);
  // Text directly in a shadow root is seldom: it is asked in the course of the recheck alone.
  const measure = (parent: TextParent) => {
    if (parent.nodeType === ELEMENT) sizes.measure(parent as Element);
  };
  const met = (parent: TextParent) => {
    if (test.isExact) measure(parent);
  };
  const hid = (parent: TextParent) => {
    sizes.await(elementOf(parent));
    wake();
  };
  const queries = browserQueries(roots, { met, hid, metField });
  const test = new VisibilityTest(queries, tools);
  listen(changed, signal);
  return {
    queries,
    rechecked: [
      recheckedHidden(test),
      recheckedShown(test, markedParents, true),
      recheckedShown(test, textParents, false),
    ],
    again: makeAgain(test, textParents, signal),
    found(here) {
      test.hasMarks ||= here;
      if (test.isExact) return;
      test.isExact = true;
      void inSlices(sample(measure, textParents), signal);
    },
  };
}
