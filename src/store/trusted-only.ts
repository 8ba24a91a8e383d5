import { browser } from 'wxt/browser';

/**
 * Denies content scripts access to stored settings and results. A content script shares its process with a page, and a page that
 * has taken over that process could read which sites are switched off, or store another search engine. Content scripts get what
 * they need by messages. Browsers without this access level (Firefox, for `local`) are left as they are. Call it when the
 * background starts.
 */
export async function keepStoreFromContentScripts(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
