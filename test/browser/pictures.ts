import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { markAt, popoverOf, startUiWorld, type UiWorld } from './ui-world.ts';

// usage: npm run pictures [-- FOLDER]   pictures of every surface, in three languages, light and dark, from the built extension
const FOLDER = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? resolve(import.meta.dirname, 'pictures'));

const LANGUAGES = [
  ['zh-CN', 'zh_CN'],
  ['zh-TW', 'zh_TW'],
  ['en', 'en'],
] as const;

const SCHEMES = ['light', 'dark'] as const;

async function both(page: Page, name: string, whole = false): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await page.screenshot({ path: resolve(FOLDER, `${name}-${colorScheme}.png`), fullPage: whole });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function drawPanel(world: UiWorld, language: Language): Promise<void> {
  const words = wordsIn(language);
  const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 360, 900);
  await panel.locator('.match').first().waitFor();
  await both(panel, `${language}-panel`);
  await panel.getByRole('tab').nth(1).click();
  await both(panel, `${language}-sources`);
  const [file] = await Promise.all([
    panel.waitForEvent('download'),
    panel.getByRole('button', { name: words.say('saveHtml') }).click(),
  ]);
  await panel.getByRole('tab').nth(0).click();
  await panel.locator('.compare-button').first().click();
  await panel.locator('.step').first().waitFor();
  await both(panel, `${language}-compare`);
  const report = await world.browser.context.newPage();
  await report.setContent(readFileSync(await file.path(), 'utf8'));
  await both(report, `${language}-report`, true);
  await Promise.all([panel.close(), report.close()]);
}

async function drawPage(world: UiWorld, language: Language): Promise<void> {
  await world.page.bringToFront();
  await both(world.page, `${language}-page`);
  const { x, y } = await markAt(world.page);
  await world.page.mouse.click(x, y);
  await popoverOf(world.page);
  await both(world.page, `${language}-popover`);
  await world.page.keyboard.press('Escape');
}

async function drawOthers(world: UiWorld, language: Language): Promise<void> {
  const popup = await world.surface(`popup.html?tab=${world.tab}`, 336, 560);
  await popup.locator('.figure').waitFor();
  await both(popup, `${language}-popup`);
  const none = await world.surface('popup.html?tab=99999999', 336, 260);
  await both(none, `${language}-popup-gone`);
  const options = await world.surface('options.html', 760, 900);
  await both(options, `${language}-options`, true);
  const welcome = await world.surface('welcome.html', 760, 900);
  await welcome.locator('mark').first().waitFor();
  await both(welcome, `${language}-welcome`, true);
  await Promise.all([popup.close(), none.close(), options.close(), welcome.close()]);
}

mkdirSync(FOLDER, { recursive: true });
for (const [tag, language] of LANGUAGES) {
  const world = await startUiWorld(tag);
  try {
    await drawPage(world, language);
    await drawPanel(world, language);
    await drawOthers(world, language);
  } finally {
    await world.close();
  }
}
console.log(`Pictures are in ${FOLDER}`);
