import { beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { newestTab, type OwnPage } from './allow.ts';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { passage } from './fill.ts';
import { until } from './marks.ts';
import { type PdfSite, startPdfSite } from './pdf-site.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * A PDF in the browser's viewer: the popup's button opens the check page, which fetches the PDF again from the address of the tab, first
 * without cookies.
 */

/** A browser opens its viewer, fetches, and starts PDF.js: longer than other waits, in ms. */
const LONG = 30_000;

/** What the page says at the end: that the text is marked, or a message about the host. */
type End = 'marked' | 'pdf_not_pdf' | 'pdf_refused' | 'pdf_too_large' | 'pdf_bad_address';

interface Row {
  readonly path: string;
  /** Whether the page asks for cookies, and the user agrees. */
  readonly agrees: boolean;
  readonly end: End;
  readonly asked: readonly string[];
}

const CORE: readonly Row[] = [
  { path: 'signed.pdf', agrees: true, end: 'marked', asked: ['/signed.pdf without', '/signed.pdf with'] },
];

const REST: readonly Row[] = [
  { path: 'plain.pdf', agrees: false, end: 'marked', asked: ['/plain.pdf without'] },
  { path: 'moved.pdf', agrees: false, end: 'marked', asked: ['/moved.pdf without', '/plain.pdf without'] },
  { path: 'form.pdf', agrees: true, end: 'pdf_not_pdf', asked: ['/form.pdf without', '/form.pdf with'] },
  { path: 'huge.pdf', agrees: false, end: 'pdf_too_large', asked: ['/huge.pdf without'] },
  { path: 'gone.pdf', agrees: false, end: 'pdf_refused', asked: ['/gone.pdf without'] },
];

function textOf(page: TestPage): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

function said(page: TestPage, wanted: string): Promise<string> {
  return until(
    () => textOf(page),
    (text) => text.includes(wanted),
    LONG,
  );
}

/** Presses the button with these words. */
function press(page: TestPage, label: string): Promise<void> {
  return page.evaluate((wanted) => {
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted)!.click();
  }, label);
}

describe.each(sharedBrowsers)('a PDF in a tab of %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  let site: PdfSite;
  let own: TestPage;
  let words: Words;
  beforeAll(async () => {
    site = await startPdfSite(passage('pa-01'));
    own = await world.browser.open(world.browser.extensionUrl('options.html'));
    words = wordsIn((await own.evaluate(() => document.documentElement.lang)) === 'en' ? 'en' : 'zh_CN');
    return () => site.close();
  });

  /** Opens a PDF in a tab and returns the tab's number. Viewers load as they like, so it is waited for the tab's address alone. */
  async function openPdf(path: string): Promise<{ pdf: TestPage; tab: number }> {
    const pdf = await world.browser.open('about:blank');
    const tab = await newestTab(own);
    await pdf.evaluate((address) => {
      location.href = address;
    }, site.url(path));
    const address = () =>
      own.evaluate(async (id) => {
        const tabs = await (globalThis as unknown as OwnPage).chrome.tabs.query({});
        return tabs.find((each) => each.id === id)?.url;
      }, tab);
    await until(address, (now) => now === site.url(path), LONG);
    site.asked();
    return { pdf, tab };
  }

  test('the popup says that the viewer cannot be read, and its button has the PDF fetched, once', async () => {
    const { pdf, tab } = await openPdf('plain.pdf');
    const popup = await world.browser.open(world.browser.extensionUrl(`popup.html?tab=${tab}`));
    await said(popup, words.say('statePdf'));
    await press(popup, words.say('checkPdf'));
    const asked: string[] = [];
    await until(
      async () => asked.push(...site.asked()),
      (count) => count > 0,
      LONG,
    );
    expect(asked).toEqual(['/plain.pdf without']);
    await popup.close();
    await pdf.close();
  });

  test.each(rowsOf(CORE, REST))('$path: $end', async ({ path, agrees, end, asked }) => {
    const { pdf, tab } = await openPdf(path);
    const check = await world.browser.open(world.browser.extensionUrl(`check.html?pdf=${tab}`));
    const { host } = new URL(site.url(''));
    if (agrees) {
      await said(check, words.say('pdf_needs_cookies', host));
      await press(check, words.say('pdfWithCookies'));
    }
    if (end === 'marked') {
      const marks = () => check.evaluate(() => document.querySelectorAll('.marked mark').length);
      expect(await until(marks, (count) => count > 0, LONG)).toBeGreaterThan(0);
    } else await said(check, words.say(end, end === 'pdf_too_large' ? '128' : host));
    expect(site.asked()).toEqual(asked);
    // To load the page again fetches nothing: its address names the tab no more.
    expect(await check.evaluate(() => location.href)).toBe(world.browser.extensionUrl('check.html'));
    await check.close();
    await pdf.close();
  });

  test('what is no PDF of the web is left to the file picker', async () => {
    const gone = (await newestTab(own)) + 1000;
    site.asked();
    const check = await world.browser.open(world.browser.extensionUrl(`check.html?pdf=${gone}`));
    await said(check, words.say('pdf_bad_address'));
    expect(site.asked()).toEqual([]);
    await check.close();
  });
});
