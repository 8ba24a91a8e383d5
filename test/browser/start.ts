import type { TestBrowser } from './browser.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';

/** Both browsers, for `describe.each`: name and how to start it. */
export const startBoth: readonly [name: 'chromium' | 'firefox', start: () => Promise<TestBrowser>][] = [
  ['chromium', startChromium],
  ['firefox', startFirefox],
];
