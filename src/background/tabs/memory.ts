import { dropTabResult, loadTabResults, saveTabResult } from '../../store/tab-results.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/** What the background knows of the open tabs. The browser may stop the background at any time: all of it is kept in session storage too. */
export interface TabMemory {
  /** What was known when the background started is here; wait for it before the first question. */
  readonly ready: Promise<void>;
  get(tab: number): TabResult;
  /** Changes what is known of a tab, and tells of it. */
  change(tab: number, how: (before: TabResult) => TabResult): void;
  forget(tab: number): void;
  /** Numbers of the tabs of which something is known. */
  tabs(): number[];
}

/** Opens the memory; `changed` is told of every tab that changed. */
export function openTabMemory(changed: (tab: number) => void): TabMemory {
  const known = new Map<number, TabResult>();
  const load = async () => {
    for (const [tab, result] of await loadTabResults<TabResult>()) if (!known.has(tab)) known.set(tab, result);
  };
  return {
    ready: load(),
    get: (tab) => known.get(tab) ?? EMPTY_TAB,
    change(tab, how) {
      const before = known.get(tab) ?? EMPTY_TAB;
      const after = how(before);
      if (after === before) return;
      known.set(tab, after);
      void saveTabResult(tab, after);
      changed(tab);
    },
    forget(tab) {
      known.delete(tab);
      void dropTabResult(tab);
    },
    tabs: () => [...known.keys()],
  };
}
