import type { Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { passage } from '../browser/fill.ts';
import { type Site, startSite } from '../browser/site.ts';
import { aim } from './engine-parts.ts';
import { lowerQuartile, pause, stopBackground } from './in-chromium.ts';

/*
 * Question: how long does the first mark take? From the text (at a load, from DOMContentLoaded; later, from its insertion),
 * with the background running and with the background stopped by the browser. Aims: 150 ms warm, 700 ms cold.
 */

const ROUNDS = 9;
const WARM_MS = 150;
const COLD_MS = 700;

/** Runs in the page before all other scripts: records when the text and when the first mark come. */
function watch(): void {
  const look = () => {
    if (CSS.highlights.has('deja-lu-literal')) Object.assign(globalThis, { firstMark: performance.now() });
    else setTimeout(look, 2);
  };
  addEventListener('DOMContentLoaded', () => {
    Object.assign(globalThis, { textAt: performance.now() });
    look();
  });
}

async function atLoad(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => 'firstMark' in globalThis);
  return page.evaluate(() => {
    const { firstMark, textAt } = globalThis as unknown as { firstMark: number; textAt: number };
    return firstMark - textAt;
  });
}

function insert(page: Page): Promise<number> {
  return page.evaluate(async (text) => {
    const start = performance.now();
    document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
    while (!CSS.highlights.has('deja-lu-literal')) await new Promise((done) => setTimeout(done, 2));
    return performance.now() - start;
  }, passage('pb-01'));
}

async function late(browser: ChromiumBrowser, page: Page, site: Site, cold: boolean): Promise<number> {
  await page.goto(site.url('own.html'), { waitUntil: 'load' });
  await pause(700);
  if (cold) await stop(browser);
  return insert(page);
}

async function stop(browser: ChromiumBrowser): Promise<void> {
  await stopBackground(browser);
  await pause(500);
}

async function measure(what: string, most: number, run: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  for (let i = -1; i < ROUNDS; i++) {
    const time = await run();
    if (i >= 0) times.push(time);
  }
  const typical = lowerQuartile(times);
  aim(`${what}, ms (${most})`, typical, typical <= most);
}

const site = await startSite();
const browser = await startChromium();
try {
  const page = await browser.context.newPage();
  await page.addInitScript(watch);
  for (const [query, name] of [
    ['news', 'news of 2,000 characters'],
    ['essays', 'essays, 20,000 characters'],
  ] as const) {
    const url = site.url(`bench.html?${query}`);
    await measure(`${name}, warm`, WARM_MS, () => atLoad(page, url));
    await measure(`${name}, cold`, COLD_MS, async () => {
      await page.goto(site.url('bench.html?empty'));
      await stop(browser);
      return atLoad(page, url);
    });
  }
  await measure('late text, warm', WARM_MS, () => late(browser, page, site, false));
  await measure('late text, cold', COLD_MS, () => late(browser, page, site, true));
} finally {
  await browser.close();
  await site.close();
}
