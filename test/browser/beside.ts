import { newestTab } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';

/** Opens a page, and the panel of its tab in a tab of its own. */
export async function openBeside(browser: TestBrowser, url: string): Promise<{ page: TestPage; panel: TestPage }> {
  const own = await browser.open(browser.extensionUrl('options.html'));
  const page = await browser.open(url);
  const tab = await newestTab(own);
  await own.close();
  return { page, panel: await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`)) };
}
