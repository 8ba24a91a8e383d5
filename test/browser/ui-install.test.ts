import { beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import type { TestPage } from './browser.ts';
import { startChromium } from './chromium.ts';
import { passage } from './fill.ts';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';
import { backgroundOf, chromeTab } from './ui-world.ts';

async function addLate(page: TestPage, text: string): Promise<void> {
  await page.evaluate((words) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    document.body.append(paragraph);
  }, text);
}

describe.each(startBoth)('a page that was open before the installation, in %s', (_name, start) => {
  const world = setUp(() => startOnSite(() => start({ extension: null })));

  test('is marked without being reloaded, and watched for changes', async () => {
    const { browser, site } = world;
    const known = await startKnown();
    const page = await browser.open(site.url('plain.html'));
    await page.evaluate(() => Object.assign(globalThis, { openedBefore: true }));
    await browser.install();
    await page.bringToFront();
    const first = known.letters('pa-01');
    expect(await markedLetters(page, first.length)).toBe(first);
    await addLate(page, passage('pb-01'));
    const both = first + known.letters('pb-01');
    expect(await markedLetters(page, both.length)).toBe(both);
    expect(await page.evaluate(() => 'openedBefore' in globalThis)).toBe(true);
  });
});

describe('a page that is open and marked, in Chromium', () => {
  const world = setUp(() => startOnSite(() => startChromium({ extension: null })));
  beforeAll(() => world.browser.install());

  const openMarked = async (url: string) => {
    const known = await startKnown();
    const page = await world.browser.open(url);
    const first = known.letters('pa-01');
    expect(await markedLetters(page, first.length)).toBe(first);
    return { page, known, first };
  };

  test('is served by the new extension after an update, and the popup shows its result', async () => {
    const { browser, site } = world;
    const url = site.url('plain.html');
    const { page, known, first } = await openMarked(url);
    const worker = () => browser.context.serviceWorkers().at(-1)!;
    const old = worker();
    // Installing an extension that is installed already updates it.
    await browser.install();
    const isNew = async () => worker() !== undefined && worker() !== old;
    expect(await until(isNew, (is) => is)).toBe(true);
    await addLate(page, passage('pb-01'));
    const both = first + known.letters('pb-01');
    expect(await markedLetters(page, both.length)).toBe(both);
    const tab = await chromeTab({ background: backgroundOf(browser) }, url);
    const popup = await browser.open(browser.extensionUrl(`popup.html?tab=${tab}`));
    const figure = () => popup.evaluate(() => document.querySelector('.figure')?.textContent ?? '');
    expect(await until(figure, (text) => text !== '')).toMatch(/^\d+(?:\.\d)?%$/);
    const said = await popup.evaluate(() => document.body.textContent ?? '');
    expect(said).not.toContain(wordsIn('zh_CN').say('stateReload'));
  });

  // The last test: after it there is no extension.
  test('loses its marks when the extension is removed, and its text stays', async () => {
    const { page, first } = await openMarked(world.site.url('plain.html'));
    await world.browser.uninstall();
    const names = () => page.evaluate(() => [...CSS.highlights.keys()]);
    expect(await until(names, (left) => left.length === 0)).toEqual([]);
    expect(await page.evaluate(() => document.body.textContent?.length)).toBeGreaterThan(first.length);
  });
});
