import { idle, untilVisible } from '../scheduling.ts';

/*
 * Many changes that show or hide text are not reported to scripts: a style sheet edited through its object model, a media query,
 * `:target`, a scripted animation, a field's value set by script, a shadow root attached late. So the elements that matter are
 * queried at intervals: few at a time, only while the page is visible, and not at all where there are none.
 */

/** Ms between two turns. A change is noticed after a few turns. */
const EVERY_MS = 400;

/**
 * Ms after a find without such turns: the page is mostly still loading, and what a match depends on has just been queried. Finds that
 * follow one another put off a turn by no more than `LONGEST_REST_MS`.
 */
const REST_MS = 1_000;
const LONGEST_REST_MS = 3_000;

/** Ms of work in one turn, with 10–30 µs for each element: a quarter of a percent of the time between two turns. */
const LONGEST_MS = 1;

/** Ms before each turn until each urgent element has been queried once. */
const HURRIED_MS = 60;

/**
 * Ms of work in one of these turns. What is learnt of ancestors holds for one turn, so a few long turns take less time in all than
 * many short ones.
 */
const LONGEST_HURRIED_MS = 4;

/** A kind of elements that are queried at intervals. */
export interface RecheckedElements {
  /** Most elements that are queried in one turn. */
  readonly atOnce: number;
  /** Whether they are queried only when `hurry` was called, and then soon. */
  readonly isUrgent: boolean;
  /** Whether there are any elements of this kind. */
  hasAny(): boolean;
  /** Queries one element before each yield. It is continued in later turns, and started anew when it has ended. */
  ask(): Generator<undefined, void, void>;
}

/** Queries elements at intervals. */
export interface Recheck {
  /** Adds kinds of elements, the most important first. */
  add(kinds: readonly RecheckedElements[]): void;
  /** Call when there may be elements where there were none. */
  wake(): void;
  /** Call when something was found: only urgent elements are then queried for a while. */
  rest(): void;
  /** Call when there are urgent elements that were not queried yet: they are then queried soon. */
  hurry(): void;
  /** Call when the browser has just laid out the page: urgent elements that are still to be queried are queried now. */
  laidOut(): void;
}

/** One kind of elements and the progress of its current round. */
class Round {
  private steps: Generator<undefined, void, void> | undefined;
  isDone = true;
  readonly elements: RecheckedElements;

  constructor(elements: RecheckedElements) {
    this.elements = elements;
  }

  /**
   * Queries at most `count` of the elements.
   * @param until time to stop at, in ms of `performance.now()`
   */
  askSome(count: number, until: number): void {
    if (!this.elements.hasAny()) {
      this.end();
      return;
    }
    this.steps ??= this.elements.ask();
    for (let i = 0; i < count; i++) {
      if (this.steps.next().done) {
        this.end();
        return;
      }
      if (performance.now() > until) return;
    }
  }

  private end(): void {
    this.steps = undefined;
    this.isDone = true;
  }
}

/**
 * Makes a wait whose end moves with what it depends on: a timer that rings for nothing costs a page 0.3 ms.
 * @param msLeft the ms until the end of a wait that began at `since`, in ms of `performance.now()`
 */
function makeWait(msLeft: (since: number) => number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let due = () => {};
  const move = () => {
    clearTimeout(timer);
    timer = setTimeout(() => due(), msLeft(since));
  };
  const wait = () =>
    new Promise<void>((resolve) => {
      since = performance.now();
      due = resolve;
      move();
    });
  return { wait, move };
}

/** The rounds of all kinds of elements. */
class Rounds {
  private readonly all: Round[] = [];

  add(kinds: readonly RecheckedElements[]): void {
    this.all.push(...kinds.map((elements) => new Round(elements)));
  }

  hasAny(): boolean {
    return this.all.some(({ elements }) => elements.hasAny());
  }

  /** Whether urgent elements are still to be queried. */
  isHurried(): boolean {
    return this.all.some(({ isDone }) => !isDone);
  }

  hurry(): void {
    for (const round of this.all) round.isDone &&= !round.elements.isUrgent;
  }

  askSome(): void {
    const until = performance.now() + LONGEST_MS;
    for (const round of this.all) if (!round.elements.isUrgent) round.askSome(round.elements.atOnce, until);
    // Rotated, so that each kind comes first in turn where the time does not suffice for all.
    this.all.push(this.all.shift()!);
  }

  /** Queries the urgent elements only: the page may still be loading. */
  askUrgent(): void {
    const until = performance.now() + LONGEST_HURRIED_MS;
    for (const round of this.all) if (!round.isDone) round.askSome(Number.POSITIVE_INFINITY, until);
  }
}

/** Queries the added elements at intervals, as long as there are some, until the signal aborts. */
export function startRecheck(signal: AbortSignal): Recheck {
  const rounds = new Rounds();
  let isRunning = false;
  let lastTurn = performance.now();
  let lastFind = Number.NEGATIVE_INFINITY;

  const msOfRest = () => Math.min(lastFind + REST_MS, lastTurn + LONGEST_REST_MS) - performance.now();
  const turn = makeWait((since) =>
    rounds.isHurried() ? HURRIED_MS : Math.max(since + EVERY_MS - performance.now(), msOfRest()),
  );

  const run = async () => {
    while (!signal.aborted && rounds.hasAny()) {
      await turn.wait();
      if (!rounds.isHurried() && msOfRest() > 0) continue;
      await untilVisible(signal);
      // In idle time the browser has mostly just rendered, so style and layout are up to date.
      await idle();
      if (signal.aborted) break;
      rounds.askUrgent();
      if (rounds.isHurried() || msOfRest() > 0) continue;
      lastTurn = performance.now();
      rounds.askSome();
    }
    isRunning = false;
  };

  const wake = () => {
    if (isRunning || signal.aborted) return;
    isRunning = true;
    void run();
  };
  return {
    add: (kinds) => rounds.add(kinds),
    wake,
    rest() {
      lastFind = performance.now();
      if (isRunning && !rounds.isHurried()) turn.move();
      wake();
    },
    hurry() {
      // Calls that follow one another must not put off the turn of the first.
      const wasHurried = rounds.isHurried();
      rounds.hurry();
      if (isRunning && !wasHurried) turn.move();
      wake();
    },
    laidOut() {
      if (!rounds.isHurried() || signal.aborted) return;
      rounds.askUrgent();
      if (isRunning && !rounds.isHurried()) turn.move();
    },
  };
}
