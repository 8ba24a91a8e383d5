import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { type OwnPage, tabsOf } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { filesWith, keptBy } from './kept.ts';
import { type Known, startKnown } from './known.ts';
import { press } from './library-driver.ts';
import { han, marked, markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

/*
 * In a private window the extension works as elsewhere, and writes nothing to the disk. Positive control: what is done in an ordinary
 * window is found there.
 */

/** Random words for addresses and notes, to search files for. */
const SECRET = `secret-${randomUUID()}`;
const NOTE = `note-${randomUUID()}`;
const OPEN = `open-${randomUUID()}`;

/** The address of a search engine that does not answer. */
const SEARCH = 'https://127.0.0.1:49151/?q=%s';

/** The popover has to have stood still for 250 ms before a button of it is obeyed. */
const STOOD_MS = 300;

/** Clicks the first mark and waits for the popover to have the focus and to obey. */
async function openPopover(page: TestPage): Promise<void> {
  const { x, y } = await page.evaluate(() => {
    const [mark] = CSS.highlights.get('deja-lu-literal')!;
    const range = new Range();
    range.setStart(mark!.startContainer, mark!.startOffset);
    range.setEnd(mark!.endContainer, mark!.endOffset);
    const { left, top, height } = range.getClientRects()[0]!;
    return { x: left + 40, y: top + height / 2 };
  });
  await page.mouse.click(x, y);
  const hasFocus = () => page.evaluate(() => document.activeElement?.hasAttribute('popover') ?? false);
  if (!(await until(hasFocus, (has) => has))) throw new Error('The popover has not opened');
  await new Promise((done) => setTimeout(done, STOOD_MS));
}

function typeNote(page: TestPage, text: string): Promise<void> {
  return page.evaluate((typed) => {
    const box = document.querySelector('textarea')!;
    box.value = typed;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** Turns a page's site off or on in the popup: its second switch. */
async function switchSite(popup: TestPage): Promise<void> {
  const switched = () =>
    popup.evaluate(() => {
      const site = document.querySelectorAll<HTMLInputElement>('[role=switch]')[1];
      site?.click();
      return site !== undefined;
    });
  await until(switched, (is) => is);
}

interface ViewingPage {
  readonly chrome: {
    readonly runtime: { sendMessage(message: object): Promise<unknown> };
    readonly extension: { getViews(): Window[] };
  };
}

/** What stands in the form of the library page, in whichever tab it is open; runs in another page of the extension. */
function draftShown(): { readonly warning: string; readonly text: string; readonly address: string } | null {
  const views = (globalThis as unknown as ViewingPage).chrome.extension.getViews();
  const form = views.find(({ location }) => location.pathname === '/library.html')?.document.querySelector('form');
  if (!form) return null;
  const fields = [...form.querySelectorAll<HTMLInputElement>('.facts input')].map(({ value }) => value);
  return {
    warning: form.querySelector('.warn')?.textContent ?? '',
    text: form.querySelector('textarea')!.value,
    address: fields[3]!,
  };
}

describe.each(startBoth)('private windows in %s', (_name, start) => {
  let browser: TestBrowser;
  let site: Site;
  let known: Known;
  let words: Words;
  let own: TestPage;
  let page: TestPage;
  let tab: number;
  let letters: string;
  beforeAll(async () => {
    [browser, site, known] = await Promise.all([start(), startSite(), startKnown()]);
    letters = known.letters('pa-01');
    await browser.allow('private', true);
    page = await browser.openPrivate(site.url(`plain.html?${SECRET}`));
    own = await browser.open(browser.extensionUrl('options.html'));
    const tag = await own.evaluate(() => document.documentElement.lang);
    words = wordsIn(tag === 'en' ? 'en' : 'zh_CN');
    const found = (await tabsOf(own)).find(({ url }) => url === page.url())!;
    expect(found.incognito).toBe(true);
    tab = found.id;
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const isMarked = (one: TestPage, pleases: (now: string) => boolean) => until(() => marked(one), pleases);

  /**
   * Dismisses the first match, and confirms the last one with a note. Firefox opens the panel in the window of the page (it would
   * write text typed in an ordinary window into its session file); Chromium opens no page of the extension in a private window.
   */
  async function judge(beside: TestPage, of: number, note: string): Promise<void> {
    await beside.bringToFront();
    const panel = await browser.open(browser.extensionUrl(`sidepanel.html?tab=${of}`));
    await press(panel, words.say('notAMatch'));
    await panel.evaluate(() => [...document.querySelectorAll<HTMLElement>('.compare-button')].at(-1)!.click());
    await until(
      () => panel.evaluate(() => document.querySelector('textarea') !== null),
      (is) => is,
    );
    await typeNote(panel, note);
    await press(panel, words.say('confirm'));
    await until(
      () => panel.evaluate(() => document.body.innerText),
      (text) => text.includes(words.say('confirmed')),
    );
    await panel.close();
    // New tabs open in the window in front, and the next ones are to be ordinary.
    await own.bringToFront();
  }

  test('are marked like ordinary windows', async () => {
    expect(await markedLetters(page, letters.length)).toBe(letters);
  });

  test('search the web in a private tab, not in an ordinary window with its history', async () => {
    await own.evaluate(
      (search) => (globalThis as unknown as OwnPage).chrome.storage.local.set({ settings: { search } }),
      SEARCH,
    );
    await page.bringToFront();
    await openPopover(page);
    // The buttons: panel, copy, search.
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    const opened = await until(
      async () => (await tabsOf(own)).find(({ url }) => url?.startsWith(SEARCH.replace('%s', ''))),
      (found) => found !== undefined,
    );
    expect(opened).toMatchObject({ incognito: true });
    await own.evaluate((of) => (globalThis as unknown as OwnPage).chrome.tabs.remove(of), opened!.id);
    await own.bringToFront();
  });

  test('give a page to the library only if the user adds it there, and write nothing of it before', async () => {
    const given = own.evaluate(
      (of) =>
        (globalThis as unknown as ViewingPage).chrome.runtime.sendMessage({
          dejaLu: 'add-to-library',
          ask: { tab: of, what: 'page' },
        }),
      tab,
    );
    expect(await given).toEqual({ ok: true, value: true });
    const shown = () => own.evaluate(draftShown);
    const draft = await until(shown, (now) => now !== null && now.warning !== '');
    expect(draft).toMatchObject({ warning: words.say('draftPrivate'), address: page.url() });
    expect(draft!.text).toContain(passage('pa-01').slice(0, 12));
    const { disk } = await keptBy(own);
    for (const word of [SECRET, passage('pa-01').slice(0, 12)]) expect(disk).not.toContain(word);
    const opened = (await tabsOf(own)).find(({ url }) => url === browser.extensionUrl('library.html'))!;
    expect(opened.incognito).toBe(false);
    await own.evaluate((of) => (globalThis as unknown as OwnPage).chrome.tabs.remove(of), opened.id);
    await own.bringToFront();
  });

  test('apply judgements that were made in them, and keep these in memory alone', async () => {
    await judge(page, tab, NOTE);
    const rest = await isMarked(page, (now) => han(now).length < letters.length);
    expect(rest.length).toBeGreaterThan(0);
    expect(han(rest).length).toBeLessThan(letters.length);
    const popup = await browser.open(browser.extensionUrl(`popup.html?tab=${tab}`));
    await switchSite(popup);
    expect(await isMarked(page, (now) => now === '')).toBe('');
    const { disk, memory } = await keptBy(own);
    for (const word of [SECRET, NOTE, passage('pa-01').slice(0, 12), new URL(page.url()).host]) {
      expect(disk).not.toContain(word);
    }
    expect(memory).toContain(NOTE);
    expect(memory).toContain(new URL(page.url()).host);
    await popup.close();
  });

  test('do not pass their judgements on to ordinary windows, which keep their own', async () => {
    const ordinary = await browser.open(site.url(`plain.html?${OPEN}`));
    expect(await markedLetters(ordinary, letters.length)).toBe(letters);
    const other = (await tabsOf(own)).find(({ url }) => url === ordinary.url())!.id;
    await judge(ordinary, other, OPEN);
    expect((await keptBy(own)).disk).toContain(OPEN);
    await ordinary.close();
  });

  test('are forgotten when they are closed', async () => {
    await own.evaluate((of) => (globalThis as unknown as OwnPage).chrome.tabs.remove(of), tab);
    const left = await until(
      async () => (await keptBy(own)).memory,
      (memory) => !memory.includes(`"tab-${tab}"`),
    );
    expect(left).not.toContain(`"tab-${tab}"`);
  });

  test('leave no trace in the files of the profile', async () => {
    let found: Record<string, string[]> = {};
    await browser.close((profile) => {
      found = Object.fromEntries([SECRET, NOTE, OPEN].map((word) => [word, filesWith(profile, word)]));
    });
    expect(found[SECRET]).toEqual([]);
    expect(found[NOTE]).toEqual([]);
    expect(found[OPEN]).not.toEqual([]);
  });
});
