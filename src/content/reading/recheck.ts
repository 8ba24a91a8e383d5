import { idle, pause, untilVisible } from '../scheduling.ts';

/*
 * Much of what shows and hides text leaves no trace that a script could follow: a style sheet edited through its object model,
 * a media query, `:target`, an animation by script, a field's value set by script, a shadow root attached late. So the elements
 * that matter are asked again and again: few of them at a time, only while the page can be seen, and not at all where there are none.
 */

/** Ms between two turns. What shows or hides is followed within some of them. */
const EVERY_MS = 400;

/** The same until each urgent element has been asked once after something was found. */
const HURRIED_MS = 60;

/** Ms of work in one turn, at some 10–30 µs for each element: a quarter of a percent of the time between two turns. */
const LONGEST_MS = 1;

/** Elements that are asked again and again. */
export interface RecheckedElements {
  /** So many are asked in one turn at most. */
  readonly atOnce: number;
  /** Whether all of them are to be asked soon after something was found. */
  readonly isUrgent: boolean;
  /** Whether there are any. */
  hasAny(): boolean;
  /** Asks them, one between two yields. It is continued in later turns, and begun anew when it has come to its end. */
  ask(): Generator<undefined, void, void>;
}

/** Asks elements again and again. */
export interface Recheck {
  /** Adds kinds of elements that are to be asked, the most important first. */
  add(kinds: readonly RecheckedElements[]): void;
  /** There may be elements where there were none. */
  wake(): void;
  /** Something was found: the urgent elements are to be asked soon. */
  hurry(): void;
}

/** One kind of elements and how far their present round has come. */
class Round {
  private steps: Generator<undefined, void, void> | undefined;
  isDone = true;
  readonly elements: RecheckedElements;

  constructor(elements: RecheckedElements) {
    this.elements = elements;
  }

  /** Asks some of the elements, until the time is up (in ms of `performance.now()`). */
  askSome(until: number): void {
    if (!this.elements.hasAny()) {
      this.end();
      return;
    }
    this.steps ??= this.elements.ask();
    for (let i = 0; i < this.elements.atOnce; i++) {
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

/** Asks the elements that are added, as long as there are some, until the signal aborts. */
export function startRecheck(signal: AbortSignal): Recheck {
  const rounds: Round[] = [];
  let isRunning = false;
  let isHurried = false;

  const askSome = () => {
    const until = performance.now() + LONGEST_MS;
    // While the urgent ones are asked the page may still be loading: the others can wait.
    for (const round of rounds) if (!isHurried || round.elements.isUrgent) round.askSome(until);
    // Those at the end are not to wait for those at the beginning when the time is never enough for all.
    rounds.push(rounds.shift()!);
    isHurried &&= rounds.some(({ isDone }) => !isDone);
  };

  const run = async () => {
    while (!signal.aborted && rounds.some(({ elements }) => elements.hasAny())) {
      await pause(isHurried ? HURRIED_MS : EVERY_MS);
      await untilVisible(signal);
      // When the browser is idle it has mostly just painted, so that styles and layout are up to date.
      await idle();
      if (!signal.aborted) askSome();
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
    hurry() {
      isHurried = true;
      for (const round of rounds) round.isDone &&= !round.elements.isUrgent;
      wake();
    },
  };
}
