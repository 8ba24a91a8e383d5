import { loadKept, makeTabKeeper } from './keeping.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/** The results of the open tabs. They are kept in session storage too, as the browser may stop the background at any time. */
export interface TabMemory {
  /**
   * Resolves when the results in session storage have been read; to be awaited before the first use. Its value are the tabs
   * whose results found no room there, and which are to be checked anew.
   */
  readonly ready: Promise<ReadonlySet<number>>;
  /** The results of a tab; `EMPTY_TAB` where there are none. */
  get(tab: number): TabResult;
  /** Replaces the results of a tab and reports the change. Nothing happens where `how` returns its argument or the tab was closed. */
  change(tab: number, how: (before: TabResult) => TabResult): void;
  /** Forgets a tab that was closed, for good: browsers give no number twice. */
  forget(tab: number): void;
  /** Numbers of the tabs of which something is known. */
  tabs(): number[];
}

/** Opens the memory; `changed` is told of every tab that changed. */
export function openTabMemory(changed: (tab: number) => void): TabMemory {
  const results = new Map<number, TabResult>();
  /** A check that was running when its tab was closed may end, and answer, later. */
  const closed = new Set<number>();
  const keeper = makeTabKeeper();
  const load = async () => {
    const kept = await loadKept();
    for (const [tab, result] of kept.results) if (!results.has(tab) && !closed.has(tab)) results.set(tab, result);
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
