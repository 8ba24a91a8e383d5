import { browser } from 'wxt/browser';
import type { TabFacts } from '../../src/scan/service-state.ts';

function hasAccess(url: string | undefined): Promise<boolean> {
  const origin = url !== undefined && /^https?:/.test(url) ? `${new URL(url).origin}/*` : '<all_urls>';
  return browser.permissions.contains({ origins: [origin] });
}

/** What the browser says of a tab; `null` where there is no such tab. */
export async function factsOf(tab: number): Promise<TabFacts | null> {
  try {
    const { url, title, incognito } = await browser.tabs.get(tab);
    return { url, title: title ?? '', inPrivate: incognito, access: await hasAccess(url) };
  } catch {
    return null;
  }
}
