import type { StartOptions, TestBrowser } from './browser.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { type Site, startSite } from './site.ts';

/** Both browsers, for `describe.each`: name and how to start it. */
export const startBoth: readonly [
  name: 'chromium' | 'firefox',
  start: (options?: StartOptions) => Promise<TestBrowser>,
][] = [
  ['chromium', startChromium],
  ['firefox', startFirefox],
];

/** A running browser, and the pages it is to open. */
export interface OnSite<B extends TestBrowser> {
  readonly browser: B;
  readonly site: Site;
  close(): Promise<void>;
}

/** Starts a browser and the site. */
export async function startOnSite<B extends TestBrowser>(start: () => Promise<B>): Promise<OnSite<B>> {
  const [browser, site] = await Promise.all([start(), startSite()]);
  return {
    browser,
    site,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
