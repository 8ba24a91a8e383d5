import type { Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { passage } from '../browser/fill.ts';
import { type Site, startSite } from '../browser/site.ts';
import { COLD_MS, firstMarkAtLoad, goCold, measure, WARM_MS, watchMarks } from './first-marks.ts';
import { pause } from './in-chromium.ts';

/*
 * Question: how long does the first mark take? From the text (at a load, from DOMContentLoaded; later, from its insertion),
 * with the background running and with the background stopped by the browser. Aims: 150 ms warm, 700 ms cold.
 */

function insert(page: Page): Promise<number> {
  return page.evaluate(async (text) => {
    const start = performance.now();
    document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
    const { isMarked } = globalThis as unknown as { isMarked(): boolean };
    while (!isMarked()) await new Promise((done) => setTimeout(done, 2));
    return performance.now() - start;
  }, passage('pb-01'));
}

async function late(browser: ChromiumBrowser, page: Page, site: Site, cold: boolean): Promise<number> {
  await page.goto(site.url('own.html'), { waitUntil: 'load' });
  await pause(700);
  if (cold) await goCold(browser);
  return insert(page);
}

const site = await startSite();
const browser = await startChromium();
try {
  const page = await browser.context.newPage();
  await page.addInitScript(watchMarks);
  for (const [query, name] of [
    ['news', 'news of 2,000 characters'],
    ['essays', 'essays, 20,000 characters'],
  ] as const) {
    const url = site.url(`bench.html?${query}`);
    await measure(`${name}, warm`, WARM_MS, () => firstMarkAtLoad(page, url));
    await measure(`${name}, cold`, COLD_MS, async () => {
      await page.goto(site.url('bench.html?empty'));
      await goCold(browser);
      return firstMarkAtLoad(page, url);
    });
  }
  await measure('late text, warm', WARM_MS, () => late(browser, page, site, false));
  await measure('late text, cold', COLD_MS, () => late(browser, page, site, true));
} finally {
  await browser.close();
  await site.close();
}
