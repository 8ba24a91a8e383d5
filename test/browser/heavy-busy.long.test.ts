import { describe, expect, test } from 'vitest';
import { errorsOf } from './errors.ts';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { memoryOf } from './memory.ts';
import { setUp } from './set-up.ts';
import { LONGEST_STALL, longestStall, recordStalls } from './stalls.ts';
import { startBoth, startOnSite } from './start.ts';

/** How long the page changes, in s, and after how many its memory is looked at for the first time. */
const SECONDS = 60;
const EARLY = 15;

/** Growth of memory in MB that is accepted: 1.8 kB for each of the 4,500 changes between the two measurements. */
const MOST_GROWTH = 8;

function pause(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1_000));
}

describe.each(startBoth)('100 mutations a second for a minute in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('cause no long stall, no error, and no growth of memory', { timeout: 150_000 }, async () => {
    const { browser, site } = world;
    const letters = startKnown().letters('pa-01');
    const page = await browser.open(site.url(`heavy.html?busy=${SECONDS}`));
    const from = Date.now();
    const errors = await errorsOf(browser, page.url());
    const memory = await memoryOf(browser, page.url());
    const look = async () => ({ page: await memory.page(), background: await memory.background() });
    await recordStalls(page);
    expect(await markedLetters(page, letters.length)).toBe(letters);
    await pause(EARLY);
    const first = await longestStall(page);
    const early = await look();
    await longestStall(page); // what the look at the memory has cost
    await pause(SECONDS - (Date.now() - from) / 1_000);
    const longest = Math.max(first, await longestStall(page));
    expect(await markedLetters(page, letters.length)).toBe(letters);
    const late = await until(
      look,
      (now) => now.page < early.page + MOST_GROWTH && now.background < early.background + MOST_GROWTH,
      20_000,
    );
    const show = (of: typeof early) => `page ${of.page.toFixed(1)}, background ${of.background.toFixed(1)}`;
    console.log(
      `${browser.name}: longest stall ${Math.round(longest)} ms; MB: ${show(early)}; at the end: ${show(late)}`,
    );
    expect(longest).toBeLessThan(LONGEST_STALL);
    expect(late.page).toBeLessThan(early.page + MOST_GROWTH);
    expect(late.background).toBeLessThan(early.background + MOST_GROWTH);
    expect(await errors()).toEqual([]);
    // Positive control: an error is recorded.
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('heard'))));
    const heard = async () => (await errors()).join('\n');
    expect(await until(heard, (words) => words.includes('heard'))).toContain('heard');
  });
});
