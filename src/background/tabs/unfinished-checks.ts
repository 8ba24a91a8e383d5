import { loadUnfinishedChecks, saveUnfinishedChecks } from '../../store/unfinished-checks.ts';

/** Which tabs have checks that go on after the reply, as that of reworded passages does. */
export interface UnfinishedChecks {
  /** The tabs whose checks a stop of the background has ended. They have to be checked again. */
  readonly left: Promise<readonly number[]>;
  /** Call when the pages of all tabs in `left`, if any, have been asked to send their text again. */
  askedAgain(): Promise<void>;
  /**
   * Runs the check of a text of a tab.
   * @returns what `first` resolves with, when it is noted that the check goes on
   * @param rest what is done after that, in a later task; nobody waits for it
   */
  during<T>(tab: number, first: () => Promise<T>, rest: () => Promise<void>): Promise<T>;
  /** The tab was closed: its checks do not count any more. */
  forget(tab: number): void;
}

/**
 * Opens the list. It outlives a stop of the background, and is written when the first check of a tab begins and its last one ends.
 * @param wakeUp called with true when there are checks that have to go on if the background is stopped, with false when there are none
 */
export function openUnfinishedChecks(wakeUp: (on: boolean) => Promise<void>): UnfinishedChecks {
  const running = new Map<number, number>();
  const closed = new Set<number>();
  const left = loadUnfinishedChecks();
  const save = async () => {
    await left;
    await Promise.all([saveUnfinishedChecks([...running.keys()]), wakeUp(running.size > 0)]);
  };
  const change = async (tab: number, by: 1 | -1): Promise<void> => {
    if (closed.has(tab)) return;
    const count = (running.get(tab) ?? 0) + by;
    if (count === 0) running.delete(tab);
    else running.set(tab, count);
    if (count === 0 || (count === 1 && by === 1)) await save();
  };
  const goOn = async (tab: number, work: () => Promise<void>): Promise<void> => {
    // The reply to the first part leaves in this task; nothing of the rest may overtake it.
    await new Promise((done) => setTimeout(done));
    try {
      await work();
    } finally {
      await change(tab, -1);
    }
  };
  return {
    left,
    async askedAgain() {
      if ((await left).length > 0) await save();
      else await wakeUp(running.size > 0);
    },
    async during(tab, first, rest) {
      const noted = change(tab, 1);
      try {
        const result = await first();
        await noted;
        void goOn(tab, rest);
        return result;
      } catch (error) {
        void change(tab, -1);
        throw error;
      }
    },
    forget(tab) {
      closed.add(tab);
      if (running.delete(tab)) void save();
    },
  };
}
