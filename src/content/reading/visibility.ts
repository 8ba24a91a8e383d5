import { type BrowserQueries, browserQueries, type RootQueries } from '../../page/browser-queries.ts';
import type { ElementQueries } from '../../page/element-queries.ts';
import { type Flow, textParentsOf } from '../../page/flow.ts';
import { forOneTurn } from '../../page/for-one-turn.ts';
import { makeScreenTest, type ScreenTest } from '../../page/on-screen.ts';
import { Families } from '../../page/samples.ts';
import { watchSizes } from '../../page/sizes.ts';
import { ELEMENT, elementOf, type TextParent } from '../../page/tree.ts';
import type { PageWatch } from '../../page/watch.ts';
import { inSlices, pause, SHARE_OF_TIME } from '../scheduling.ts';
import type { RecheckedElements } from './recheck.ts';

/** The parents of text that was read, and the fields; `undefined` is a pause. */
type TextParents = () => Iterable<TextParent | undefined>;

/** Dependencies of the visibility tracking. */
export interface VisibilityTools {
  readonly roots: RootQueries;
  readonly metField: NonNullable<ElementQueries['metField']>;
  readonly watch: PageWatch;
  /** The parents of all text that was read. */
  readonly textParents: TextParents;
  /** The parents of text with marks. */
  readonly markedParents: TextParents;
  /** Call when there may be elements to be queried at intervals. */
  wake(): void;
  /** Called when samples have just been queried, in a turn in which reading the layout is cheap. */
  laidOut(): void;
}

/** Tracks what of a page is visible. */
export interface Visibility {
  readonly queries: ElementQueries;
  /** The elements to be queried at intervals, the most important kind first. */
  readonly rechecked: readonly RecheckedElements[];
  /**
   * Queries everything that was shown and everything that was hidden again, and notes what has changed. Rounds do not overlap,
   * and a pause lies between two of them.
   */
  again(): void;
  /**
   * Call when something was found on the page, or may have been found in another of its frames. From then on text that has a box
   * but is not on the screen counts as hidden. Without a match no result depends on that, and measuring costs a frame, so call
   * this in a turn that causes a frame anyway, such as that of painting.
   * @param here whether it was found in this frame; what is shown is then queried at intervals
   */
  found(here: boolean): void;
  /** Whether, after a find, some of the text of these flows has yet to be tested for being on the screen. */
  hasUntested(entries: readonly { readonly flow: Flow }[]): boolean;
}

/** Least ms between two rounds that query everything. */
const AGAIN_AFTER_MS = 150;

/** Number of elements that are sampled between two checks of the time: about 50 µs of work. */
const STEPS = 64;

/** Most hidden elements, and most elements with marks, that are queried in one turn of the recheck. */
const AT_ONCE = 64;

/** Most elements without marks that are queried in one turn: what they show counts for the share alone. */
const UNMARKED_AT_ONCE = 16;

/** Events after which elements may show or hide without a mutation. */
const EVENTS = ['toggle', 'transitionend', 'animationend', 'load', 'error', 'click', 'change'];

/** Tests whether the text of elements is visible: by style, and after a find also by layout. */
class VisibilityTest {
  /** Whether something was found, here or perhaps in another frame, so that the screen test is worth its cost. */
  isExact = false;
  /** Whether something was found in this frame. */
  hasMarks = false;
  readonly queries: BrowserQueries;
  // Parents whose place on the screen was tested at least once, and families with a member for which nothing around it mattered.
  private readonly tested = new WeakSet<TextParent>();
  private readonly plain = new Families();
  private readonly watch: PageWatch;
  // It caches what it learns of ancestors, which holds for one turn only.
  private readonly screenTest: () => ScreenTest;

  constructor(queries: BrowserQueries, { roots, watch }: VisibilityTools) {
    this.queries = queries;
    this.watch = watch;
    this.screenTest = forOneTurn(() => makeScreenTest(roots.shadowOfRead));
  }

  /** Whether text directly inside a parent is shown. `queries.offScreen` is updated. */
  shows(parent: TextParent): boolean {
    const { offScreen } = this.queries;
    offScreen.delete(parent);
    if (!this.queries.shows(parent)) return false;
    if (!this.isExact || this.isOnScreen(parent)) return true;
    offScreen.add(parent);
    return false;
  }

