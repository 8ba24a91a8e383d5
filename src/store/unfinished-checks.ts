import { storage } from 'wxt/utils/storage';

// In session storage, which is in memory: what is searched after a reply is lost when the browser stops the background.
const item = storage.defineItem<readonly number[]>('session:unfinished-checks', { fallback: [] });

/** The numbers of the tabs whose texts were still being searched when the background was stopped. */
export function loadUnfinishedChecks(): Promise<readonly number[]> {
  return item.getValue();
}

/** Stores the numbers of the tabs whose texts are being searched. Where there is no room, a tab is not searched again after a stop. */
export async function saveUnfinishedChecks(tabs: readonly number[]): Promise<void> {
  await (tabs.length > 0 ? item.setValue(tabs) : item.removeValue()).catch(console.error);
}
