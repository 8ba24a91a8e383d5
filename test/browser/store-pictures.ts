import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/locale/words.ts';
import { wordsIn } from '../locale/words-in.ts';
import { chromiumPage } from './chromium.ts';
import { type CLASS_FILES, chooseFiles, REPLACED } from './class-files.ts';
import { openPopover } from './closed-popover.ts';
import { passage } from './fill.ts';
import { libraryPage } from './library-page.ts';
import { markedLetters } from './marks.ts';
import { closeSharedBrowsers } from './shared-browsers.ts';
import { LOGO, logoPage, PICTURE, POSTER, picturePage, posterPage } from './store-frame.ts';
import { chromeTab, ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL, type UiWorld } from './ui-world.ts';

// usage: npm run pictures:store   the pictures for the stores' listings, from the built extension and pages of our own text, into store/pictures

const FOLDER = resolve(import.meta.dirname, '../../store/pictures');

/** Room below the line of text. */
const HEIGHT = 696;

interface Texts {
  readonly captions: Readonly<Record<string, string>>;
  readonly poster: readonly [before: string, marked: string];
}

const textsIn = (language: Language): Texts =>
  JSON.parse(readFileSync(resolve(FOLDER, `../texts/${language}.json`), 'utf8'));

/** Draws a page of markup in a size into a file. */
async function drawInto(world: UiWorld, name: string, size: typeof PICTURE, markup: string): Promise<void> {
  const frame = await world.browser.context.newPage();
  await frame.setViewportSize(size);
  await frame.setContent(markup, { waitUntil: 'load' });
  await frame.screenshot({ path: resolve(FOLDER, name) });
  await frame.close();
}

/** The site of fixture pages as a reader would see one. */
function nameSite(page: Page): Promise<void> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      text.data = text.data.replace(/127\.0\.0\.1(?::\d+)?/u, 'school.example');
    }
  });
}

/** The page with a popover, and its panel. In so high a window nothing has to be scrolled to show the first mark in its middle. */
async function pageAndPanel(world: UiWorld): Promise<Buffer[]> {
  const url = world.site.url('school.html');
  const { page } = world;
  await page.setViewportSize({ width: 800, height: 2 * HEIGHT });
  await page.goto(url);
  await markedLetters(chromiumPage(page));
  const panel = await panelOf(world, url);
  await panel.locator('.match').first().waitFor();
  await nameSite(panel);
  const beside = await panel.screenshot();
  await panel.close();
  await page.bringToFront();
  await openPopover(page);
  return [await page.screenshot({ clip: { x: 0, y: 0, width: 800, height: HEIGHT } }), beside];
}

async function panelOf(world: UiWorld, url: string): Promise<Page> {
  const panel = await world.surface(`sidepanel.html?tab=${await chromeTab(world, url)}`, 376, HEIGHT);
  await panel.locator('.match.reworded').first().waitFor();
  return panel;
}

/** A literal match beside its source, and a reworded one. */
async function comparisons(world: UiWorld): Promise<Buffer[]> {
  const url = world.site.url('school.html');
  const panel = await panelOf(world, url);
  await panel.setViewportSize({ width: 576, height: HEIGHT });
  await panel.locator('.match.literal .compare-button').first().click();
  await panel.locator('.step').first().waitFor();
  await nameSite(panel);
  const literal = await panel.screenshot();
  await panel.close();
  const other = await panelOf(world, url);
  await other.setViewportSize({ width: 576, height: HEIGHT });
  await other.locator('.match.reworded .compare-button').first().click();
  await other.locator('.sentences').first().waitFor();
  await nameSite(other);
  const reworded = await other.screenshot();
  await other.close();
  return [literal, reworded];
}

const OWN_ESSAYS = [
  ['own-08', '采样亭拆走之后'],
  ['own-10', '一块十四英寸的屏幕'],
  ['own-11', '离高考还有八十一天'],
] as const;

async function library(world: UiWorld, language: Language): Promise<Buffer[]> {
  const page = await world.surface('library.html', 1000, HEIGHT);
  const library = libraryPage(page, language);
  for (const [index, [name, title]] of OWN_ESSAYS.entries()) {
    await library.paste(passage(name), title);
    await library.indexed(index + 1);
  }
  await page.locator('.essays').evaluate((list) => scrollTo(0, list.getBoundingClientRect().top + scrollY - 220));
  const picture = await page.screenshot();
  await page.close();
  return [picture];
}

/** Hand-ins of our own: two have a passage in common with a word replaced, two have passages of known essays, one is its author's alone. */
function handIns(): typeof CLASS_FILES {
  const shared = passage('own-10').slice(0, 240);
  const texts = [
    `${passage('own-08')}\n${shared}`,
    `${shared.replace(...REPLACED)}\n${passage('own-07')}`,
    `${passage('own-12')}\n${passage('pa-01')}`,
    `${passage('pa-03')}\n${passage('own-06')}`,
    passage('own-11'),
  ];
  return texts.map((text, i) => ({ name: `0${i + 1}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) }));
}

async function classCheck(world: UiWorld): Promise<Buffer[]> {
  const page = await world.surface('check.html', 1180, HEIGHT);
  await chooseFiles(page, handIns());
  await page.locator('.pair summary').first().click();
  await page.locator('.sides mark').first().waitFor();
  await page
    .locator('table')
    .first()
    .evaluate((table) => scrollTo(0, table.getBoundingClientRect().top + scrollY - 40));
  const picture = await page.screenshot();
  await page.close();
  return [picture];
}

async function drawListing(world: UiWorld, language: Language): Promise<void> {
  const { captions, poster } = textsIn(language);
  const scenes = {
    page: () => pageAndPanel(world),
    compare: () => comparisons(world),
    class: () => classCheck(world),
    library: () => library(world, language),
  };
  for (const [name, scene] of Object.entries(scenes))
    await drawInto(world, `store-${language}-${name}.png`, PICTURE, picturePage(captions[name]!, await scene()));
  await drawInto(world, `store-${language}-poster.png`, POSTER, posterPage(wordsIn(language).say('name'), ...poster));
}

mkdirSync(FOLDER, { recursive: true });
for (const [tag, language] of [SIMPLIFIED, TRADITIONAL, ENGLISH]) {
  const world = await startUiWorld(tag);
  try {
    await drawListing(world, language);
    if (language === 'zh_CN') await drawInto(world, 'store-logo.png', LOGO, logoPage());
  } finally {
    await world.close();
  }
}
await closeSharedBrowsers();
console.log(`Pictures are in ${FOLDER}`);