  /** Queries a parent whose text was hidden. */
  askHidden(parent: TextParent): void {
    const { hidden } = this.queries;
    if (!parent.isConnected) hidden.delete(parent);
    else if (this.shows(parent)) {
      hidden.delete(parent);
      this.noteChanged(parent);
    }
  }

  /** Queries a parent whose text was read. */
  askShown(parent: TextParent): void {
    if (!this.shows(parent)) this.noteChanged(parent);
  }

  /** Whether a parent, or one that is styled alike and stands where nothing clips or moves it, was tested before. */
  isKnown(parent: TextParent): boolean {
    return this.tested.has(parent) || (parent.nodeType === ELEMENT && this.plain.has(parent as Element));
  }

  /** Has everything inside a parent read again. */
  noteChanged(parent: TextParent): void {
    this.watch.note((changes) => changes.added.add(elementOf(parent)));
  }

  private isOnScreen(parent: TextParent): boolean {
    this.tested.add(parent);
    const sight = this.screenTest()(parent);
    if (sight === 'plain' && parent.nodeType === ELEMENT) this.plain.add(parent as Element);
    return sight !== 'hidden';
  }
}

// A change of style may have shown what was hidden and hidden what was shown. Layout is read for hidden text only.
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

function* askAllShown(test: VisibilityTest, textParents: TextParents) {
  for (const parent of textParents()) {
    if (parent) test.askShown(parent);
    yield;
  }
}

function recheckedShown(test: VisibilityTest, textParents: TextParents, atOnce: number): RecheckedElements {
  const hasAny = () => test.hasMarks;
  return { atOnce, isUrgent: false, hasAny, ask: () => askAllShown(test, textParents) };
}

// Text of which something has just been found: until it is tested, a match in hidden text is counted. What is styled like text that
// is shown is left to the recheck, as a test costs more than all else that is done for a mark.
function untested(test: VisibilityTest, markedParents: TextParents): RecheckedElements {
  return {
    atOnce: AT_ONCE,
    isUrgent: true,
    hasAny: () => test.hasMarks,
    *ask() {
      for (const parent of markedParents()) {
        if (parent && !test.isKnown(parent)) test.askShown(parent);
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

// When a sample turns out to show nothing, its whole family is measured.
function* askSamples(test: VisibilityTest, elements: readonly Element[], measureFamily: (element: Element) => void) {
  for (const element of elements) {
    if (element.isConnected && test.queries.shows(element) && !test.shows(element)) {
      test.noteChanged(element);
      measureFamily(element);
    }
    yield;
  }
}

/** Makes `Visibility.again`. */
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

/** Calls back after events that may show or hide something without a mutation. */
function listen(changed: () => void, signal: AbortSignal): void {
  for (const type of EVENTS) document.addEventListener(type, changed, { capture: true, passive: true, signal });
  addEventListener('resize', changed, { passive: true, signal });
}

/** Tracks what of the page is visible, until the signal aborts. */
export function followVisibility(tools: VisibilityTools, signal: AbortSignal): Visibility {
  const { roots, metField, watch, textParents, markedParents, wake } = tools;
  const changed = () =>
    watch.note((changes) => {
      changes.visibility = true;
    });
  const laidOut = (elements: readonly Element[]) => {
    void inSlices(askSamples(test, elements, sizes.measureFamily), signal);
    // In the same turn, so that what the samples' test learnt of their ancestors serves again.
    tools.laidOut();
  };
  const sizes = watchSizes({ laidOut, shown: changed }, signal);
  // Text directly inside a shadow root is rare; it is queried by the recheck alone.
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
      untested(test, markedParents),
      recheckedHidden(test),
      recheckedShown(test, markedParents, AT_ONCE),
      recheckedShown(test, textParents, UNMARKED_AT_ONCE),
    ],
    again: makeAgain(test, textParents, signal),
    found(here) {
      test.hasMarks ||= here;
      if (test.isExact) return;
      test.isExact = true;
      void inSlices(sample(measure, textParents), signal);
    },
    hasUntested: (entries) => entries.some(({ flow }) => textParentsOf(flow).some((parent) => !test.isKnown(parent))),
  };
}
