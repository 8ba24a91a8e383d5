import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { newestTab, type OwnPage } from './allow.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { press } from './library-driver.ts';
import { marked, until as untilIn } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The whole way in both browsers and three languages: from an article on the screen, by the panel, into the library, and from there to
 * "found on another page", with the library's own words beside it; then the same essay as one's own, which does not count.
 */

interface ViewingPage {
  readonly chrome: { readonly extension: { getViews(): Window[] } };
}

/** What the library page shows, which another page of the extension has opened in a tab of its own. */
interface Shown {
  readonly text: string;
  readonly title: string;
  readonly said: string;
  readonly isIndexing: boolean;
}

/** Runs in another page of the extension. */
function shownInLibrary(): Shown | null {
  const views = (globalThis as unknown as ViewingPage).chrome.extension.getViews();
  const document = views.find(({ location }) => location.pathname === '/library.html')?.document;
  const form = document?.querySelector('form');
  if (!document || !form) return null;
  return {
    text: form.querySelector('textarea')!.value,
    title: form.querySelector<HTMLInputElement>('.facts input')!.value,
    said: document.querySelector('main')!.innerText,
    isIndexing: document.querySelector('progress') !== null,
  };
}

/** Clicks what a selector names on the library page, the last of them; runs in another page of the extension. */
function clickInLibrary(selector: string): void {
  const views = (globalThis as unknown as ViewingPage).chrome.extension.getViews();
  const { document } = views.find(({ location }) => location.pathname === '/library.html')!;
  [...document.querySelectorAll<HTMLElement>(selector)].at(-1)!.click();
}

/** Each step may take as long as indexing does on a busy machine, in ms. */
const STEP_MS = 30_000;

const until = <T>(ask: () => Promise<T>, pleases: (answer: T) => boolean) => untilIn(ask, pleases, STEP_MS);

const textOf = (page: TestPage) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');

/** The beginning of the article, without spaces. */
const BEGINNING = passage('own-02').replace(/\s/gu, '').slice(0, 40);

const LANGUAGES: readonly Language[] = ['zh_CN', 'zh_TW', 'en'];

/** Each row has the browser as it was after its launch: no library, and none of its pages. */
const ROWS = sharedBrowsers.flatMap(([name, start]) => LANGUAGES.map((language) => ({ name, start, language })));

describe.each(ROWS)('in $name, $language', ({ start, language }) => {
  const world = setUp(() => startOnSite(start));

  test('an article goes from the panel into the library, is found on another page, and does not count once it is the own', {
    timeout: 180_000,
  }, async () => {
    const { browser, site } = world;
    const words = wordsIn(language);
    const own = await browser.open(browser.extensionUrl('options.html'));
    const settle = (settings: object) =>
      own.evaluate(
        (given) => (globalThis as unknown as OwnPage).chrome.storage.local.set({ settings: given }),
        settings,
      );
    await settle({ language });
    const article = await browser.open(site.url('own.html'));
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${await newestTab(own)}`));
    await press(panel, words.say('addPageButton'));
    const draft = await until(
      () => own.evaluate(shownInLibrary),
      (now) => (now?.text ?? '') !== '',
    );
    expect(draft).toMatchObject({ title: '自己的话', text: expect.stringContaining(passage('own-02').slice(0, 30)) });
    await own.evaluate(clickInLibrary, 'form button.primary');
    const isDone = (now: Shown | null) =>
      now?.isIndexing === false &&
      now.said.includes(words.count('libraryEssays', 1)) &&
      !now.said.includes(words.say('libraryNotIndexed'));
    expect(isDone(await until(() => own.evaluate(shownInLibrary), isDone))).toBe(true);

    const other = await browser.open(site.otherUrl('own.html'));
    expect(
      await until(
        () => marked(other),
        (text) => text !== '',
      ),
    ).toContain(passage('own-02').slice(0, 20));
    const tab = await newestTab(own);
    const beside = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    await press(beside, words.say('compare'));
    const passageShown = (text: string) => text.replace(/\s/gu, '').includes(BEGINNING);
    const compared = await until(() => textOf(beside), passageShown);
    expect(compared.replace(/\s/gu, '')).toContain(BEGINNING);
    expect(compared).toContain(words.say('collectionFirst'));

    const popup = await browser.open(browser.extensionUrl(`popup.html?tab=${tab}`));
    expect(
      await until(
        () => textOf(popup),
        (text) => text.includes('%'),
      ),
    ).toContain(words.say('ofThisPage'));
    await own.evaluate(clickInLibrary, 'li.stack [role=switch]');
    // A page in the background may take its time to send its text again.
    await other.bringToFront();
    const asOwn = await until(
      () => textOf(popup),
      (text) => text.includes(words.say('nothingFound')),
    );
    expect(asOwn).toContain(words.say('nothingFound'));
    expect(asOwn).not.toContain('%');
    expect(
      await until(
        () => textOf(popup),
        (text) => /\d/u.test(text),
      ),
    ).toMatch(ownWords(words));
    await beside.goto(browser.extensionUrl(`sidepanel.html?tab=${tab}`));
    expect(
      await until(
        () => textOf(beside),
        (text) => text.includes(words.say('tabOwn')),
      ),
    ).toMatch(ownWords(words));
    expect(await marked(other)).not.toBe('');

    await settle({});
    for (const page of [article, panel, other, beside, popup, own]) await page.close();
  });
});

/** Whether the library page is open; runs in another page of the extension. */
function isLibraryOpen(): boolean {
  const views = (globalThis as unknown as ViewingPage).chrome.extension.getViews();
  return views.some(({ location }) => location.pathname === '/library.html');
}

describe.each(ROWS)('a selection in $name, $language', ({ start, language }) => {
  const world = setUp(() => startOnSite(start));

  test('goes from the panel to the library page, alone; without one the panel says so', {
    timeout: 120_000,
  }, async () => {
    const { browser, site } = world;
    const words = wordsIn(language);
    const own = await browser.open(browser.extensionUrl('options.html'));
    await own.evaluate((settings) => (globalThis as unknown as OwnPage).chrome.storage.local.set({ settings }), {
      language,
    });
    const article = await browser.open(site.url('own.html'));
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${await newestTab(own)}`));
    await press(panel, words.say('addSelectionButton'));
    const said = await until(
      () => panel.evaluate(() => document.body.innerText),
      (text) => text.includes(words.say('addNoSelection')),
    );
    expect(said).toContain(words.say('addNoSelection'));
    expect(await own.evaluate(isLibraryOpen)).toBe(false);
    await article.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('p')!));
    await press(panel, words.say('addSelectionButton'));
    const draft = await until(
      () => own.evaluate(shownInLibrary),
      (now) => (now?.text ?? '') !== '',
    );
    expect(draft).toMatchObject({ title: '自己的话', text: expect.stringContaining(passage('own-02').slice(0, 30)) });
    expect(draft!.text).not.toContain(passage('own-03').split('\n')[1]!);
  });
});

/** The sentence on matches with own essays, with whatever number. */
function ownWords(words: ReturnType<typeof wordsIn>): RegExp {
  return new RegExp([1, 2].map((n) => words.count('ownFound', n).replace(/\d+/u, '\\d+')).join('|'), 'u');
}
