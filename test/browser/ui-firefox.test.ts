import { beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import type { TestPage } from './browser.ts';
import { marked, markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedFirefox } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

interface OwnPage {
  readonly browser: { readonly tabs: { query(of: object): Promise<{ id: number; url?: string }[]> } };
}

function textOf(page: TestPage, selector: string): Promise<string> {
  return page.evaluate((of) => document.querySelector(of)?.textContent ?? '', selector);
}

/** Waits until an element has text; returns the text. */
function someText(page: TestPage, selector: string): Promise<string> {
  return until(
    () => textOf(page, selector),
    (text) => text !== '',
  );
}

function press(page: TestPage, label: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(wanted));
    button?.click();
    return button !== undefined;
  }, label);
}

describe('the interface in Firefox', () => {
  const world = setUp(() => startOnSite(sharedFirefox));
  let page: TestPage;
  let own: TestPage;
  let tab: number;
  // A Firefox without language packs shows English, whatever language is requested.
  let words: Words;

  const openOwn = (path: string) => world.browser.open(world.browser.extensionUrl(path));
  const tabs = () => own.evaluate(() => (globalThis as unknown as OwnPage).browser.tabs.query({}));

  beforeAll(async () => {
    const { browser, site } = world;
    own = await openOwn('options.html');
    const tag = await own.evaluate(() => document.documentElement.lang);
    words = wordsIn(tag === 'en' ? 'en' : 'zh_CN');
    page = await browser.open(site.url('demo.html'));
    await markedLetters(page);
    tab = (await tabs()).find(({ url }) => url === page.url())!.id;
  });

  test('popup and sidebar show the same figures', async () => {
    const popup = await openOwn(`popup.html?tab=${tab}`);
    const share = await someText(popup, '.figure');
    expect(share).toMatch(/^\d+(?:\.\d)?%$/);
    await popup.goto(world.browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    expect(await someText(popup, '.figures .total strong')).toBe(share);
    await popup.close();
  });

  test('a match is compared with its source', async () => {
    const panel = await openOwn(`sidepanel.html?tab=${tab}`);
    await someText(panel, '.match .excerpt');
    expect(await press(panel, words.say('compare'))).toBe(true);
    const aligned = await someText(panel, '.aligned');
    expect(aligned.length).toBeGreaterThan(20);
    await panel.close();
  });

  test('the judgement "not a match" removes the mark, and is undone on the options page', async () => {
    const before = await marked(page);
    const panel = await openOwn(`sidepanel.html?tab=${tab}`);
    await someText(panel, '.match');
    await press(panel, words.say('notAMatch'));
    expect(
      (
        await until(
          () => marked(page),
          (text) => text.length < before.length,
        )
      ).length,
    ).toBeLessThan(before.length);
    await panel.goto(world.browser.extensionUrl('options.html'));
    await someText(panel, '.judgements');
    await press(panel, words.say('undo'));
    expect(
      await until(
        () => marked(page),
        (text) => text === before,
      ),
    ).toBe(before);
    await panel.close();
  });

  test('the marks change their style with the options', async () => {
    const colour = () =>
      page.evaluate(() => getComputedStyle(document.body, '::highlight(deja-lu-literal)').backgroundColor);
    const before = await colour();
    await own.evaluate(() => document.querySelector<HTMLInputElement>('input[value=violet]')!.click());
    expect(await until(colour, (now) => now !== before)).not.toBe(before);
    await own.evaluate(() => document.querySelector<HTMLInputElement>('input[value=amber]')!.click());
    expect(await until(colour, (now) => now === before)).toBe(before);
  });

  test('a mark that is clicked opens the popover, and its button the panel in a tab', async () => {
    await page.bringToFront();
    const at = await page.evaluate(() => {
      const range = new Range();
      const [mark] = CSS.highlights.get('deja-lu-literal')!;
      range.setStart(mark!.startContainer, mark!.startOffset);
      range.setEnd(mark!.endContainer, mark!.endOffset);
      mark!.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, height } = range.getClientRects()[0]!;
      return { x: left + 40, y: top + height / 2 };
    });
    await page.mouse.click(at.x, at.y);
    const isOpen = () => page.evaluate(() => document.querySelector('[popover]')?.matches(':popover-open') ?? false);
    expect(await until(isOpen, (open) => open)).toBe(true);
    // Keys are not obeyed in the moment after it opens.
    const isOpenAfterKey = () => page.keyboard.press('Enter').then(isOpen);
    expect(await until(isOpenAfterKey, (open) => !open)).toBe(false);
    const opened = await until(tabs, (all) => all.some(({ url }) => url?.endsWith(`sidepanel.html?tab=${tab}`)));
    expect(opened.map(({ url }) => url)).toContainEqual(expect.stringContaining(`sidepanel.html?tab=${tab}`));
  });
});
