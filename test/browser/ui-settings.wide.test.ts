import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { until } from './marks.ts';
import { axeFindings } from './page-findings.ts';
import { setUp } from './set-up.ts';
import {
  type ChromeInTest,
  chooseInMenu,
  download,
  ENGLISH,
  marksUntil,
  SIMPLIFIED,
  startUiWorld,
} from './ui-world.ts';

describe.each(rowsOf([SIMPLIFIED], [ENGLISH]))('settings and states in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test('the switches turn marks off and on: on this site, and everywhere', async () => {
    const small = await world.popup();
    const site = small.getByRole('switch').nth(1);
    await site.click();
    expect(await marksUntil(world.page, 0)).toBe(0);
    await small.getByText(words.say('stateOffHere')).waitFor();
    await site.press('Space');
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await small.getByRole('switch', { name: words.say('onEverywhere') }).press('Space');
    expect(await marksUntil(world.page, 0)).toBe(0);
    await small.getByText(words.say('stateOff')).waitFor();
    await small.getByRole('switch', { name: words.say('onEverywhere') }).click();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await small.close();
  });

  test('pages are checked while marks are off: the figures stay, the marks are removed and return', async () => {
    const small = await world.popup();
    const share = await small.locator('.figure').textContent();
    const paint = small.getByRole('switch', { name: words.say('paintMarks') });
    await paint.click();
    expect(await marksUntil(world.page, 0)).toBe(0);
    await small.reload();
    expect(await small.locator('.figure').textContent()).toBe(share);
    await paint.press('Space');
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await small.close();
  });

  test('switching a site off and on leaves no rule', async () => {
    const small = await world.popup();
    await small.getByRole('switch').nth(1).click();
    expect(await marksUntil(world.page, 0)).toBe(0);
    await small.getByRole('switch').nth(1).click();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    const options = await world.surface('options.html', 800);
    for (const list of ['never', 'always'] as const)
      expect(await options.getByRole('textbox', { name: words.say(list) }).inputValue()).toBe('');
    await Promise.all([options.close(), small.close()]);
  });

  test('the options list the corpus and the version, and undo a confirmation', async () => {
    const panel = await world.panel();
    await panel
      .locator('.match')
      .first()
      .getByRole('button', { name: words.say('confirm') })
      .click();
    await panel.locator('.verdict').waitFor();
    const options = await world.surface('options.html', 800);
    await options.locator('.corpus li').first().waitFor();
    expect(await options.locator('.corpus li').count()).toBe(5);
    await options.getByText(words.say('aboutVersion', '0.1.0')).waitFor();
    await options
      .locator('.judgements li', { hasText: words.say('confirmed') })
      .getByRole('button')
      .click();
    await options.getByText(words.say('noJudgements')).waitFor();
    await Promise.all([options.close(), panel.close()]);
  });

  test('the four commands have their keys', async () => {
    const keys = await world.background(async () => {
      const { chrome } = globalThis as unknown as ChromeInTest;
      const own = (await chrome.commands.getAll()).filter(({ name }) => !name.startsWith('_'));
      return Object.fromEntries(own.map(({ name, shortcut }) => [name, shortcut]));
    }, undefined);
    expect(keys).toEqual({
      'next-match': 'Alt+Shift+J',
      'previous-match': 'Alt+Shift+K',
      'toggle-marks': 'Alt+Shift+M',
      'open-panel': 'Alt+Shift+L',
    });
  });

  test('the selected text is checked from the context menu, and its result closed with a key', async () => {
    const surface = await world.panel();
    const click = (selectionText: string) =>
      chooseInMenu(world, { menuItemId: 'check-selection', selectionText }, world.tab);
    await click('昨天我们去河边钓鱼，只钓到一只旧鞋。');
    await surface.getByText(words.say('selectionNothing')).waitFor();
    const known = await surface.locator('.match .excerpt mark').last().textContent();
    await click(known!.replace('…', ''));
    await surface.getByText(words.say('selectionNothing')).waitFor({ state: 'detached' });
    expect(await axeFindings(surface)).toEqual([]);
    await surface.getByRole('button', { name: words.say('close') }).press('Enter');
    await surface.getByText(words.say('selectionHeading'), { exact: true }).waitFor({ state: 'detached' });
    await surface.close();
  });

  test('"check this page now" marks a page of a site that is off, until the next page', async () => {
    const small = await world.popup();
    await small.getByRole('switch').nth(1).press('Space');
    expect(await marksUntil(world.page, 0)).toBe(0);
    await chooseInMenu(world, { menuItemId: 'check-page' }, world.tab);
    await world.page.bringToFront();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await small.bringToFront();
    await small.getByRole('switch').nth(1).press('Space');
    await small.close();
  });

  test('the results outlive the background when the browser stops it', async () => {
    const surface = await world.panel();
    const total = surface.locator('.figures .total strong');
    const share = await total.textContent();
    await world.background(() => void Object.assign(globalThis, { stillThere: true }), undefined);
    const session = await world.browser.context.newCDPSession(surface);
    const { targetInfos } = await session.send('Target.getTargets');
    const { targetId } = targetInfos.find(({ type }) => type === 'service_worker')!;
    await session.send('Target.closeTarget', { targetId });
    await surface.reload();
    await total.waitFor();
    expect(await world.background(() => 'stillThere' in globalThis, undefined)).toBe(false);
    expect(await total.textContent()).toBe(share);
    await surface.locator('.match .excerpt').first().click();
    const flashed = () => world.page.evaluate(() => CSS.highlights.has('deja-lu-flash'));
    expect(await until(flashed, (is) => is)).toBe(true);
    await surface.close();
  });

  test('the report prints as a table for spreadsheets too', async () => {
    const surface = await world.panel();
    const { name, text } = await download(surface, words.say('saveCsv'));
    expect(name).toMatch(/^deja-lu .*\.csv$/);
    expect(text.startsWith(`\ufeff${words.say('column_number')},`)).toBe(true);
    await surface.close();
  });

  test('pages that cannot be checked say why', async () => {
    const gone = await world.surface('popup.html?tab=99999999');
    await gone.getByText(words.say('stateGone')).waitFor();
    await gone.close();
    const settings = await world.browser.context.newPage();
    await settings.goto('chrome://version');
    const id = await world.background(async () => {
      const { chrome } = globalThis as unknown as ChromeInTest;
      return (await chrome.tabs.query({ active: true }))[0]!.id;
    }, undefined);
    const small = await world.surface(`popup.html?tab=${id}`);
    await small.getByText(words.say('stateBrowserPage')).waitFor();
    await Promise.all([small.close(), settings.close()]);
  });

  test('the options change the language at once, and the marks in open pages', async () => {
    const options = await world.surface('options.html', 800);
    const colour = () =>
      world.page.evaluate(() => getComputedStyle(document.body, '::highlight(deja-lu-literal)').backgroundColor);
    const before = await colour();
    await options.getByRole('radio', { name: words.say('colour_violet') }).click();
    expect(await until(colour, (now) => now !== before)).not.toBe(before);
    await options.getByRole('radio', { name: words.say('colour_amber') }).press('Space');
    expect(await until(colour, (now) => now === before)).toBe(before);
    const other = language === 'en' ? 'zh_TW' : 'en';
    await options.getByRole('combobox').selectOption(other);
    await options.getByRole('heading', { name: wordsIn(other).say('sectionMarks') }).waitFor();
    expect(await options.evaluate(() => document.documentElement.lang)).toBe(wordsIn(other).tag);
    await options.getByRole('combobox').selectOption('auto');
    await options.getByRole('heading', { name: words.say('sectionMarks') }).waitFor();
    await options.close();
  });

  test('marks by source have the colours of the sources in lists, and with forced colours lines of their own', async () => {
    const options = await world.surface('options.html', 800);
    await options.getByRole('radio', { name: words.say('markBy_source') }).click();
    const panel = await world.panel();
    await panel.getByRole('tab').nth(1).click();
    await panel.locator('.source').nth(1).waitFor();
    const dots = await panel
      .locator('.source .dot')
      .evaluateAll((all) => all.map((dot) => getComputedStyle(dot).backgroundColor));
    const lines = () =>
      world.page.evaluate(() =>
        [0, 1].map((rank) => {
          const name = `deja-lu-literal-${rank}`;
          const { textDecorationColor, textDecorationStyle } = getComputedStyle(document.body, `::highlight(${name})`);
          return { marks: CSS.highlights.get(name)?.size ?? 0, colour: textDecorationColor, line: textDecorationStyle };
        }),
      );
    const marked = await until(lines, (all) => all.every(({ marks: count }) => count > 0));
    expect(marked.map(({ colour }) => colour)).toEqual(dots);
    expect(marked[0]!.colour).not.toBe(marked[1]!.colour);
    expect(await marksUntil(world.page, 0)).toBe(0);
    await world.page.emulateMedia({ forcedColors: 'active' });
    const [first, second] = await lines();
    expect(first!.line).not.toBe(second!.line);
    // The panel's samples are drawn as the marks are: they are the key to them.
    await panel.emulateMedia({ forcedColors: 'active' });
    await panel.getByRole('tab').nth(0).click();
    for (const [i, { line }] of [first!, second!].entries()) {
      const sample = panel.locator('.match', { has: panel.locator(`.dot:text-is("${i + 1}")`) }).first();
      expect(await sample.locator('mark').evaluate((mark) => getComputedStyle(mark).textDecorationStyle)).toBe(line);
    }
    for (const surface of [panel, options]) expect(await axeFindings(surface)).toEqual([]);
    await world.page.emulateMedia({ forcedColors: null });
    await options.getByRole('radio', { name: words.say('markBy_kind') }).press('Space');
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await Promise.all([options.close(), panel.close()]);
  });

  test('ticks stand beside the scrollbar while they are asked for, and nothing else of ours', async () => {
    const options = await world.surface('options.html', 800);
    await world.page.bringToFront();
    const before = await world.page.evaluate(() => document.documentElement.outerHTML);
    const extra = () => world.page.evaluate(() => document.documentElement.children.length - 2);
    const ticks = () =>
      options
        .getByRole('switch')
        .nth(1)
        .evaluate((element: HTMLElement) => element.click());
    await ticks();
    expect(await until(extra, (count) => count === 1)).toBe(1);
    await ticks();
    expect(await until(extra, (count) => count === 0)).toBe(0);
    expect(await world.page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    await options.close();
  });

  test('settings are exported, reset and imported', async () => {
    const options = await world.surface('options.html', 800);
    await options.getByRole('textbox', { name: words.say('never') }).fill('https://never.example/');
    await options
      .getByRole('button', { name: words.say('save') })
      .first()
      .click();
    await options.getByText(words.say('saved')).waitFor();
    const [file] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: words.say('export') }).click(),
    ]);
    const path = await file.path();
    expect(readFileSync(path, 'utf8')).toContain('never.example');
    await options.getByRole('button', { name: words.say('reset') }).click();
    await options.getByRole('button', { name: words.say('resetYes') }).click();
    await options.getByText(words.say('resetDone')).waitFor();
    const never = () => options.getByRole('textbox', { name: words.say('never') }).inputValue();
    expect(await until(never, (value) => value === '')).toBe('');
    await options.locator('input[type=file]').setInputFiles(path);
    await options.getByText(words.say('imported')).waitFor();
    expect(await until(never, (value) => value === 'never.example')).toBe('never.example');
    await options.getByRole('button', { name: words.say('reset') }).click();
    await options.getByRole('button', { name: words.say('resetYes') }).click();
    await options.getByText(words.say('resetDone')).waitFor();
    await options.close();
  });

  test('the welcome page checks typed text, and requires no answer', async () => {
    const welcome = await world.surface('welcome.html', 800);
    await welcome.locator('.marked mark').first().waitFor();
    await welcome.getByRole('textbox').fill('今天我们去公园划船，湖面上有很多鸭子。');
    await welcome.getByText(words.say('nothingFound')).waitFor();
    expect(await welcome.locator('button, input, select').count()).toBe(0);
    await welcome.close();
  });
});
