import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { median } from '../bench/in-chromium.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { type Errors, errorsOf } from './errors.ts';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { memoryOf } from './memory.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * An hour of browsing in ten minutes: 360 visits, as of a reader who opens a page every ten seconds. After each lap of 36 visits
 * all tabs come back to one page, and memory is measured there. What it prints is the curve in docs/measurements.md.
 */

const LAPS = Number(process.env.SOAK_LAPS ?? 10);
const VISITS = 36;

/** The least time that a visit takes, in ms. */
const PACE = 60_000 / VISITS;

/** The time in ms that a page may take to load, on a machine that does ten other things. */
const LONGEST_LOAD = 120_000;

/** Tabs that are open at a time. All but the first are closed and opened anew in turn, one after each lap. */
const TABS = 4;

/**
 * Growth in MB that is accepted from the median of the first three laps to that of the last three, 250 visits later. The background
 * keeps its answers to the last 200 texts, which come to be full in that time.
 */
const MOST_GROWTH = 4;

/** Where every lap ends. */
const HOME = 'plain.html';

const HEAVY = ['heavy.html?long', 'heavy.html?busy=2', 'bench.html?million', 'heavy.html?deep', 'heavy.html?frames=8'];

/** Pages that are not themselves without a query. */
const WITH_QUERY = ['bench.html', 'heavy.html'];

/** What Firefox writes of any extension that has asked its background something and whose page has gone before the answer. */
const NO_ERROR = /^Promise (?:resolved|rejected) (?:while context is inactive|after context unloaded)/u;

const FOLDER = join(import.meta.dirname, '../fixtures/pages');

const CHARSETS: Readonly<Record<string, string>> = {
  'big5.html': 'big5.html?charset=big5',
  'gb18030.html': 'gb18030.html?charset=gb18030',
};

/** The fixture pages in the order of their names, and a heavy one after each eleventh. */
function itinerary(): string[] {
  const pages = readdirSync(FOLDER)
    .filter((name) => /\.(html|xhtml|txt|svg)$/u.test(name) && !WITH_QUERY.includes(name))
    .sort()
    .map((name) => CHARSETS[name] ?? name);
  return pages.flatMap((page, i) => (i % 11 === 10 ? [page, HEAVY[Math.floor(i / 11) % HEAVY.length]!] : [page]));
}

/** What a reader does on a page: scrolls, points somewhere, goes back at times. */
async function read(page: TestPage, visit: number): Promise<void> {
  await page.evaluate(() => scrollTo(0, document.documentElement?.scrollHeight ?? 0));
  await page.mouse.move(120, 100 + (visit % 5) * 60);
  if (visit % 6 === 5) await page.evaluate(() => void setTimeout(() => history.back()));
}

/** Opens the popup, as a page of its own, or the side panel's page, and closes it. */
async function lookAtResults(browser: TestBrowser, visit: number): Promise<void> {
  const own = await browser.open(browser.extensionUrl(visit % 2 ? 'popup.html' : 'options.html'));
  await own.close();
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));

describe.each(startBoth)('an hour of browsing in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  const pages = itinerary();
  const known = startKnown().letters('pa-01');
  const tabs: TestPage[] = [];
  const errors: Errors[] = [];
  const found = new Set<string>();

  async function gatherErrors(): Promise<void> {
    for (const each of errors) for (const words of await each()) if (!NO_ERROR.test(words)) found.add(words);
  }

  /** Opens a tab whose errors are recorded from its first page on. */
  async function openTab(): Promise<TestPage> {
    // In Firefox, a new recording forgets what came before it.
    await gatherErrors();
    const page = await world.browser.open(world.site.url(`own.html?tab=${errors.length}`));
    errors.push(await errorsOf(world.browser, page.url()));
    return page;
  }

  /** Goes to a page as a link does. A driver's own navigation gives up after 30 s, and gets lost after a page has gone back. */
  async function go(tab: TestPage, page: string): Promise<void> {
    const url = world.site.url(page);
    const leave = (to: string) => {
      Object.assign(globalThis, { left: true });
      setTimeout(() => location.assign(to));
    };
    // One of the pages puts back what it has redefined, and says so by its title; until then a driver cannot work in it.
    const isThere = (to: string) =>
      location.href === to &&
      document.readyState === 'complete' &&
      document.title !== 'redefined' &&
      !('left' in globalThis);
    await tab.evaluate(leave, url);
    const ask = () => tab.evaluate(isThere, url).catch(() => false);
    expect(await until(ask, (is) => is, LONGEST_LOAD), `${page} has loaded`).toBe(true);
  }

  async function visit(number: number): Promise<void> {
    const end = Date.now() + PACE;
    const tab = tabs[number % TABS]!;
    await tab.bringToFront();
    await go(tab, pages[number % pages.length]!);
    await read(tab, number);
    if (number % 12 === 11) await lookAtResults(world.browser, number);
    await pause(end - Date.now());
  }

  /** All tabs come back to one page, which is marked in the first; one of the others is closed, and a new one opened. */
  async function comeHome(lap: number): Promise<void> {
    for (const tab of tabs) await go(tab, HOME);
    const leaving = 1 + (lap % (TABS - 1));
    await tabs[leaving]!.close();
    tabs[leaving] = await openTab();
    await tabs[0]!.bringToFront();
    expect(await markedLetters(tabs[0]!, known.length, 30_000)).toBe(known);
  }

  test('memory returns, and no console has an error', { timeout: LAPS * 300_000 }, async () => {
    while (tabs.length < TABS) tabs.push(await openTab());
    const memory = await memoryOf(world.browser, tabs[0]!.url());
    const curve: { page: number; background: number }[] = [];
    for (let lap = 0; lap < LAPS; lap++) {
      for (let i = 0; i < VISITS; i++) await visit(lap * VISITS + i);
      await comeHome(lap);
      curve.push({ page: await memory.page(), background: await memory.background() });
      const { page, background } = curve.at(-1)!;
      console.log(
        `${world.browser.name}, ${(lap + 1) * VISITS} visits: page ${page.toFixed(1)} MB, background ${background.toFixed(1)} MB`,
      );
    }
    await gatherErrors();
    expect([...found]).toEqual([]);
    for (const where of ['page', 'background'] as const) {
      const values = curve.map((point) => point[where]);
      expect(median(values.slice(-3)) - median(values.slice(0, 3)), `growth of the ${where}, MB`).toBeLessThan(
        MOST_GROWTH,
      );
    }
    // Positive control: an error of each tab is recorded, of those that came later too.
    for (const [i, tab] of tabs.entries())
      await tab.evaluate((words) => void setTimeout(() => Promise.reject(new Error(words))), `heard ${i}`);
    const all = tabs.map((_, i) => `heard ${i}`);
    const heard = async () => {
      await gatherErrors();
      return all.filter((words) => [...found].some((each) => each.includes(words)));
    };
    expect(await until(heard, ({ length }) => length === all.length)).toEqual(all);
  });
});
