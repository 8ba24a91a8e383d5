import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { openPopover } from './closed-popover.ts';
import { passage } from './fill.ts';
import { PAGE_COLOURS } from './page-findings.ts';
import { closeSharedBrowsers } from './shared-browsers.ts';
import {
  askFrom,
  chromeTab,
  download,
  ENGLISH,
  marksUntil,
  SIMPLIFIED,
  startUiWorld,
  TRADITIONAL,
  type UiWorld,
} from './ui-world.ts';

// usage: npm run pictures [-- FOLDER]   pictures of every surface, in three languages, in light, dark and forced colours, from the built extension;
// and the README's few, of a page of our own words, into store/pictures
const FOLDER = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? resolve(import.meta.dirname, 'pictures'));

const README_FOLDER = resolve(import.meta.dirname, '../../store/pictures');

/** Draws a page in light, dark and forced colours. */
async function draw(page: Page, name: string, whole = false): Promise<void> {
  for (const [colours, media] of Object.entries(PAGE_COLOURS)) {
    await page.emulateMedia(media);
    // Switches and their knobs move for 120 ms.
    await page.waitForTimeout(200);
    await page.screenshot({ path: resolve(FOLDER, `${name}-${colours}.png`), fullPage: whole });
  }
  await page.emulateMedia(PAGE_COLOURS.light);
}

/** The panel after a match was ignored, with the menu that saves open. */
async function drawIgnored(panel: Page, language: Language): Promise<void> {
  const words = wordsIn(language);
  await panel
    .locator('.match')
    .first()
    .getByRole('button', { name: words.say('notAMatch') })
    .click();
  await panel.locator('.ignored').waitFor();
  await panel.locator('.menu > button').click();
  await draw(panel, `${language}-panel-ignored`);
  await panel.keyboard.press('Escape');
  await panel.locator('.toast-undo').click();
  await panel.locator('.ignored').waitFor({ state: 'detached' });
}

/** Ignores a match and confirms another, so that the options and the popup have something to list. */
async function judgeTwo(options: Page, tab: number): Promise<void> {
  const { matches } = await askFrom(options, 'view', { tab });
  await askFrom(options, 'dismiss', { tab, id: matches[0]!.id, scope: 'match' });
  await askFrom(options, 'confirm', { tab, id: matches[1]!.id, note: '已与出处核对' });
  await options.reload();
  await options.locator('.judgements li').nth(1).waitFor();
}

/** A reworded match beside its source. */
async function drawReworded(world: UiWorld, language: Language): Promise<void> {
  const url = world.site.url('reworded.html');
  const page = await world.browser.context.newPage();
  await page.goto(url);
  const panel = await world.surface(`sidepanel.html?tab=${await chromeTab(world, url)}`, 380, 760);
  await panel.locator('.match.reworded .compare-button').first().click();
  await panel.locator('.sentences details').first().click();
  await draw(panel, `${language}-compare-reworded`);
  await Promise.all([panel.close(), page.close()]);
}

async function drawCheck(world: UiWorld, language: Language): Promise<void> {
  const check = await world.surface('check.html', 760, 900);
  await check.getByRole('textbox').fill(passage('pa-01'));
  await check.locator('.marked mark').first().waitFor();
  await draw(check, `${language}-check`, true);
  await check.close();
}

async function drawPanel(world: UiWorld, language: Language): Promise<void> {
  const words = wordsIn(language);
  const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 380, 760);
  await panel.locator('.match').first().waitFor();
  await draw(panel, `${language}-panel`);
  await panel.setViewportSize({ width: 280, height: 760 });
  await draw(panel, `${language}-panel-280`);
  await panel.setViewportSize({ width: 380, height: 760 });
  await drawIgnored(panel, language);
  await panel.getByRole('tab').nth(1).click();
  await draw(panel, `${language}-sources`);
  const { text } = await download(panel, words.say('saveHtml'));
  await panel.getByRole('tab').nth(0).click();
  await panel.locator('.compare-button').first().click();
  await panel.locator('.step').first().waitFor();
  await draw(panel, `${language}-compare`);
  await panel.locator('.original summary').click();
  await panel.locator('.original textarea').fill(passage('pa-01'));
  await panel.locator('.original .aligned').waitFor();
  await draw(panel, `${language}-compare-original`, true);
  const report = await world.browser.context.newPage();
  await report.setContent(text);
  await draw(report, `${language}-report`, true);
  await Promise.all([panel.close(), report.close()]);
}

