import { dropTabResult, loadTabResults, saveTabResult, storedBytes, TAB_BUDGET } from '../../store/tab-results.ts';
import { EMPTY_TAB, type TabResult } from './results.ts';

/**
 * Stored for a tab whose results did not fit into session storage. When the background starts again, it checks that tab again.
 */
interface Unkept extends Pick<TabResult, 'forced'> {
  readonly unkept: true;
}

type Kept = TabResult | Unkept;

/** The tabs in session storage when the background starts. */
export interface KeptTabs {
  readonly results: ReadonlyMap<number, TabResult>;
  /** Tabs that were checked but whose results did not fit. */
  readonly unkept: ReadonlySet<number>;
}

/** Reads the stored tabs. */
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

/** What was stored of a tab. */
interface Stored {
  readonly bytes: number;
  readonly forced: boolean;
}

// Older results of the tab must not be taken for the present ones. They are removed first, which also frees room for the short
// entry that replaces them.
async function giveUp(tab: number, forced: boolean): Promise<void> {
  await dropTabResult(tab);
  await saveTabResult<Kept>(tab, { unkept: true, forced });
}

function largest(stored: ReadonlyMap<number, Stored>): [number, Stored] | undefined {
  return [...stored].sort(([, a], [, b]) => b.bytes - a.bytes)[0];
}

/** Stores results. Where there is no room, those of the tab that takes most of it go, this one's if they are the largest. */
async function save(tab: number, result: TabResult, stored: Map<number, Stored>): Promise<void> {
  stored.delete(tab);
  const own = { bytes: storedBytes(result), forced: result.forced };
  if (own.bytes > TAB_BUDGET) return giveUp(tab, own.forced);
  while (!(await saveTabResult<Kept>(tab, result))) {
    const [other, { bytes, forced }] = largest(stored) ?? [tab, own];
    const goes = bytes > own.bytes ? other : tab;
    stored.delete(goes);
    await giveUp(goes, goes === tab ? own.forced : forced);
    if (goes === tab) return;
  }
  stored.set(tab, own);
}

/** Writes tabs to session storage; the writes of one tab do not overlap. */
export interface TabKeeper {
  /** These results of a tab are stored already. */
  know(tab: number, result: TabResult): void;
  /** Stores the results of a tab. Of results that arrive during a write only the last are written next. */
  keep(tab: number, result: TabResult): void;
  /** Removes a tab, also while it is being written. */
  drop(tab: number): void;
}

/** Makes a keeper. */
export function makeTabKeeper(): TabKeeper {
  /** For each tab that is being written, the results to write next; `null`: remove them; `undefined`: none. */
  const next = new Map<number, TabResult | null | undefined>();
  const stored = new Map<number, Stored>();
  const drop = (tab: number) => {
    stored.delete(tab);
    return dropTabResult(tab);
  };
  const write = async (tab: number, first: TabResult | null) => {
    for (let result: TabResult | null | undefined = first; result !== undefined; result = next.get(tab)) {
      next.set(tab, undefined);
      // Storage may reject a removal while the browser is closing; that must not stop later writes.
      await (result ? save(tab, result, stored) : drop(tab)).catch(console.error);
    }
    next.delete(tab);
  };
  const put = (tab: number, result: TabResult | null) => {
    if (next.has(tab)) next.set(tab, result);
    else void write(tab, result);
  };
  return {
    know: (tab, result) => void stored.set(tab, { bytes: storedBytes(result), forced: result.forced }),
    keep: put,
    drop: (tab) => put(tab, null),
  };
}
