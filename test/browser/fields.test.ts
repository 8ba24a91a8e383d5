import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { passage } from './fill.ts';
import { han, markedBy, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { chromeTab } from './ui-world.ts';

/*
 * Typed-in fields cannot be painted: the panel lists their matches. In Chromium only, where a test can ask for a tab's
 * number; what is read of fields is the same code in both browsers, see test/page.
 */

let browser: ChromiumBrowser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([startChromium(), startSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const background = (run: (argument: string) => unknown, argument: string) =>
  browser.context.serviceWorkers()[0]!.evaluate(run as never, argument as never);

test('the panel lists what stands in textareas and text inputs, and nothing of other fields', async () => {
  const url = site.url('fields.html');
  const page = await browser.open(url);
  const tab = await chromeTab({ background: background as never }, url);
  const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
  const words = () => panel.evaluate(() => document.body.innerText.replace(/\P{Script=Han}/gu, ''));
  const begin = (name: 'pa-01' | 'pa-03' | 'pb-01' | 'pb-05' | 'pb-11') => han(passage(name)).slice(0, 20);
  const listed = await until(words, (all) => all.includes(begin('pa-01')) && all.includes(begin('pa-03')));
  expect(listed).toContain(begin('pa-01'));
  expect(listed).toContain(begin('pa-03'));
  expect(listed).not.toContain(begin('pb-01'));
  expect(listed).not.toContain(begin('pb-05'));
  expect(await markedBy(page)).toEqual({});

  await page.bringToFront();
  await page.evaluate((text) => {
    const search = document.querySelector<HTMLInputElement>('#search')!;
    search.value = text;
    search.dispatchEvent(new Event('input', { bubbles: true }));
  }, passage('pb-11'));
  expect(await until(words, (all) => all.includes(begin('pb-11')))).toContain(begin('pb-11'));
  await panel.close();
  await page.close();
});
