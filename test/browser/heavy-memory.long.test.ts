import { describe, expect, test } from 'vitest';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { memoryOf } from './memory.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * The memory that a heavy page takes is freed when the tab leaves it.
 */

/**
 * Memory in MB that may remain after a page of 10 MB of text. The page takes 200 to 300 MB; without the extension the same
 * measurement varies by 1 MB.
 */
const MOST_LEFT = 12;

describe.each(startBoth)('memory in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('returns after 10 MB of text, in the page and in the background', { timeout: 120_000 }, async () => {
    const { browser, site } = world;
    const letters = startKnown().letters('pa-01');
    // A marked page comes first, so that the index, which stays open, is not counted as the heavy page's.
    const page = await browser.open(site.url('plain.html'));
    expect(await markedLetters(page, letters.length)).toBe(letters);
    const memory = await memoryOf(browser, page.url());
    const look = async () => ({ page: await memory.page(), background: await memory.background() });
    const before = await look();
    await page.goto(site.url('heavy.html?long'));
    expect((await markedLetters(page, letters.length, 30_000)).length).toBe(letters.length);
    const during = await look();
    await page.goto(site.url('plain.html'));
    expect(await markedLetters(page, letters.length)).toBe(letters);
    const after = await until(
      look,
      (now) => now.page < before.page + MOST_LEFT && now.background < before.background + MOST_LEFT,
      30_000,
    );
    const show = (of: typeof before) => `page ${of.page.toFixed(1)}, background ${of.background.toFixed(1)}`;
    console.log(`${browser.name}, MB: ${show(before)}; heavy: ${show(during)}; after: ${show(after)}`);
    expect(during.page).toBeGreaterThan(before.page + 100);
    expect(after.page).toBeLessThan(before.page + MOST_LEFT);
    expect(after.background).toBeLessThan(before.background + MOST_LEFT);
  });
});
