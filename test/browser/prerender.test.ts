import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import type { OwnPage } from './allow.ts';
import { closeWelcome, OUTPUT, type TestFrame } from './browser.ts';
import { browserPath } from './find-browsers.ts';
import { startKnown } from './known.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedFirefox } from './shared-browsers.ts';
import { startSite } from './site.ts';

/*
 * A prerendered page may never be shown, so nothing is done for it until it is. This test uses Puppeteer, because Chromium does not
 * prerender while Playwright is attached.
 */

interface Noted {
  readonly prerendered: boolean;
  readonly highlights: readonly string[];
  /** How long the page had been loaded when it was shown, in ms. */
  readonly readyFor: number;
}

interface FrameKnown {
  readonly frame: number;
  readonly page: string;
  readonly parts: readonly unknown[];
}

function frameOf(page: Pick<Page, 'evaluate' | 'url'>): TestFrame {
  return { url: () => page.url(), evaluate: (run, argument) => page.evaluate(run as never, argument as never) };
}

const LOOK_MS = 1_500;

test('in Chromium, a prerendered page is not read until it is shown', { timeout: 60_000 }, async () => {
  const extension = resolve(OUTPUT, 'chrome-mv3');
  const profile = mkdtempSync(join(tmpdir(), 'deja-lu-prerender-'));
  const [site, browser] = await Promise.all([
    startSite(),
    puppeteer.launch({
      browser: 'chrome',
      executablePath: browserPath('chromium'),
      headless: true,
      pipe: true,
      enableExtensions: [extension],
      userDataDir: profile,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    }),
  ]);
  try {
    const letters = startKnown().letters('pa-01');
    const target = await browser.waitForTarget((each) => each.type() === 'service_worker');
    const background = (await target.worker())!;
    /** The documents of all tabs that the background knows. */
    const known = async () => {
      const kept = await background.evaluate(() => (globalThis as unknown as OwnPage).chrome.storage.session.get(null));
      return Object.values(kept).flatMap((tab) => (tab as { frames?: FrameKnown[] }).frames ?? []);
    };
    await closeWelcome(() => browser.pages(), 5_000);
    const page = await browser.newPage();
    const frame = frameOf(page);
    await page.goto(site.url('prerender.html'));
    const isThere = () => page.evaluate(() => localStorage.getItem('prerendered'));
    expect(await until(isThere, (is) => is !== null)).toBe('loaded');
    // The background sends a change of the settings to every document.
    await background.evaluate(() =>
      (globalThis as unknown as OwnPage).chrome.storage.local.set({ settings: { sensitivity: 'eager' } }),
    );
    await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), LOOK_MS);
    const before = await known();
    expect(before.map((each) => each.frame)).toEqual([0]);

    await page.evaluate(() => void setTimeout(() => document.querySelector<HTMLElement>('#go')!.click()));
    const title = () => page.evaluate(() => document.title).catch(() => '');
    expect(await until(title, (now) => now === 'prerendered')).toBe('prerendered');
    expect(await markedLetters(frame, letters.length)).toBe(letters);
    const noted = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
    expect(noted).toMatchObject({ prerendered: true, highlights: [] });
    expect(noted.readyFor).toBeGreaterThan(LOOK_MS / 2);
    const after = await known();
    expect(after.map((each) => each.page)).not.toContain(before[0]!.page);
    expect(after.filter((each) => each.frame === 0 && each.parts.length > 0).length).toBe(1);
  } finally {
    await browser.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('Firefox', () => {
  const firefox = setUp(sharedFirefox);

  test('prerenders nothing', async (context) => {
    const page = await firefox.open();
    const supports = await page.evaluate(() => ({
      rules: HTMLScriptElement.supports('speculationrules'),
      property: 'prerendering' in document,
    }));
    expect(supports).toEqual({ rules: false, property: false });
    context.skip('Firefox knows neither speculation rules nor document.prerendering: there is nothing to leave alone');
  });
});
