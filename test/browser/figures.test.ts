import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { passage } from './fill.ts';
import { han, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { askFrom, chromeTab, startUiWorld } from './ui-world.ts';

/** The count of Han letters in the figures of a tab, asked from a page of the extension. */
async function lettersOf(surface: Page, tab: number): Promise<number> {
  return (await askFrom(surface, 'view', { tab })).figures.letters;
}

const world = setUp(() => startUiWorld('zh-CN'));

test('only letters with a size on the screen count, also in frames without a match when another frame has one', async () => {
  const { browser, site } = world;
  const url = site.url('own.html');
  const page = await browser.context.newPage();
  await page.goto(url);
  const tab = await chromeTab(world, url);
  const surface = await world.popup();
  const before = await until(
    () => lettersOf(surface, tab),
    (letters) => letters > 0,
  );
  await page.bringToFront();
  await page.evaluate((text) => {
    const words = document.createElement('p');
    words.style.fontSize = '0';
    words.textContent = text;
    const frame = document.createElement('iframe');
    frame.src = 'frame-inner.html';
    document.body.append(words, frame);
  }, passage('own-02'));
  const both = before + han(passage('pb-01')).length;
  const letters = await until(
    () => lettersOf(surface, tab),
    (now) => now === both,
  );
  expect(letters).toBe(both);
});
