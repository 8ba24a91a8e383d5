import type { BrowserContext } from 'playwright-core';
import type { TestBrowser, TestPage } from './browser.ts';
import { until } from './marks.ts';

/*
 * Saved pages and private windows: the user allows an extension in them on the browser's own page for extensions. The tests
 * make the same calls as that page.
 */

/** What the user allows separately: files of the device, or private windows. */
export type Where = 'files' | 'private';

interface ExtensionsPage {
  readonly chrome: {
    readonly developerPrivate: {
      updateProfileConfiguration(change: object): Promise<void>;
      updateExtensionConfiguration(change: object): Promise<void>;
      getExtensionInfo(id: string): Promise<{ readonly state: string }>;
    };
  };
}

/** Allows or forbids it to the extension with this id. Chromium then restarts the extension, which closes the extension's own pages. */
export async function allowInChromium(
  context: BrowserContext,
  id: string,
  where: Where,
  allowed: boolean,
): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  const change = { extensionId: id, [where === 'files' ? 'fileAccess' : 'incognitoAccess']: allowed };
  await page.evaluate(async (wanted) => {
    const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
    // Chromium restarts an unpacked extension only in developer mode.
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.updateExtensionConfiguration(wanted);
  }, change);
  const state = () =>
    page.evaluate(async (of) => {
      const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
      return (await developerPrivate.getExtensionInfo(of)).state;
    }, id);
  await until(state, (now) => now === 'ENABLED');
  await page.close();
}

interface AddonsPage {
  readonly ChromeUtils: {
    importESModule(address: string): {
      readonly ExtensionPermissions: Record<'add' | 'remove', (id: string, what: object, of: unknown) => Promise<void>>;
      readonly AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> }> };
    };
  };
  readonly WebExtensionPolicy: { getByID(id: string): { readonly extension: unknown } };
}

/** Allows or forbids it to the extension with this id; runs in the browser's own window. The change for private windows needs a restart of the extension. */
export async function allowInFirefox(ask: { id: string; where: Where; allowed: boolean }): Promise<void> {
  const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as AddonsPage;
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const permission = ask.where === 'files' ? 'internal:fileSchemeAllowed' : 'internal:privateBrowsingAllowed';
  const what = { permissions: [permission], origins: [] };
  await ExtensionPermissions[ask.allowed ? 'add' : 'remove'](
    ask.id,
    what,
    WebExtensionPolicy.getByID(ask.id).extension,
  );
  if (ask.where === 'private') await (await AddonManager.getAddonByID(ask.id)).reload();
}

/** The part of the extension API that tests call in a page of the extension. Both browsers offer it as `chrome`. */
export interface OwnPage {
  readonly chrome: {
    readonly tabs: {
      query(of: object): Promise<{ id: number; url?: string; incognito: boolean }[]>;
      remove(tab: number): Promise<void>;
    };
    readonly windows: {
      getCurrent(): Promise<{ id: number }>;
      create(of: object): Promise<unknown>;
      update(id: number, what: object): Promise<unknown>;
    };
    readonly storage: Record<
      'local' | 'session',
      { get(keys: null): Promise<Record<string, unknown>>; set(items: object): Promise<void> }
    >;
  };
}

/**
 * Opens a page in a private window.
 * @param pages the browser's pages
 */
export async function openPrivate(
  browser: TestBrowser,
  url: string,
  pages: () => Promise<readonly TestPage[]>,
): Promise<TestPage> {
  const own = await browser.open(browser.extensionUrl('options.html'));
  await own.evaluate(async (wanted) => {
    const { windows } = (globalThis as unknown as OwnPage).chrome;
    const { id } = await windows.getCurrent();
    await windows.create({ incognito: true, url: wanted });
    // Firefox opens new tabs in the window that had the focus last, and tests expect them in the ordinary window.
    await windows.update(id, { focused: true });
  }, url);
  const page = await until(
    async () => (await pages()).find((each) => each.url() === url),
    (found) => found !== undefined,
  );
  await own.close();
  if (!page) throw new Error(`No private window with ${url} has opened`);
  return page;
}

/** All tabs, as `tabs.query` reports them to a page of the extension; `url` is missing where the extension has no access. */
export function tabsOf(own: TestPage): Promise<{ id: number; url?: string; incognito: boolean }[]> {
  return own.evaluate(async () => {
    const tabs = await (globalThis as unknown as OwnPage).chrome.tabs.query({});
    return tabs.map(({ id, url, incognito }) => (url === undefined ? { id, incognito } : { id, url, incognito }));
  });
}

/** The number of the tab that was opened last. */
export async function newestTab(own: TestPage): Promise<number> {
  return Math.max(...(await tabsOf(own)).map(({ id }) => id));
}
