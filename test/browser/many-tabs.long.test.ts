import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnPage, tabsOf } from './allow.ts';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';

/*
 * A browser that was closed with a hundred tabs opens them all again at once, while the extension is only starting.
 */

const TABS = 100;

interface AskingPage {
  readonly chrome: OwnPage['chrome'] & {
    readonly runtime: { sendMessage(message: object): Promise<{ value: { figures: { matches: number } } }> };
    readonly tabs: { create(tab: object): Promise<unknown> };
  };
}

const profile = mkdtempSync(join(tmpdir(), 'deja-lu-tabs-'));
let site: Site;
let browser: ChromiumBrowser | undefined;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await browser?.close();
  await site.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** How many of these tabs have a match by what the background knows; asked from a page of the extension. */
async function matchedOf(wanted: readonly number[]): Promise<number> {
  const { runtime } = (globalThis as unknown as AskingPage).chrome;
  const views = await Promise.all(wanted.map((tab) => runtime.sendMessage({ dejaLu: 'view', ask: { tab } })));
  return views.filter(({ value }) => value.figures.matches > 0).length;
}

test('a hundred tabs that are restored at once are all checked, and the one in front is marked', {
  timeout: 600_000,
}, async () => {
  const url = site.url('plain.html?restored');
  browser = await startChromium({ profile });
  const first = await browser.open(browser.extensionUrl('options.html'));
  await first.evaluate(
    async ({ address, count }) => {
      const { tabs } = (globalThis as unknown as AskingPage).chrome;
      for (let i = 0; i < count; i++) await tabs.create({ url: `${address}=${i}`, active: false });
    },
    { address: url, count: TABS },
  );
  const opened = async (of: typeof first) => (await tabsOf(of)).filter((tab) => tab.url?.startsWith(url));
  expect(
    await until(
      () => opened(first),
      ({ length }) => length === TABS,
      120_000,
    ),
  ).toHaveLength(TABS);
  await browser.close();

  browser = await startChromium({ profile, restore: true });
  const own = await browser.open(browser.extensionUrl('options.html'));
  const restored = await until(
    () => opened(own),
    ({ length }) => length === TABS,
    60_000,
  );
  expect(restored).toHaveLength(TABS);
  const ids = restored.map(({ id }) => id);
  expect(
    await until(
      () => own.evaluate(matchedOf, ids),
      (count) => count === TABS,
      240_000,
    ),
  ).toBe(TABS);

  const known = startKnown().letters('pa-01');
  const page = await browser.open(site.url('plain.html?after'));
  expect(await markedLetters(page, known.length)).toBe(known);
});
