import { describe, expect, test } from 'vitest';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { LONGEST_STALL, longestStall, recordStalls } from './stalls.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * Pages with extreme numbers of nodes, letters, levels or frames: their known passage is marked, and the page's timers go on meanwhile.
 */

const ROWS: readonly [query: string, what: string, wait: number][] = [
  ['?nodes', '200,000 text nodes', 30_000],
  ['?one', 'one text node of 5 MB', 30_000],
  ['?long', '10 MB of text', 30_000],
  ['?deep', 'nesting 5,000 deep', 10_000],
];

describe.each(startBoth)('heavy pages in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  const known = startKnown();

  test.each(ROWS)('%s: %s', { timeout: 120_000 }, async (query, _what, wait) => {
    const page = await world.browser.open(world.site.url(`heavy.html${query}`));
    await recordStalls(page);
    const longest = await longestStall(page, 2_500);
    const letters = known.letters('pa-01');
    expect((await markedLetters(page, letters.length, wait)).length).toBe(letters.length);
    console.log(`${world.browser.name} ${query}: longest stall ${Math.round(longest)} ms`);
    expect(longest).toBeLessThan(LONGEST_STALL);
    await page.close();
  });

  test('frames 30 deep', { timeout: 120_000 }, async () => {
    const page = await world.browser.open(world.site.url('heavy.html?frames=30'));
    // Firefox loads frames at most 10 deep.
    const deepest = world.browser.name === 'firefox' ? 'frames=21' : 'frames=1';
    const inner = await until(
      async () => page.frames().find((frame) => frame.url().endsWith(deepest)),
      (frame) => frame !== undefined,
    );
    const letters = known.letters('pa-01');
    expect((await markedLetters(inner!, letters.length, 20_000)).length).toBe(letters.length);
    await page.close();
  });
});
