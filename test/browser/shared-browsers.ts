import { type OwnPage, tabsOf } from './allow.ts';
import type { TestBrowser } from './browser.ts';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { type FirefoxBrowser, startFirefox } from './firefox.ts';
import { until } from './marks.ts';

/*
 * To launch a browser takes seconds, so the test files that one worker of Vitest runs share theirs: one of each kind and language,
 * launched when it is first asked for, cleaned when it is given back, and ended with the worker (set-up.ts).
 *
 * In a test file:
 *
 *   describe.each(sharedBrowsers)('… in %s', (_name, start) => {
 *     const world = setUp(() => startOnSite(start));
 *     test('…', async () => {
 *       const page = await world.browser.open(world.site.url('plain.html'));
 *
 * For one browser alone pass `sharedChromium` or `sharedFirefox`; `startUiWorld` shares Chromium too. A file that needs another
 * launch (no extension, private windows, saved pages, the back/forward cache) passes a function of `startBoth`, which gives it a
 * browser and profile of its own.
 */

interface Shared {
  readonly browser: Promise<TestBrowser>;
  isLent: boolean;
}

const launched = new Map<string, Shared>();

interface CleanedPage {
  readonly chrome: OwnPage['chrome'] & {
    readonly tabs: { getCurrent(): Promise<{ readonly id: number }>; remove(tabs: number[]): Promise<void> };
    readonly extension: { getViews(): Window[] };
    readonly runtime: { sendMessage(message: object): Promise<unknown> };
    readonly scripting: { getRegisteredContentScripts(): Promise<readonly unknown[]> };
    readonly storage: Record<'local' | 'session', { clear(): Promise<void> }>;
  };
}

/** Closes all other tabs and the side panel, which outlives them, and forgets what is stored; runs in a page of the extension. */
async function cleanUp(): Promise<void> {
  const { extension, runtime, storage, tabs } = (globalThis as unknown as CleanedPage).chrome;
  const { id: own } = await tabs.getCurrent();
  await tabs.remove((await tabs.query({})).map(({ id }) => id).filter((id) => id !== own));
  for (const view of extension.getViews()) if (view.location.pathname === '/sidepanel.html') view.close();
  await runtime.sendMessage({ dejaLu: 'clear-judgements', ask: {} });
  await storage.local.clear();
  await storage.session.clear();
  for (const name of ['deja-lu-library', 'deja-lu-packs']) {
    await new Promise<void>((done, fail) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.onsuccess = () => done();
      deleting.onerror = () => fail(deleting.error);
    });
  }
  await runtime.sendMessage({ dejaLu: 'library-changed', ask: {} });
  localStorage.clear();
}

/**
 * Brings a browser back to what it was after its launch: one empty tab, no judgements, no library, no packs, the default settings.
 * @throws Error where something of a test is left
 */
async function clean(browser: TestBrowser): Promise<void> {
  const own = await browser.open(browser.extensionUrl('options.html'));
  await own.evaluate(cleanUp);
  const scripts = () =>
    own.evaluate(
      async () => (await (globalThis as unknown as CleanedPage).chrome.scripting.getRegisteredContentScripts()).length,
    );
  // The background registers and removes these when it hears of the settings.
  if ((await until(scripts, (count) => count === 0)) > 0) throw new Error('A content script of a test is left.');
  if (
    (
      await until(
        () => tabsOf(own),
        ({ length }) => length === 1,
      )
    ).length > 1
  )
    throw new Error('A tab is left.');
  if (browser.name === 'chromium') await (browser as ChromiumBrowser).context.clearPermissions();
  await own.goto('about:blank');
}

/**
 * Lends the worker's browser of this name, launched by `start` when it is asked for first. Its `close` gives it back.
 * @throws Error where it is lent already: two borrowers would close each other's tabs
 */
async function lend<B extends TestBrowser>(name: string, start: () => Promise<B>): Promise<B> {
  const shared = launched.get(name) ?? { browser: start(), isLent: false };
  if (shared.isLent) throw new Error(`${name} is lent already: give it back first`);
  launched.set(name, shared);
  shared.isLent = true;
  const browser = (await shared.browser.catch((error) => {
    launched.delete(name);
    throw error;
  })) as B;
  return {
    ...browser,
    async close() {
      shared.isLent = false;
      try {
        await clean(browser);
      } catch {
        // The next borrower gets a new one.
        launched.delete(name);
        await browser.close();
      }
    },
  };
}

/** Lends this worker's Chromium whose interface is in a language, a BCP 47 tag. Closing it cleans it for the next file. */
export function sharedChromium({ language = 'zh-CN' } = {}): Promise<ChromiumBrowser> {
  return lend(`Chromium in ${language}`, () => startChromium({ language }));
}

/** Lends this worker's Firefox. Closing it cleans it for the next file. */
export function sharedFirefox(): Promise<FirefoxBrowser> {
  return lend('Firefox', () => startFirefox());
}

/** Both browsers, for `describe.each`: the name and how to borrow it. */
export const sharedBrowsers: readonly [name: 'chromium' | 'firefox', start: () => Promise<TestBrowser>][] = [
  ['chromium', () => sharedChromium()],
  ['firefox', sharedFirefox],
];

/** Ends all browsers that are shared. */
export async function closeSharedBrowsers(): Promise<void> {
  const browsers = [...launched.values()].map(({ browser }) => browser);
  launched.clear();
  await Promise.allSettled(browsers.map(async (browser) => (await browser).close()));
}
