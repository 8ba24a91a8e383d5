import { expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { passage } from './fill.ts';
import { han, markedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startOnSite } from './start.ts';
import { backgroundOf, chromeTab } from './ui-world.ts';

/*
 * Typed-in fields cannot be painted: the panel lists their matches. In Chromium only, where a test can ask for a tab's
 * number; what is read of fields is the same code in both browsers, see test/page.
 */

const world = setUp(() => startOnSite(startChromium));

test('the panel lists what stands in textareas and text inputs, and nothing of other fields', async () => {
  const { browser, site } = world;
  const url = site.url('fields.html');
  const page = await browser.open(url);
  const tab = await chromeTab({ background: backgroundOf(browser) }, url);
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
