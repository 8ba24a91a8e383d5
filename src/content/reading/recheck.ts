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

/** Queries the added elements at intervals, as long as there are some, until the signal aborts. */
export function startRecheck(signal: AbortSignal): Recheck {
  const rounds: Round[] = [];
  let isRunning = false;
  let isHurried = false;
  let lastTurn = performance.now();
  let lastFind = Number.NEGATIVE_INFINITY;

  const msOfRest = () => Math.min(lastFind + REST_MS, lastTurn + LONGEST_REST_MS) - performance.now();

  // Resting and hurrying move the turn that is waited for: a timer that rings for nothing costs a page 0.3 ms.
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitsSince = 0;
  let due = () => {};
  const schedule = () => {
    clearTimeout(timer);
    const ms = Math.max(waitsSince + EVERY_MS - performance.now(), msOfRest());
    timer = setTimeout(() => due(), isHurried ? HURRIED_MS : ms);
  };
  const untilDue = () =>
    new Promise<void>((resolve) => {
      waitsSince = performance.now();
      due = resolve;
      schedule();
    });

  const askSome = () => {
    const until = performance.now() + LONGEST_MS;
    lastTurn = performance.now();
    for (const round of rounds) if (!round.elements.isUrgent) round.askSome(round.elements.atOnce, until);
    // Rotated, so that each kind comes first in turn where the time does not suffice for all.
    rounds.push(rounds.shift()!);
  };

  // While urgent elements are being queried the page may still be loading, so the other kinds are postponed.
  const askUrgent = () => {
    const until = performance.now() + LONGEST_HURRIED_MS;
    for (const round of rounds) if (!round.isDone) round.askSome(Number.POSITIVE_INFINITY, until);
    isHurried = rounds.some(({ isDone }) => !isDone);
  };

  const run = async () => {
    while (!signal.aborted && rounds.some(({ elements }) => elements.hasAny())) {
      await untilDue();
      if (!isHurried && msOfRest() > 0) continue;
      await untilVisible(signal);
      // In idle time the browser has mostly just rendered, so style and layout are up to date.
      await idle();
      if (signal.aborted) break;
      if (isHurried) askUrgent();
      if (!isHurried && msOfRest() <= 0) askSome();
    }
    isRunning = false;
  };

  const wake = () => {
    if (isRunning || signal.aborted) return;
    isRunning = true;
    void run();
  };
  return {
    add(kinds) {
      rounds.push(...kinds.map((elements) => new Round(elements)));
    },
    wake,
    rest() {
      lastFind = performance.now();
      if (isRunning && !isHurried) schedule();
      wake();
    },
    hurry() {
      for (const round of rounds) round.isDone &&= !round.elements.isUrgent;
      // Calls that follow one another must not put off the turn of the first.
      if (!isHurried) {
        isHurried = true;
        if (isRunning) schedule();
      }
      wake();
    },
    laidOut() {
      if (!isHurried || signal.aborted) return;
      askUrgent();
      if (!isHurried && isRunning) schedule();
    },
  };
}
