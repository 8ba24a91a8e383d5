import { beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { newestTab, type OwnPage } from './allow.ts';
import type { TestPage } from './browser.ts';
import { viewUntil } from './checked.ts';
import { passage } from './fill.ts';
import { type FirefoxBrowser, GECKO_ID } from './firefox.ts';
import { startKnown } from './known.ts';
import { markedBy, markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedFirefox } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The context menu in Firefox: a test emits the event that Firefox emits when an entry is chosen. For Chromium see
 * ui-settings.wide.test.ts.
 */

interface Click {
  readonly menuItemId: string;
  readonly selectionText?: string;
}

interface FirefoxWindow {
  readonly gBrowser: { readonly selectedTab: unknown };
  readonly SidebarController: { readonly isOpen: boolean; hide(): void };
  readonly document: Document;
  readonly WebExtensionPolicy: {
    getByID(id: string): { readonly extension: { emit(event: string, click: Click, tab: unknown): void } };
  };
}

/** Chooses an entry of the extension's menu on the page in front. */
function choose(browser: FirefoxBrowser, click: Click): Promise<void> {
  return browser.inside(
    (given) => {
      const { WebExtensionPolicy, gBrowser } = globalThis as unknown as FirefoxWindow;
      const { extension } = WebExtensionPolicy.getByID(given.id);
      extension.emit('webext-menu-menuitem-click', given.click, gBrowser.selectedTab);
    },
    { id: GECKO_ID, click },
  );
}

function hideSidebar(): void {
  (globalThis as unknown as FirefoxWindow).SidebarController.hide();
}

/** Address of the page in the sidebar; empty while it is closed. */
function sidebarPage(): string {
  const { SidebarController, document } = globalThis as unknown as FirefoxWindow;
  const outer = document.querySelector<HTMLIFrameElement>('#sidebar')?.contentDocument;
  const inner = outer?.querySelector('#webext-panels-browser') as { readonly currentURI?: { spec: string } } | null;
  const address = inner?.currentURI?.spec ?? '';
  return SidebarController.isOpen && address.startsWith('moz-extension:') ? address : '';
}

describe('the context menu in Firefox', () => {
  const world = setUp(() => startOnSite(sharedFirefox));
  let own: TestPage;
  let words: Words;
  beforeAll(async () => {
    own = await world.browser.open(world.browser.extensionUrl('options.html'));
    const tag = await own.evaluate(() => document.documentElement.lang);
    words = wordsIn(tag === 'en' ? 'en' : 'zh_CN');
  });

  test('"check this page now" marks a page whose site is off', async () => {
    const { browser, site } = world;
    const never = [new URL(site.url('')).host];
    const settle = (settings: object) =>
      own.evaluate(
        (given) => (globalThis as unknown as OwnPage).chrome.storage.local.set({ settings: given }),
        settings,
      );
    await settle({ never });
    const page = await browser.open(site.url('plain.html'));
    expect(await viewUntil(browser, page, ({ state }) => state === 'off-here')).toMatchObject({ state: 'off-here' });
    expect(await markedBy(page)).toEqual({});
    await choose(browser, { menuItemId: 'check-page' });
    const letters = startKnown().letters('pa-01');
    expect(await markedLetters(page, letters.length)).toBe(letters);
    await settle({});
    await page.close();
  });

  test('the selected text is checked, and the sidebar opens', async () => {
    const { browser, site } = world;
    const page = await browser.open(site.url('own.html'));
    const tab = await newestTab(own);
    const sidebar = () => browser.inside(sidebarPage);
    // Firefox opens the sidebar when the extension is installed.
    await browser.inside(hideSidebar);
    expect(await sidebar()).toBe('');
    await choose(browser, { menuItemId: 'check-selection', selectionText: passage('pb-01') });
    expect(await until(sidebar, (shown) => shown !== '')).toBe(browser.extensionUrl('sidepanel.html'));
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    const said = await until(
      () => panel.evaluate(() => document.body.innerText),
      (text) => text.includes(words.say('selectionHeading')) && text.includes('%'),
    );
    expect(said).toContain(words.say('selectionHeading'));
    expect(said).toContain(passage('pb-01').slice(0, 20));
    expect(said).toMatch(/\d%/);
    await panel.close();
    await page.close();
  });

  test('a text is checked on a page of its own', async () => {
    const { browser } = world;
    await choose(browser, { menuItemId: 'check-text' });
    const addresses = () =>
      own.evaluate(async () => {
        const tabs = await (globalThis as unknown as OwnPage).chrome.tabs.query({});
        return tabs.map(({ url }) => url ?? '');
      });
    const wanted = browser.extensionUrl('check.html');
    expect(await until(addresses, (open) => open.includes(wanted))).toContain(wanted);
  });
});
