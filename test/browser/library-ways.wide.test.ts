import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { passage } from './fill.ts';
import { libraryPage } from './library-page.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { chooseInMenu, chromeTab, ENGLISH, marksUntil, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'deja-lu-folder-'));
mkdirSync(join(folder, '2025'));
writeFileSync(join(folder, '一.txt'), passage('own-04'));
writeFileSync(join(folder, '2025', '二.txt'), passage('own-02'));
afterAll(() => rmSync(folder, { recursive: true }));

const titlesOf = (rows: readonly Element[]) => rows.map(({ firstChild }) => firstChild?.textContent ?? '').sort();

/** Drops the folder on the page, as from a file manager. */
async function dropFolder(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.locator('.drop').boundingBox())!;
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files: [folder], dragOperationsMask: 1 } };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at });
  await session.detach();
}

describe.each(rowsOf([SIMPLIFIED], [TRADITIONAL, ENGLISH]))('the ways into the library in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test.each(['add-page', 'add-selection'])(
    '%s: from an article on the screen to found on another page',
    async (menuItemId) => {
      const { context } = world.browser;
      const url = world.site.url('own.html');
      const page = await context.newPage();
      await page.goto(url);
      await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('p')!));
      const tab = await chromeTab(world, url);
      const [opened] = await Promise.all([
        context.waitForEvent('page'),
        chooseInMenu(world, { menuItemId, selectionText: 'one line' }, tab),
      ]);
      await opened.locator('.library[aria-busy=false]').waitFor();
      const field = (label: string) => opened.getByLabel(label, { exact: true }).first();
      const text = await until(
        () => field(words.say('libraryPaste')).inputValue(),
        (value) => value !== '',
      );
      expect(text).toContain(passage('own-02').slice(0, 30));
      expect(text.includes(passage('own-03').split('\n')[1]!)).toBe(menuItemId === 'add-page');
      expect(await field(words.say('essayTitle')).inputValue()).toBe('自己的话');
      expect(await field(words.say('essayAddress')).inputValue()).toBe(url);
      expect(await field(words.say('essayDate')).inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const library = libraryPage(opened, language);
      await library.button(words.say('libraryAddButton')).click();
      await library.indexed(1);
      const other = await context.newPage();
      await other.goto(world.site.otherUrl('own.html'));
      expect(await marksUntil(other, (now) => now > 0)).toBeGreaterThan(0);
      await opened.bringToFront();
      await library.deleteOnly();
      await Promise.all([page.close(), opened.close(), other.close()]);
    },
  );

  test.each(['chosen', 'dropped'] as const)(
    'a folder that is %s gives its files, those of folders inside too',
    async (way) => {
      const surface = await world.surface('library.html', 900);
      const library = libraryPage(surface, language);
      await library.button(words.say('folderChoose')).waitFor();
      if (way === 'chosen') await surface.locator('input[webkitdirectory]').setInputFiles(folder);
      else await dropFolder(surface);
      await library.indexed(2);
      expect(await library.rows.locator('.essay > span').evaluateAll(titlesOf)).toEqual(['一', '二']);
      await library.rows
        .first()
        .getByRole('button', { name: words.say('delete') })
        .click();
      await library.rows.nth(1).waitFor({ state: 'detached' });
      await library.deleteOnly();
      await surface.close();
    },
  );

  test('a collection that is switched off is not searched; a backup brings back what was deleted', async () => {
    const surface = await world.surface('library.html', 900);
    const library = libraryPage(surface, language);
    await library.paste(passage('own-02'), '第二篇');
    await library.indexed(1);
    const page = await world.browser.context.newPage();
    await page.goto(world.site.url('own.html'));
    expect(await marksUntil(page, (now) => now > 0)).toBeGreaterThan(0);
    await surface.bringToFront();
    const [saved] = await Promise.all([
      surface.waitForEvent('download'),
      library.button(words.say('backupSave')).click(),
    ]);
    await surface.getByRole('switch', { name: words.say('collectionFirst') }).click();
    await page.bringToFront();
    expect(await marksUntil(page, 0)).toBe(0);
    await surface.bringToFront();
    await library.deleteOnly();
    await surface.getByText(words.say('backupMode_replace')).click();
    const file = { name: 'b.json', mimeType: 'application/json', buffer: readFileSync(await saved.path()) };
    await surface.locator('input[type=file][accept*=json]').setInputFiles({ ...file, buffer: file.buffer.subarray(9) });
    await surface.getByText(words.say('backupNotOurs')).waitFor();
    await surface.locator('input[type=file][accept*=json]').setInputFiles(file);
    await library.indexed(1);
    await page.bringToFront();
    expect(await marksUntil(page, (now) => now > 0)).toBeGreaterThan(0);
    await surface.bringToFront();
    await library.deleteOnly();
    await Promise.all([page.close(), surface.close()]);
  });
});
