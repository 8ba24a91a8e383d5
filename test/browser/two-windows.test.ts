import { describe, expect, test } from 'vitest';
import { type OwnPage, tabsOf } from './allow.ts';
import type { TestPage } from './browser.ts';
import { until } from './marks.ts';
import { press, textOf, wordsOf } from './packs-page.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';
import { judgementsStored } from './stored-judgements.ts';

/*
 * Two windows of one profile, in which the user does something at the same time: each acts on its own tab, and nothing is lost.
 */

interface AskingPage {
  readonly chrome: OwnPage['chrome'] & { readonly runtime: { sendMessage(message: object): Promise<unknown> } };
}

/** Switches the sites of two tabs off at once; runs in a page of the extension. */
async function switchOff(tabs: readonly number[]): Promise<void> {
  const { runtime } = (globalThis as unknown as AskingPage).chrome;
  await Promise.all(tabs.map((tab) => runtime.sendMessage({ dejaLu: 'switch-site', ask: { tab, on: false } })));
}

/** The sites that are switched off by what is stored; runs in a page of the extension. */
async function sitesOff(): Promise<readonly string[]> {
  const { storage } = (globalThis as unknown as AskingPage).chrome;
  const { settings } = await storage.local.get(null);
  return (settings as { readonly never?: readonly string[] } | undefined)?.never ?? [];
}

describe.each(sharedBrowsers)('two windows of %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  /** Opens a page in a window of its own. Resolves with its tab and the panel of that. */
  async function openWindow(own: TestPage, url: string): Promise<{ tab: number; panel: TestPage }> {
    await own.evaluate(async (wanted) => {
      await (globalThis as unknown as OwnPage).chrome.windows.create({ url: wanted });
    }, url);
    const opened = async () => (await tabsOf(own)).find((tab) => tab.url === url);
    const { id } = (await until(opened, (tab) => tab !== undefined))!;
    return { tab: id, panel: await world.browser.open(world.browser.extensionUrl(`sidepanel.html?tab=${id}`)) };
  }

  test('in which matches are ignored and sites switched off at once keep all of it', async () => {
    const { browser, site } = world;
    const own = await browser.open(browser.extensionUrl('options.html'));
    const elsewhere = site.url('plain.html').replace('127.0.0.1', 'localhost');
    const [first, second] = [await openWindow(own, site.url('frame-inner.html')), await openWindow(own, elsewhere)];
    const words = await wordsOf(first.panel);
    const ignored = async ({ panel }: typeof first, wanted: string) =>
      expect(
        await until(
          () => textOf(panel, '.ignored'),
          (text) => text.includes(wanted),
        ),
      ).toContain(wanted);

    await Promise.all([first, second].map(({ panel }) => press(panel, words.say('notAMatch'))));
    for (const each of [first, second]) await ignored(each, words.count('ignored', 1));
    expect(await own.evaluate(judgementsStored)).toBe(2);

    await own.evaluate(switchOff, [first.tab, second.tab]);
    const off = () => own.evaluate(sitesOff);
    expect(await until(off, ({ length }) => length === 2)).toHaveLength(2);
    await Promise.all([first.panel, second.panel, own].map((each) => each.close()));
  });
});
