import { browser } from 'wxt/browser';

/**
 * Shuts content scripts out of stored settings and results: a content script shares its process with a page, and a page that has
 * taken that over could read which sites are switched off, or write another search engine. They are told what they need by message.
 * Browsers without the switch (Firefox, for `local`) are left as they are. To be called when the background starts.
 */
export async function keepStoreFromContentScripts(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
