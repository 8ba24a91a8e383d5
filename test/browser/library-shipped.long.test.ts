import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';
import { newestTab } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { openLibrary, press } from './library-driver.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The documents that come with the extension as an index, without their texts, are added by someone who has their files: they are known by
 * their letters, and matches show their words from then on.
 */

/** Essays of each document as the index has cut it. */
const ESSAYS = [14, 5, 20, 5, 10];

interface Differences {
  /** Places where the essay's words are not known. */
  readonly boxes: number;
  /** The essay's words where they differ from the page's. */
  readonly words: readonly string[];
}

/** Opens the first match of a page beside its source. */
async function compared(browser: TestBrowser, tab: number, words: Words): Promise<Differences> {
  const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
  await press(panel, words.say('compare'));
  const differences = () =>
    panel.evaluate(() => ({
      boxes: document.querySelectorAll('.step .boxes').length,
      words: [...document.querySelectorAll('.step del')].map(({ textContent }) => textContent ?? ''),
    }));
  const found = await until(differences, (now) => now.words.length > 0);
  await panel.close();
  return found;
}

const offers = (page: TestPage) => page.evaluate(() => document.querySelectorAll('.pieces').length);

describeShared('the shipped documents', ['corpus'], () => {
  const names = readdirSync(sharedPath('corpus')).sort();
  const texts = names.map((name) => readFileSync(sharedPath(`corpus/${name}`), 'utf8'));

  describe.each(sharedBrowsers)('in %s', (_name, start) => {
    const world = setUp(() => startOnSite(start));

    test('are known by their letters, and matches show their words once they were added', {
      timeout: 180_000,
    }, async () => {
      const { browser, site } = world;
      const library = await openLibrary(browser);
      const { page, words } = library;
      await browser.open(site.url('demo.html'));
      const tab = await newestTab(page);
      expect((await compared(browser, tab, words)).boxes).toBeGreaterThan(0);

      await page.bringToFront();
      await library.addFiles(texts.map((text, i) => ({ name: `文件${i}.txt`, text })));
      expect(
        await until(
          () => offers(page),
          (count) => count === texts.length,
        ),
      ).toBe(texts.length);
      const shown = await page.evaluate(() => document.querySelector('main')!.innerText);
      ESSAYS.forEach((count, i) => {
        const [before, after] = words.say('cutShipped', `文件${i}.txt`, '\n', words.number(count)).split('\n');
        expect(shown).toContain(before);
        expect(shown).toContain(after);
      });
      for (const [i, count] of ESSAYS.entries()) {
        await press(page, words.say('cutYes', words.number(count)));
        await until(
          () => offers(page),
          (left) => left === ESSAYS.length - 1 - i,
        );
      }
      const isIndexed = () =>
        page.evaluate(
          (waiting) =>
            document.querySelector('progress') === null &&
            !document.querySelector('.essays')!.textContent!.includes(waiting),
          words.say('libraryNotIndexed'),
        );
      expect(await until(isIndexed, (is) => is, 60_000)).toBe(true);

      const now = await compared(browser, tab, words);
      expect(now.boxes).toBe(0);
      for (const word of now.words) expect(texts.some((text) => text.includes(word))).toBe(true);
    });
  });
});
