import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { CLASS_FILES } from './class-files.ts';
import { setUp } from './set-up.ts';
import { ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

/*
 * The whole way of a class by the keyboard alone. Files are chosen in the browser's own dialog, which a test can only answer.
 */

/** Presses of Tab after which what is looked for is not there: more than a page of three files has stops. */
const MOST_STOPS = 150;

/** Presses Tab until what has the focus says this. */
async function tabTo(page: Page, label: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const name =
        element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent ?? element?.textContent;
      return name?.trim().replace(/[↓↑]$/u, '') ?? '';
    });
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    if ((await focused()) === label) return;
  }
  throw new Error(`no stop of the tab key says «${label}»`);
}

describe.each(rowsOf([SIMPLIFIED], [ENGLISH, TRADITIONAL]))('a class by the keyboard in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test('is chosen, compared, sorted, opened, looked at pair by pair, and saved', async () => {
    const page = await world.surface('check.html', 1000);
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, words.say('filesChoose'));
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(CLASS_FILES);
    await page.locator('.pair').waitFor();

    await tabTo(page, words.say('classFile'));
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="descending"]').waitFor();
    expect(await page.locator('tbody th').allTextContents()).toEqual(['03.txt', '02.txt', '01.txt']);

    await tabTo(page, '02.txt');
    await page.keyboard.press('Enter');
    await page.locator('h2:focus', { hasText: '02.txt' }).waitFor();
    // Its row leads to the place in the text; Escape closes the file and gives the focus back.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.marked :focus mark.shared').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('th button:focus', { hasText: '02.txt' }).waitFor();

    await tabTo(page, words.count('pairPassages', 1));
    await page.keyboard.press('Enter');
    await page.locator('.sides mark').first().waitFor();

    await tabTo(page, words.say('matrixShow', words.count('files', 3)));
    await page.keyboard.press('Enter');
    await page.locator('.matrix td button').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    // The pair stands in the second row and the first column as well, but no arrow leads from the one place to the other.
    await page.keyboard.press('Enter');
    await page.locator('.matrix + [role=status] .pair').waitFor();

    await tabTo(page, words.say('reportChoose', words.count('files', 3), words.count('pairs', 1)));
    await page.keyboard.press('Enter');
    await page.locator('.boxes input').first().waitFor();
    await tabTo(page, '03.txt');
    await page.keyboard.press('Space');
    await tabTo(page, words.say('dossierPseudonyms'));
    await page.keyboard.press('Space');
    await tabTo(page, words.say('saveHtml'));
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const report = readFileSync(await file.path(), 'utf8');
    expect(report).toContain(words.say('dossierFile', '2'));
    expect(report).not.toContain(words.say('dossierFile', '3'));
    expect(report).not.toMatch(/\d\d\.txt/u);
    await page.close();
  });
});
