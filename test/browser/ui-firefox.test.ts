import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { startFirefox } from './firefox.ts';
import { marked, markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';

interface OwnPage {
  readonly browser: { readonly tabs: { query(of: object): Promise<{ id: number; url?: string }[]> } };
}

function textOf(page: TestPage, selector: string): Promise<string> {
  return page.evaluate((of) => document.querySelector(of)?.textContent ?? '', selector);
}

function press(page: TestPage, label: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(wanted));
    button?.click();
    return button !== undefined;
  }, label);
}

describe('the interface in Firefox', () => {
  let browser: TestBrowser;
  let site: Site;
  let page: TestPage;
  let own: TestPage;
  let tab: number;
  // A Firefox without language packs speaks English, whatever it was asked.
  let words: Words;

  const tabs = () => own.evaluate(() => (globalThis as unknown as OwnPage).browser.tabs.query({}));

  beforeAll(async () => {
    [browser, site] = await Promise.all([startFirefox({ language: 'zh-CN' }), startSite()]);
    own = await browser.open(browser.extensionUrl('options.html'));
    const tag = await own.evaluate(() => document.documentElement.lang);
    words = wordsIn(tag === 'en' ? 'en' : 'zh_CN');
    page = await browser.open(site.url('demo.html'));
    await markedLetters(page);
    tab = (await tabs()).find(({ url }) => url === page.url())!.id;
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('popup and sidebar show the same figures', async () => {
    const popup = await browser.open(browser.extensionUrl(`popup.html?tab=${tab}`));
    const share = await until(
      () => textOf(popup, '.figure'),
      (text) => text !== '',
    );
    expect(share).toMatch(/^\d+(?:\.\d)?%$/);
    await popup.goto(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    expect(
      await until(
        () => textOf(popup, '.figures .total strong'),
        (text) => text !== '',
      ),
    ).toBe(share);
    await popup.close();
  });

  test('a match stands beside its source', async () => {
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    await until(
      () => textOf(panel, '.match .excerpt'),
      (text) => text !== '',
    );
    expect(await press(panel, words.say('compare'))).toBe(true);
    const aligned = await until(
      () => textOf(panel, '.aligned'),
      (text) => text !== '',
    );
    expect(aligned.length).toBeGreaterThan(20);
    await panel.close();
  });

  test('not a match: the mark goes, and comes back from the options', async () => {
    const before = await marked(page);
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    await until(
      () => textOf(panel, '.match'),
      (text) => text !== '',
    );
    await press(panel, words.say('notAMatch'));
    expect(
      (
        await until(
          () => marked(page),
          (text) => text.length < before.length,
        )
      ).length,
    ).toBeLessThan(before.length);
    await panel.goto(browser.extensionUrl('options.html'));
    await until(
      () => textOf(panel, '.judgements'),
      (text) => text !== '',
    );
    await press(panel, words.say('undo'));
    expect(
      await until(
        () => marked(page),
        (text) => text === before,
      ),
    ).toBe(before);
    await panel.close();
  });

  test('the marks change their look with the options', async () => {
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
    await page.keyboard.press('Enter');
    expect(await until(isOpen, (open) => !open)).toBe(false);
    const opened = await until(tabs, (all) => all.some(({ url }) => url?.endsWith(`sidepanel.html?tab=${tab}`)));
    expect(opened.map(({ url }) => url)).toContainEqual(expect.stringContaining(`sidepanel.html?tab=${tab}`));
  });
});
