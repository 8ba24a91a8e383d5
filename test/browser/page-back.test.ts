import { describe, expect, test } from 'vitest';
import type { TestBrowser, TestPage } from './browser.ts';
import { startChromium } from './chromium.ts';
import { startKnown } from './known.ts';
import { marked, markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedFirefox } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * A page that comes back as it was, out of the back/forward cache: its scripts were asleep, not ended.
 */

interface Noting {
  persisted?: boolean;
}

/** Waits for a page by its title: one that comes out of the cache may not even tell its address to the debugger. */
async function arrived(page: TestPage, title: string): Promise<void> {
  const there = () =>
    page
      .evaluate((wanted) => document.readyState === 'complete' && document.title === wanted, title)
      .catch(() => false);
  if (!(await until(there, (is) => is))) throw new Error(`The page "${title}" has not come`);
}

const BROWSERS: readonly [name: string, start: () => Promise<TestBrowser>][] = [
  ['chromium', () => startChromium({ backForwardCache: true })],
  ['firefox', sharedFirefox],
];

describe.each(BROWSERS)('the back/forward cache of %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('restores a page, which is then marked again and read further', async () => {
    const { browser, site } = world;
    const letters = startKnown().letters('pa-01');
    const page = await browser.open(site.url('plain.html'));
    expect(await markedLetters(page, letters.length)).toBe(letters);
    const title = await page.evaluate(() => document.title);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
    });
    await page.evaluate((url) => void setTimeout(() => location.assign(url)), site.url('own.html'));
    await arrived(page, '自己的话');
    await page.evaluate(() => void setTimeout(() => history.back()));
    await arrived(page, title);
    // A page that was loaded anew would know nothing of it.
    const persisted = () => page.evaluate(() => (globalThis as Noting).persisted);
    expect(await until(persisted, (is) => is !== undefined, 2_000)).toBe(true);
    expect(await markedLetters(page, letters.length)).toBe(letters);
    await page.evaluate(() => document.querySelector('#template')!.remove());
    expect(
      await until(
        () => marked(page),
        (words) => words === '',
      ),
    ).toBe('');
  });
});
