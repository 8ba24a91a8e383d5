import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBrowser, TestPage } from './browser.ts';
import { type Known, startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { LONGEST_STALL, longestStall, recordStalls } from './stalls.ts';
import { startBoth } from './start.ts';

/*
 * Pages that are too much of something. Nothing throws, nothing hangs: what the index knows is marked, and while that goes on,
 * the page answers.
 */

const ROWS: readonly [query: string, what: string, wait: number][] = [
  ['?nodes', '200,000 text nodes', 30_000],
  ['?one', 'one text node of 5 MB', 30_000],
  ['?long', '10 MB of text', 30_000],
  ['?deep', 'nesting 5,000 deep', 10_000],
];

describe.each(startBoth)('heavy pages in %s', (_name, start) => {
  let browser: TestBrowser;
  let site: Site;
  let known: Known;
  let page: TestPage;
  beforeAll(async () => {
    [browser, site, known] = await Promise.all([start(), startSite(), startKnown()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test.each(ROWS)('%s: %s', { timeout: 120_000 }, async (query, _what, wait) => {
    page = await browser.open(site.url(`heavy.html${query}`));
    await recordStalls(page);
    const longest = await longestStall(page, 2_500);
    const letters = known.letters('pa-01');
    expect((await markedLetters(page, letters.length, wait)).length).toBe(letters.length);
    console.log(`${browser.name} ${query}: longest stall ${Math.round(longest)} ms`);
    expect(longest).toBeLessThan(LONGEST_STALL);
    await page.close();
  });

  test('frames 30 deep', { timeout: 120_000 }, async () => {
    page = await browser.open(site.url('heavy.html?frames=30'));
    // Firefox loads frames at most 10 deep.
    const deepest = browser.name === 'firefox' ? 'frames=21' : 'frames=1';
    const inner = await until(
      async () => page.frames().find((frame) => frame.url().endsWith(deepest)),
      (frame) => frame !== undefined,
    );
    const letters = known.letters('pa-01');
    expect((await markedLetters(inner!, letters.length, 20_000)).length).toBe(letters.length);
    await page.close();
  });
});
