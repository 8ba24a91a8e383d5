import { storage } from 'wxt/utils/storage';

/*
 * Results of the open tabs are kept in session storage and read again when the background, which the browser may stop at any
 * time, starts. Session storage is in memory, so nothing of them remains when the browser closes; this also holds for private
 * windows.
 */

const PREFIX = 'tab-';

/**
 * Most bytes of one tab's result, as JSON in UTF-8: about 1,500 matches. Session storage holds 10 MB in all browsers, so no tab takes
 * more than a tenth of it.
 */
export const TAB_BUDGET = 1_000_000;

/** Bytes that a result takes in session storage, about. */
export function storedBytes(result: unknown): number {
  return new TextEncoder().encode(JSON.stringify(result)).length;
}

/** Reads the results of all tabs, by the tab's number. `T` is the type that `saveTabResult` was given. */
export async function loadTabResults<T>(): Promise<Map<number, T>> {
  const kept = await storage.snapshot('session');
  const tabs = Object.entries(kept).filter(([key]) => key.startsWith(PREFIX));
  return new Map(tabs.map(([key, value]) => [Number(key.slice(PREFIX.length)), value as T]));
}

/**
 * Stores the results of a tab in place of earlier ones. Resolves with `false` if there is no room; the earlier results then
 * remain.
 */
export async function saveTabResult<T>(tab: number, result: T): Promise<boolean> {
  try {
    await storage.setItem(`session:${PREFIX}${tab}`, result);
    return true;
  } catch {
    return false;
  }
}

/** Removes the results of a tab. */
export async function dropTabResult(tab: number): Promise<void> {
  await storage.removeItem(`session:${PREFIX}${tab}`);
}
