import { storage } from 'wxt/utils/storage';

/*
 * Results of the open tabs are kept in session storage. The browser may stop the background at any time, and they are read again
 * when it starts. Session storage is memory, so nothing of them is left when the browser closes; this holds for private windows too.
 */

const PREFIX = 'tab-';

/**
 * Most that is kept of one tab, in UTF-16 units of JSON: some 1,500 matches. Session storage holds 10 MB in all browsers, so
 * that no tab, however large its page, takes the room of more than a tenth of the others.
 */
export const TAB_BUDGET = 1_000_000;

/** Reads the results of all tabs, by the tab's number. `T` is the type that `saveTabResult` was given. */
export async function loadTabResults<T>(): Promise<Map<number, T>> {
  const kept = await storage.snapshot('session');
  const tabs = Object.entries(kept).filter(([key]) => key.startsWith(PREFIX));
  return new Map(tabs.map(([key, value]) => [Number(key.slice(PREFIX.length)), value as T]));
}

/**
 * Stores the results of a tab in place of those stored before. Resolves to `false` where there is no room; the results stored
 * before are then still there.
 */
export async function saveTabResult<T>(tab: number, result: T): Promise<boolean> {
  if (JSON.stringify(result).length > TAB_BUDGET) return false;
  try {
    await storage.setItem(`session:${PREFIX}${tab}`, result);
    return true;
  } catch {
    return false;
  }
}

/** Forgets a tab. */
export async function dropTabResult(tab: number): Promise<void> {
  await storage.removeItem(`session:${PREFIX}${tab}`);
}
