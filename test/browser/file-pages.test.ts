import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Words } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { newestTab } from './allow.ts';
import type { TestBrowser, TestPage } from './browser.ts';
import { filled } from './fill.ts';
import { type Known, startKnown } from './known.ts';
import { marked, markedBy, markedLetters, until } from './marks.ts';
import { startBoth } from './start.ts';

/*
 * Saved pages: both browsers give an extension access to files only if the user has allowed it (Firefox since 153).
 */

const FIXTURES = join(import.meta.dirname, '../fixtures/pages');

function fixture(name: string): string {
  return filled(readFileSync(join(FIXTURES, name), 'utf8'));
}

/** Writes a page as a browser saves it, with a frame in a folder beside it; returns its address. */
function savePage(folder: string): string {
  const frame = '<iframe src="保存的 页面_files/frame.html" width="600" height="200"></iframe>';
  mkdirSync(join(folder, '保存的 页面_files'));
  writeFileSync(join(folder, '保存的 页面_files/frame.html'), fixture('frame-same.html'));
  const path = join(folder, '保存的 页面.html');
  writeFileSync(path, fixture('plain.html').replace('</body>', '') + frame);
  return pathToFileURL(path).href;
}

describe.each(startBoth)('saved pages in %s', (_name, start) => {
  let folder: string;
  let url: string;
  let browser: TestBrowser;
  let known: Known;
  let words: Words;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'deja-lu-saved-'));
    url = savePage(folder);
    [browser, known] = await Promise.all([start(), startKnown()]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the saved page, and the popup for its tab: the newest one, since the extension may not be told the tab's address. */
  async function openSaved(): Promise<{ page: TestPage; popup: TestPage }> {
    const own = await browser.open(browser.extensionUrl('options.html'));
    const tag = await own.evaluate(() => document.documentElement.lang);
    words = wordsIn(tag === 'en' ? 'en' : 'zh_CN');
    const page = await browser.open(url);
    const tab = await newestTab(own);
    await own.close();
    const popup = await browser.open(browser.extensionUrl(`popup.html?tab=${tab}`));
    await page.bringToFront();
    return { page, popup };
  }

  const saying = (popup: TestPage, ...sentences: readonly string[]) =>
    until(
      () => popup.evaluate(() => document.body.innerText),
      (text) => sentences.some((each) => text.includes(each)),
    );

  /** The switch of the page's site, which is the second. */
  const switchSite = (popup: TestPage) =>
    popup.evaluate(() => document.querySelectorAll<HTMLElement>('[role=switch], .switches input')[1]!.click());

  test('are marked, with their frames, where the user has allowed access to files, and can be switched off', async () => {
    await browser.allow('files', true);
    const { page, popup } = await openSaved();
    const letters = known.letters('pa-01');
    expect(await markedLetters(page, letters.length)).toBe(letters);
    const frame = page.frames().find((each) => each.url().endsWith('frame.html'))!;
    expect(await markedLetters(frame, letters.length)).toBe(letters);
    const text = await saying(popup, '%');
    expect(text).toMatch(/\d%/);
    expect(text).toContain(words.say('onThisSite', 'file:'));
    await switchSite(popup);
    expect(
      await until(
        () => marked(page),
        (now) => now === '',
      ),
    ).toBe('');
    expect(await saying(popup, words.say('stateOffHere'))).toContain(words.say('stateOffHere'));
    await switchSite(popup);
    expect(await markedLetters(page, letters.length)).toBe(letters);
    await popup.close();
    await page.close();
  });

  test('are not read where the user has not allowed it, and the popup says why', async () => {
    await browser.allow('files', false);
    const { page, popup } = await openSaved();
    const sentence = words.say(browser.name === 'chromium' ? 'stateBrowserOrFile' : 'stateNoFiles');
    expect(await saying(popup, sentence)).toContain(sentence);
    expect(await markedBy(page)).toEqual({});
    await browser.allow('files', true);
    await popup.close();
    await page.close();
  });
});
