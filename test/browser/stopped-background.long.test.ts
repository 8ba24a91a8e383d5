import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packOf } from '../packs/own-packs.ts';
import { openBeside } from './beside.ts';
import type { TestPage } from './browser.ts';
import { viewUntil } from './checked.ts';
import { passage } from './fill.ts';
import { textOf as ownText } from './killed-library.ts';
import { startKnown } from './known.ts';
import { openLibrary } from './library-driver.ts';
import { han, markedBy, markedLetters, until } from './marks.ts';
import { type PackHost, startPackHost } from './pack-host.ts';
import { libraryIsOpen, press, subscribe, textOf, titlesIn, wordsOf } from './packs-page.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';
import { stopBackground } from './stop-background.ts';
import { judgementsStored } from './stored-judgements.ts';

/*
 * The browser stops the background at any moment of what it does. Whatever it was at is done in the end, once, and what is shown is so.
 */

/** Ms after the beginning of something at which the background is stopped. */
const MOMENTS = [0, 15, 40, 80, 150, 300, 600];

/** Sleeps: the moments are part of what is tested, nothing is waited for. */
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe.each(startBoth)('the background of %s is stopped', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  const known = startKnown().letters('pa-01');
  const rewordedIn = async (page: TestPage) => han(((await markedBy(page))['deja-lu-reworded'] ?? []).join(''));

  test.each(MOMENTS)(
    '%i ms after a page is opened: it is marked, and its results are shown',
    { timeout: 60_000 },
    async (ms) => {
      const { browser, site } = world;
      const page = await browser.open('about:blank');
      const url = site.url(`reworded.html?${ms}`);
      const loaded = page.goto(url);
      await pause(ms);
      await stopBackground(browser);
      await loaded;
      expect(await markedLetters(page, known.length, 15_000)).toBe(known);
      const isWhole = ({ matches }: { readonly matches: readonly unknown[] }) => matches.length > 1;
      expect((await viewUntil(browser, page, isWhole)).matches.length).toBeGreaterThan(1);
      expect(
        (
          await until(
            () => rewordedIn(page),
            ({ length }) => length > 300,
          )
        ).length,
      ).toBeGreaterThan(300);
      await page.close();
    },
  );

  test.each(MOMENTS)(
    '%i ms after a match is ignored: that is stored once, shown, and undone',
    { timeout: 60_000 },
    async (ms) => {
      const { browser, site } = world;
      const { page, panel } = await openBeside(browser, site.url(`plain.html?${ms}`));
      const words = await wordsOf(panel);
      const toast = () => textOf(panel, '.toast');
      const settled = async (ignored: number) => {
        const now = async () => [(await textOf(panel, '.ignored')) !== '', await panel.evaluate(judgementsStored)];
        const wanted = JSON.stringify([ignored > 0, ignored]);
        expect(JSON.stringify(await until(now, (is) => JSON.stringify(is) === wanted))).toBe(wanted);
      };
      await press(panel, words.say('notAMatch'));
      await pause(ms);
      await stopBackground(browser);
      expect(await until(toast, (text) => text !== '')).toContain(words.say('dismissedMatch'));
      await settled(1);
      const fewer = await until(
        () => markedLetters(page, 0),
        ({ length }) => length < known.length,
      );
      expect(fewer.length).toBeLessThan(known.length);
      await panel.evaluate(() => document.querySelector<HTMLElement>('.toast-undo')!.click());
      await pause(ms);
      await stopBackground(browser);
      await settled(0);
      expect(await markedLetters(page, known.length)).toBe(known);
      await Promise.all([panel.close(), page.close()]);
    },
  );

  test('while the library grows: what is added is found in pages that are open', { timeout: 400_000 }, async () => {
    const { browser, site } = world;
    const page = await browser.open(site.url('own.html'));
    const library = await openLibrary(browser);
    for (const [i, ms] of MOMENTS.entries()) {
      const text = ownText(i);
      await page.evaluate((words) => {
        document.body.append(Object.assign(document.createElement('p'), { textContent: words }));
      }, text);
      await library.add(text, `e${i}`);
      await library.indexed(...MOMENTS.slice(0, i + 1).map((_, number) => `e${number}`));
      // The page tells the background just now.
      await pause(ms);
      await stopBackground(browser);
      const wanted = han(
        MOMENTS.slice(0, i + 1)
          .map((_, number) => ownText(number))
          .join(''),
      );
      await page.bringToFront();
      // Where the page has its first answer and nothing else happens, an alarm starts the background again, in half a minute at most.
      expect(await markedLetters(page, wanted.length, 40_000), `${ms} ms`).toBe(wanted);
      await library.page.bringToFront();
    }
    await Promise.all([library.page.close(), page.close()]);
  });

  describe('while a pack is fetched', () => {
    let host: PackHost;
    beforeAll(async () => {
      host = await startPackHost();
    });
    afterAll(() => host.close());

    test('the update goes on by itself, and nothing is asked for twice that has come', {
      timeout: 240_000,
    }, async () => {
      const page = await world.browser.open(world.browser.extensionUrl('library.html'));
      await libraryIsOpen(page);
      const words = await wordsOf(page);
      const [first, second] = [passage('own-02'), passage('own-04')];
      await host.serve(await packOf({ parts: [{ a: first }, { b: second.slice(0, 200) }], facts: { version: 1 } }));
      host.manners = 'slow';
      await subscribe(page, words, host.address);
      const asked = (count: number) =>
        until(
          async () => host.asked.length,
          (now) => now >= count,
        );
      // The head has come and the first chunk; the second is on its way.
      expect(await asked(3)).toBe(3);
      await stopBackground(world.browser);
      const version = words.say('packVersion', '1', '2026-01-02');
      const said = () => textOf(page, '.packs');
      expect(await until(said, (text) => text.includes(version), 150_000)).toContain(version);
      const paths = host.asked.map(({ path }) => path);
      expect(paths.filter((path) => path === paths[1]).length).toBe(1);
      expect(paths.filter((path) => path === 'pack.djlh').length).toBe(1);
      const found = () => titlesIn(page, first);
      expect(await until(found, ([title]) => title === '题a')).toEqual(['题a']);
      await page.close();
    });
  });
});
