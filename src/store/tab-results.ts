import { storage } from 'wxt/utils/storage';

/*
 * What is known of the open tabs outlives the background, which the browser stops when it pleases, but not the browser:
 * session storage is memory, also for private windows.
 */

const PREFIX = 'tab-';

/**
 * Most that is kept of one tab, in UTF-16 units of JSON: some 1,500 matches. Session storage holds 10 MB in all browsers, so
 * that no tab, however large its page, takes the room of more than a tenth of the others.
 */
export const TAB_BUDGET = 1_000_000;

/** Everything kept, by tab. `T` is what was saved: nobody else writes here. */
export async function loadTabResults<T>(): Promise<Map<number, T>> {
  const kept = await storage.snapshot('session');
  const tabs = Object.entries(kept).filter(([key]) => key.startsWith(PREFIX));
  return new Map(tabs.map(([key, value]) => [Number(key.slice(PREFIX.length)), value as T]));
}

/** Keeps what is known of a tab in place of what was kept before. Answers whether there was room: if not, that still stands. */
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
