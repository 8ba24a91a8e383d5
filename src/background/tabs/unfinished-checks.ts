import { loadUnfinishedChecks, saveUnfinishedChecks } from '../../store/unfinished-checks.ts';

/** Which tabs have checks that go on after the reply, as that of reworded passages does. */
export interface UnfinishedChecks {
  /** The tabs whose checks a stop of the background has ended. They have to be checked again. */
  readonly left: Promise<readonly number[]>;
  /** Runs a check of a tab that nobody waits for. */
  during(tab: number, work: () => Promise<void>): Promise<void>;
  /** The tab was closed: its checks do not count any more. */
  forget(tab: number): void;
}

/** Opens the list. It outlives a stop of the background, and is written when the first check of a tab begins and its last one ends. */
export function openUnfinishedChecks(): UnfinishedChecks {
  const running = new Map<number, number>();
  const closed = new Set<number>();
  const left = loadUnfinishedChecks();
  const save = async () => {
    await left;
    await saveUnfinishedChecks([...running.keys()]);
  };
  const change = async (tab: number, by: 1 | -1): Promise<void> => {
    if (closed.has(tab)) return;
    const count = (running.get(tab) ?? 0) + by;
    if (count === 0) running.delete(tab);
    else running.set(tab, count);
    if (count === 0 || (count === 1 && by === 1)) await save();
  };
  return {
    left,
    async during(tab, work) {
      await change(tab, 1);
      try {
        await work();
      } finally {
        await change(tab, -1);
      }
    },
    forget(tab) {
      closed.add(tab);
      if (running.delete(tab)) void save();
    },
  };
}