async function drawPage(world: UiWorld, language: Language): Promise<void> {
  await world.page.bringToFront();
  await draw(world.page, `${language}-page`);
  await openPopover(world.page);
  await draw(world.page, `${language}-popover`);
  await world.page.keyboard.press('Escape');
}

/** The page and the panel's list with marks that are coloured by source. */
async function drawBySource(world: UiWorld, language: Language): Promise<void> {
  const words = wordsIn(language);
  const options = await world.surface('options.html', 760, 900);
  await options.getByRole('radio', { name: words.say('markBy_source') }).click();
  await marksUntil(world.page, 0);
  const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 380, 760);
  await panel.locator('.match mark.by-source').first().waitFor();
  await draw(panel, `${language}-panel-by-source`);
  await world.page.bringToFront();
  await draw(world.page, `${language}-page-by-source`, true);
  await options.bringToFront();
  await options.getByRole('radio', { name: words.say('markBy_kind') }).click();
  await marksUntil(world.page, world.all);
  await Promise.all([panel.close(), options.close()]);
}

async function drawOthers(world: UiWorld, language: Language): Promise<void> {
  const popup = await world.surface(`popup.html?tab=${world.tab}`, 336, 560);
  await popup.locator('.figure').waitFor();
  await draw(popup, `${language}-popup`);
  const none = await world.surface('popup.html?tab=99999999', 336, 260);
  await draw(none, `${language}-popup-gone`);
  const options = await world.surface('options.html', 760, 900);
  await judgeTwo(options, world.tab);
  await draw(options, `${language}-options`, true);
  await popup.bringToFront();
  await popup.locator('.ignored').waitFor();
  await draw(popup, `${language}-popup-ignored`);
  await askFrom(options, 'clear-judgements', {});
  const welcome = await world.surface('welcome.html', 760, 900);
  await welcome.locator('mark').first().waitFor();
  await draw(welcome, `${language}-welcome`, true);
  await Promise.all([popup.close(), none.close(), options.close(), welcome.close()]);
}

/** The README's pictures: a marked page, and for a page with reworded passages the panel, a match beside its source, the popup. */
async function drawForReadme(world: UiWorld): Promise<void> {
  const picture = (name: string) => ({ path: resolve(README_FOLDER, `${name}.png`) });
  const { page } = world;
  await openPopover(page);
  await page.screenshot({ ...picture('page'), clip: { x: 150, y: 110, width: 790, height: 420 } });
  await page.keyboard.press('Escape');
  const url = world.site.url('reworded.html');
  await page.goto(url);
  const tab = await chromeTab(world, url);
  const panel = await world.surface(`sidepanel.html?tab=${tab}`, 360, 760);
  await panel.locator('.match.reworded').first().waitFor();
  await panel.screenshot(picture('panel'));
  const beside = await world.surface(`sidepanel.html?tab=${tab}`, 360, 760);
  await beside.locator('.match.literal .compare-button').last().click();
  await beside.locator('.step').first().waitFor();
  await beside.screenshot(picture('source'));
  const popup = await world.surface(`popup.html?tab=${tab}`, 336, 560);
  await popup.locator('.figure').waitFor();
  await popup.screenshot(picture('popup'));
  await Promise.all([panel.close(), beside.close(), popup.close()]);
}

mkdirSync(FOLDER, { recursive: true });
mkdirSync(README_FOLDER, { recursive: true });
for (const [tag, language] of [SIMPLIFIED, TRADITIONAL, ENGLISH]) {
  const world = await startUiWorld(tag);
  try {
    await drawPage(world, language);
    await drawPanel(world, language);
    await drawBySource(world, language);
    await drawReworded(world, language);
    await drawCheck(world, language);
    await drawOthers(world, language);
    if (language === 'zh_CN') await drawForReadme(world);
  } finally {
    await world.close();
  }
}
await closeSharedBrowsers();
console.log(`Pictures are in ${FOLDER}`);
