import { loadKept, makeTabKeeper } from './keeping.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/** What the background knows of the open tabs. The browser may stop the background at any time: all of it is kept in session storage too. */
export interface TabMemory {
  /**
   * What was known when the background started is here; wait for it before the first question. Gives the tabs whose results
   * were not kept, as session storage was full: they are to be checked anew.
   */
  readonly ready: Promise<ReadonlySet<number>>;
  get(tab: number): TabResult;
  /** Changes what is known of a tab, and tells of it; nothing happens where the tab was closed meanwhile. */
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
