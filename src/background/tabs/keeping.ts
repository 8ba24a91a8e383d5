import { dropTabResult, loadTabResults, saveTabResult } from '../../store/tab-results.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/** Stands for a tab whose results found no room in session storage: when the background starts again, it checks the tab anew. */
interface Unkept extends Pick<TabResult, 'forced'> {
  readonly unkept: true;
}

type Kept = TabResult | Unkept;

/** The tabs as session storage has them when the background starts. */
export interface KeptTabs {
  readonly results: ReadonlyMap<number, TabResult>;
  /** Tabs that were checked, but whose results found no room. */
  readonly unkept: ReadonlySet<number>;
}

/** Reads what was kept. */
export async function loadKept(): Promise<KeptTabs> {
  const kept = [...(await loadTabResults<Kept>())];
  const results = kept.map(
    ([tab, each]) => [tab, 'unkept' in each ? { ...EMPTY_TAB, forced: each.forced } : each] as const,
  );
  return {
    results: new Map(results),
    unkept: new Set(kept.filter(([, each]) => 'unkept' in each).map(([tab]) => tab)),
  };
}

// What was kept before would come back as if it were the page's: it goes first, which makes room for the few bytes that follow.
async function save(tab: number, result: TabResult): Promise<void> {
  if (await saveTabResult<Kept>(tab, result)) return;
  await dropTabResult(tab);
  await saveTabResult<Kept>(tab, { unkept: true, forced: result.forced });
}

/** Writes tabs to session storage, for each one write after another. */
export interface TabKeeper {
  /** Keeps what is known of a tab. While it is being written, only the last of what comes is written next. */
  keep(tab: number, result: TabResult): void;
  /** Forgets a tab, also where it is being written. */
  drop(tab: number): void;
}

/** Makes a keeper. */
export function makeTabKeeper(): TabKeeper {
  /** What is to be written next, for each tab that is being written; `null`: to be dropped. */
  const next = new Map<number, TabResult | null | undefined>();
  const write = async (tab: number, first: TabResult | null) => {
    for (let result: TabResult | null | undefined = first; result !== undefined; result = next.get(tab)) {
      next.set(tab, undefined);
      // A storage that refuses to forget (the browser is closing) is no reason to stop.
      await (result ? save(tab, result) : dropTabResult(tab)).catch(console.error);
    }
    next.delete(tab);
  };
  const put = (tab: number, result: TabResult | null) => {
    if (next.has(tab)) next.set(tab, result);
    else void write(tab, result);
  };
  return { keep: put, drop: (tab) => put(tab, null) };
}
