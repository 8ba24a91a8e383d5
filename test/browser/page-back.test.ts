import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { OUTPUT } from './browser.ts';
import { chromiumPage } from './chromium.ts';
import { browserPath } from './find-browsers.ts';
import { startKnown } from './known.ts';
import { markedLetters } from './marks.ts';
import { startSite } from './site.ts';

/*
 * A page that comes back as it was, out of the back/forward cache: its scripts were asleep, not ended. In Chromium only, where
 * the cache can be switched on under a test's control.
 */

test('a page from the back/forward cache is marked again', { timeout: 60_000 }, async () => {
  const built = resolve(OUTPUT, 'chrome-mv3');
  const profile = mkdtempSync(join(tmpdir(), 'deja-lu-back-'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [site, known, context] = await Promise.all([
    startSite(),
    startKnown(),
    chromium.launchPersistentContext(profile, {
      executablePath: browserPath('chromium'),
      headless: false,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      args: ['--headless=new', ...root, `--disable-extensions-except=${built}`, `--load-extension=${built}`],
    }),
  ]);
  try {
    const page = await context.newPage();
    await page.goto(site.url('plain.html'));
    const frame = chromiumPage(page);
    const letters = known.letters('pa-01');
    expect(await markedLetters(frame, letters.length)).toBe(letters);
    await page.evaluate(() => {
      const noted = globalThis as { persisted?: boolean };
      addEventListener('pageshow', (event) => (noted.persisted = event.persisted));
    });
    await page.evaluate((url) => void setTimeout(() => location.assign(url)), site.url('own.html'));
    await page.waitForURL('**/own.html');
    await page.waitForTimeout(500);
    await page.evaluate(() => void setTimeout(() => history.back()));
    await page.waitForURL('**/plain.html', { waitUntil: 'commit' });
    await page.waitForTimeout(300);
    // A page that was loaded anew would know nothing of it.
    expect(await page.evaluate(() => (globalThis as { persisted?: boolean }).persisted)).toBe(true);
    expect(await markedLetters(frame, letters.length)).toBe(letters);
  } finally {
    await context.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
