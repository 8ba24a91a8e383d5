import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { openPopover, popoverOf, pressInPopover, untilObeyed } from './closed-popover.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import {
  askFrom,
  type ChromeInTest,
  command,
  download,
  ENGLISH,
  marksUntil,
  SIMPLIFIED,
  startUiWorld,
} from './ui-world.ts';

const COMMAND = resolve(import.meta.dirname, '../../src/cli/check.ts');

/** The text of a tab as it was extracted and checked: a page in one part. */
async function checkedText(surface: Page, tab: number): Promise<string> {
  const { pieces } = await askFrom(surface, 'report', { tab });
  const texts = pieces.map(({ text }) => text);
  expect(texts).toHaveLength(1);
  return texts[0]!;
}

/** The output of the `check` command for a text. */
function checkByCommand(text: string): { share: number; letters: number; matches: readonly object[] } {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-check-'));
  try {
    const file = join(folder, 'page.txt');
    writeFileSync(file, text);
    return JSON.parse(execFileSync(process.execPath, [COMMAND, '--json', file], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(rowsOf([SIMPLIFIED], [ENGLISH]))('the interface in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  test('shows the same figures in popup, panel, badge, report and check', async () => {
    const surface = await world.panel();
    const { text: json } = await download(surface, words.say('saveJson'));
    const report = JSON.parse(json) as { figures: { share: number; matches: number; letters: number } };
    const { text: html } = await download(surface, words.say('saveHtml'));
    const share = words.percent(report.figures.share);
    const badge = await world.background(async (tabId) => {
      const { action } = (globalThis as unknown as ChromeInTest).chrome;
      return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
    }, world.tab);
    expect(badge.text).toBe(`${Math.round(report.figures.share * 100)}%`);
    expect(badge.title).toContain(share);
    expect(await surface.locator('.figures .total strong').textContent()).toBe(share);
    const small = await world.popup();
    expect(await small.locator('.figure').textContent()).toBe(share);
    expect(html).toContain(`<dd>${share}</dd>`);

    const checked = checkByCommand(await checkedText(surface, world.tab));
    expect(checked.letters).toBe(report.figures.letters);
    expect(checked.matches).toHaveLength(report.figures.matches);
    expect(checked.share).toBeCloseTo(report.figures.share, 10);
    await Promise.all([surface.close(), small.close()]);
  });

  test('a report is saved by keyboard', async () => {
    const surface = await world.panel();
    const menu = surface.getByRole('button', { name: words.say('saveMenu') });
    for (const [button, ending] of [
      ['saveHtml', /\.html$/],
      ['saveJson', /\.json$/],
      ['saveCsv', /\.csv$/],
    ] as const) {
      await menu.press('Enter');
      const [file] = await Promise.all([
        surface.waitForEvent('download'),
        surface.getByRole('button', { name: words.say(button) }).press('Enter'),
      ]);
      expect(file.suggestedFilename()).toMatch(ending);
    }
    await surface.close();
  });

  test('the judgement "not a match" is given in the panel by keyboard, listed, and undone', async () => {
    const surface = await world.panel();
    const row = surface.locator('.match').first();
    await row.getByRole('button', { name: words.say('notAMatch') }).press('Enter');
    expect(await marksUntil(world.page, (now) => now < world.all)).toBeLessThan(world.all);
    await surface.getByRole('checkbox', { name: words.say('showDismissed') }).press('Space');
    await surface.locator('.verdict', { hasText: words.say('dismissedMatch') }).waitFor();
    await surface
      .locator('.verdict')
      .getByRole('button', { name: words.say('undo') })
      .press('Enter');
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await surface.close();
  });

  test('a match is confirmed with a note', async () => {
    const surface = await world.panel();
    await surface.locator('.match .compare-button').first().click();
    await surface.getByRole('textbox', { name: words.say('note') }).fill('已与出处核对');
    await surface.getByRole('button', { name: words.say('confirm') }).click();
    await surface.getByText(words.say('confirmed')).first().waitFor();
    await surface.getByRole('button', { name: words.say('back') }).click();
    await surface.locator('.match .note', { hasText: '已与出处核对' }).waitFor();
    await surface.close();
  });

  test('the panel goes to a match by click, by the strip, and by keys on the strip', async () => {
    const surface = await world.panel();
    const flashed = () => world.page.evaluate(() => CSS.highlights.has('deja-lu-flash'));
    await surface.locator('.match .excerpt').last().click();
    expect(await until(flashed, (is) => is)).toBe(true);
    const strip = surface.getByRole('slider');
    const now = () => strip.getAttribute('aria-valuenow');
    await strip.press('Home');
    expect(await until(now, (value) => value === '1')).toBe('1');
    await strip.press('ArrowRight');
    expect(await until(now, (value) => value === '2')).toBe('2');
    const box = (await strip.boundingBox())!;
    await surface.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    const last = await strip.getAttribute('aria-valuemax');
    expect(await until(now, (value) => value === last)).toBe(last);
    await surface.close();
  });

  test('the panel follows the tab to a page that no extension may read', async () => {
    const surface = await world.panel();
    const url = world.page.url();
    await world.page.goto('chrome://version');
    await surface.getByText(words.say('stateBrowserPage')).waitFor();
    await world.page.goto(url);
    await surface.locator('.figures .total').waitFor();
    await marksUntil(world.page, world.all);
    await surface.close();
  });

  test('the panel filters by source, from the list of sources, with keys alone', async () => {
    const surface = await world.panel();
    const matches = await surface.locator('.match').count();
    await surface.getByRole('tab').first().focus();
    await surface.keyboard.press('ArrowRight');
    const source = surface.locator('.source').first();
    await source.waitFor();
    await source.getByRole('button').press('Enter');
    await surface.locator('.match').first().waitFor();
    expect(await surface.locator('.match').count()).toBeLessThan(matches);
    await surface.close();
  });

  // The last tests: a panel that opens soon after a match was asked for shows that match, and not the list.
  test('from a mark to its comparison: two clicks', async () => {
    const popover = await openPopover(world.page);
    expect(popover.html).toContain(words.say('kind_near'));
    await pressInPopover(world.page, popover, words.say('openPanel'));
    expect(await popoverOf(world.page, false)).toBeNull();
    const surface = await world.panel();
    await surface.getByRole('heading', { name: words.say('compareHeading') }).waitFor();
    expect((await surface.locator('.aligned').textContent())!.length).toBeGreaterThan(20);
    await surface.close();
  });

  test('from a mark to its comparison: two keys, after the command "next match"', async () => {
    await world.page.bringToFront();
    await command(world, 'next-match', world.tab);
    expect(await popoverOf(world.page)).not.toBeNull();
    await untilObeyed(world.page);
    await world.page.keyboard.press('Enter');
    expect(await popoverOf(world.page, false)).toBeNull();
    const surface = await world.panel();
    const heading = surface.getByRole('heading', { name: words.say('compareHeading') });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await surface.keyboard.press('Escape');
    await surface.getByRole('tablist').waitFor();
    await surface.close();
  });
});
