import { browser } from 'wxt/browser';
import type { TabFacts } from '../../src/background/tabs/page-state.ts';
import { EVERYWHERE } from '../../src/store/sites.ts';

function hasAccess(url: string | undefined): Promise<boolean> {
  const origin = url !== undefined && /^https?:/.test(url) ? `${new URL(url).origin}/*` : EVERYWHERE;
  return browser.permissions.contains({ origins: [origin] });
}

// Firefox reports every address that the extension may know. Chromium does not report the address of a file if the extension has
// no access to files.
async function areFilesShut(url: string | undefined): Promise<boolean> {
  const mayBeFile = url === undefined ? !import.meta.env.FIREFOX : url.startsWith('file:');
  return mayBeFile && !(await browser.extension.isAllowedFileSchemeAccess());
}

/** What the browser reports of a tab; `null` if there is no such tab. */
export async function factsOf(tab: number): Promise<TabFacts | null> {
  try {
    const { url, title, incognito } = await browser.tabs.get(tab);
    const [access, filesShut] = await Promise.all([hasAccess(url), areFilesShut(url)]);
    return { url, title: title ?? '', inPrivate: incognito, access, filesShut };
  } catch {
    return null;
  }
}
