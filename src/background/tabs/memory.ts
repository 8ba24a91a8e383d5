import { loadKept, makeTabKeeper } from './keeping.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/** The results of the open tabs. They are also kept in session storage, as the browser may stop the background at any time. */
export interface TabMemory {
  /**
   * Resolves when the results in session storage have been read; await it before the first use. The value are the tabs whose
   * results did not fit there and which have to be checked again.
   */
  readonly ready: Promise<ReadonlySet<number>>;
  /** The results of a tab; `EMPTY_TAB` if there are none. */
  get(tab: number): TabResult;
  /**
   * Replaces the results of a tab and reports the change. Nothing happens if `how` returns its argument or the tab was closed.
   */
  change(tab: number, how: (before: TabResult) => TabResult): void;
  /** Forgets a closed tab for good: browsers do not reuse the numbers of tabs. */
  forget(tab: number): void;
  /** Numbers of the tabs that have results. */
  tabs(): number[];
}

/**
 * Opens the memory.
 * @param changed called with the number of each tab whose results have changed
 */
export function openTabMemory(changed: (tab: number) => void): TabMemory {
  const results = new Map<number, TabResult>();
  /** Closed tabs. A check that was running when its tab was closed may end later. */
  const closed = new Set<number>();
  const keeper = makeTabKeeper();
  const load = async () => {
    const kept = await loadKept();
    for (const [tab, result] of kept.results) {
      if (results.has(tab) || closed.has(tab)) continue;
      results.set(tab, result);
      keeper.know(tab, result);
    }
    return kept.unkept;
  };
  return {
    ready: load(),
    get: (tab) => results.get(tab) ?? EMPTY_TAB,
    change(tab, how) {
      const before = results.get(tab) ?? EMPTY_TAB;
      const after = how(before);
      if (after === before || closed.has(tab)) return;
      results.set(tab, after);
      keeper.keep(tab, after);
      changed(tab);
    },
    forget(tab) {
      closed.add(tab);
      results.delete(tab);
      keeper.drop(tab);
    },
    tabs: () => [...results.keys()],
  };
}
