import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { passage } from './fill.ts';
import { libraryPage } from './library-page.ts';
import { setUp } from './set-up.ts';
import { chromeTab, marksUntil, SIMPLIFIED, startUiWorld } from './ui-world.ts';

describe('the library', () => {
  const [tag, language] = SIMPLIFIED;
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test('an essay that is pasted is found on an open page, named with its collection, shown with its words, and not found once deleted', async () => {
    // One word differs from the page, so that the diff has the library's own.
    const essay = passage('own-02').replace('坚强领导', '正确领导');
    const url = world.site.url('own.html');
    const page = await world.browser.context.newPage();
    await page.goto(url);
    const surface = await world.surface('library.html', 900);
    const library = libraryPage(surface, language);
    await library.paste(essay, '第二篇');
    await surface.getByText(words.count('libraryAdded', 1)).waitFor();
    await library.indexed(1);
    await page.bringToFront();
    expect(await marksUntil(page, (now) => now > 0)).toBeGreaterThan(0);

    const panel = await world.surface(`sidepanel.html?tab=${await chromeTab(world, url)}`, 380);
    await panel.locator('.match .compare-button').first().click();
    await panel.locator('.step del').first().waitFor();
    expect(await panel.locator('.compare').textContent()).toContain(words.say('collectionFirst'));
    expect(await panel.locator('.step del').first().textContent()).toBe('正确');
    await panel.close();

    await surface.bringToFront();
    await library.paste(essay.replaceAll('，', ' , '), '又一次');
    await surface.getByText(words.say('libraryKnown', '第二篇')).waitFor();
    expect(await library.rows.count()).toBe(1);

    await library.deleteOnly();
    await page.bringToFront();
    expect(await marksUntil(page, 0)).toBe(0);
    await surface.bringToFront();
    await library.button(words.say('undo')).click();
    await library.indexed(1);
    await page.bringToFront();
    expect(await marksUntil(page, (now) => now > 0)).toBeGreaterThan(0);
    await Promise.all([page.close(), surface.close()]);
  });

  test('a backup that brings another search engine names it when it is restored', async () => {
    const surface = await world.surface('library.html', 900);
    const [saved] = await Promise.all([
      surface.waitForEvent('download'),
      surface.getByRole('button', { name: words.say('backupSave') }).click(),
    ]);
    const backup = JSON.parse(readFileSync(await saved.path(), 'utf8'));
    const { settings } = backup.settings;
    const restore = (search: string) =>
      surface.locator('input[type=file][accept*=json]').setInputFiles({
        name: 'backup.json',
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({ ...backup, settings: { ...backup.settings, settings: { ...settings, search } } }),
        ),
      });
    const search = 'https://search.example/?q=%s';
    await restore(search);
    await surface.getByText(words.say('importedSearch', search)).waitFor();
    await restore(settings.search);
    await surface.getByText(words.say('importedSearch', settings.search)).waitFor();
    await restore(settings.search);
    await surface.getByText(words.say('importedSearch', settings.search)).waitFor({ state: 'detached' });
    await surface.close();
  });
});
