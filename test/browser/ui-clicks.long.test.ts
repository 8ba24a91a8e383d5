import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import {
  hasPopoverFocus,
  markAt,
  openPopover,
  type PopoverUnderTest,
  popoverOf,
  pressInPopover,
} from './closed-popover.ts';
import { passage } from './fill.ts';
import { until } from './marks.ts';
import { axeFindings } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { type ChromeInTest, chromeTab, command, marksUntil, startUiWorld } from './ui-world.ts';

const words = wordsIn('zh_CN');

/** Whether an element lies in the window as a whole, from top to bottom. */
function isInView(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((of) => {
    const rect = document.querySelector(of)?.getBoundingClientRect();
    return rect !== undefined && rect.top >= 0 && rect.bottom <= innerHeight;
  }, selector);
}

function hasFocusIn(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((of) => document.activeElement?.closest(of) !== null, selector);
}

/** Clicks for a test and counts them. */
class Clicker {
  count = 0;

  click(at: Locator): Promise<void> {
    this.count++;
    return at.click();
  }

  /** Clicks the first mark of a page; returns the popover that opens. */
  clickMark(page: Page): Promise<PopoverUnderTest> {
    this.count++;
    return openPopover(page);
  }

  clickInPopover(page: Page, popover: PopoverUnderTest, label: string): Promise<void> {
    this.count++;
    return pressInPopover(page, popover, label);
  }
}

describe('clicks that a task takes, counted in the built extension', () => {
  const world = setUp(() => startUiWorld('zh-CN'));
  let clicker: Clicker;
  beforeEach(() => {
    clicker = new Clicker();
  });

  test('the share: none, the badge shows it and its tooltip says what was compared', async () => {
    const badge = await world.background(async (tabId) => {
      const { action } = (globalThis as unknown as ChromeInTest).chrome;
      return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
    }, world.tab);
    expect(badge.text).toMatch(/^\d+%$/);
    expect(badge.title).toContain(words.count('comparedEssays', 54));
    expect(clicker.count).toBe(0);
  });

  test('the source: none, the popover names it when the pointer rests on the mark', async () => {
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.move(x + 3, y);
    await world.page.mouse.move(x, y);
    const popover = await popoverOf(world.page);
    expect(popover?.html).toContain(words.say('alsoInEssay', ''));
    expect(popover?.html).not.toMatch(/\.txt|\d{3}\/\d+/);
    expect(clicker.count).toBe(0);
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
  });

  test('ignoring: two from the mark; undoing: one', async () => {
    await clicker.clickInPopover(world.page, await clicker.clickMark(world.page), words.say('notAMatch'));
    expect(await marksUntil(world.page, (now) => now < world.all)).toBeLessThan(world.all);
    expect(clicker.count).toBe(2);
    const after = await until(
      async () => (await popoverOf(world.page))!,
      (now) => now?.html.includes(words.say('dismissedMatch')) ?? false,
    );
    await clicker.clickInPopover(world.page, after, words.say('undo'));
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    expect(clicker.count).toBe(3);
    expect(await popoverOf(world.page, false)).toBeNull();
  });

  test('confirming: two from the mark; the popover then shows the confirmation, and one click undoes it', async () => {
    await clicker.clickInPopover(world.page, await clicker.clickMark(world.page), words.say('confirm'));
    const after = await until(
      async () => (await popoverOf(world.page))!,
      (now) => now?.html.includes(`>${words.say('confirmed')}<`) ?? false,
    );
    expect(clicker.count).toBe(2);
    await clicker.clickInPopover(world.page, after, words.say('undo'));
    expect(await popoverOf(world.page, false)).toBeNull();
    expect(clicker.count).toBe(3);
    const again = await openPopover(world.page);
    expect(again.html).not.toContain(`✓ ${words.say('confirmed')}`);
    await world.page.keyboard.press('Escape');
  });

  test('a report: two from the panel, without scrolling, and its menu is within five Tab stops', async () => {
    const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 380, 760);
    await panel.locator('.match').first().waitFor();
    for (let stop = 1; stop <= 5 && !(await hasFocusIn(panel, '.menu')); stop++) await panel.keyboard.press('Tab');
    expect(await hasFocusIn(panel, '.menu')).toBe(true);
    await clicker.click(panel.locator('.menu > button'));
    const [file] = await Promise.all([
      panel.waitForEvent('download'),
      clicker.click(panel.getByRole('button', { name: words.say('saveHtml') })),
    ]);
    expect(clicker.count).toBe(2);
    expect(file.suggestedFilename()).toMatch(/\.html$/);
    expect(await panel.evaluate(() => scrollY)).toBe(0);
    await panel.close();
  });

  test('the first match is visible without scrolling at 380 × 760', async () => {
    const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 380, 760);
    await panel.locator('.match').first().waitFor();
    expect(await isInView(panel, '.match .excerpt')).toBe(true);
    const figures = panel.locator('.figures .total, .figures dl > div');
    const inSight = await figures.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    expect(inSight).toBe(3);
    await panel.locator('.figures summary').click();
    expect(await figures.evaluateAll((all) => all.every((one) => one.checkVisibility()))).toBe(true);
    expect(await figures.count()).toBe(7);
    await panel.close();
  });

  test('checking a pasted text: two and the paste, from the page that is open', async () => {
    // The first is the one on the toolbar's icon, which no test can press: it opens this page.
    clicker.count++;
    const popup = await world.popup();
    const [check] = await Promise.all([
      world.browser.context.waitForEvent('page'),
      clicker.click(popup.getByRole('button', { name: words.say('checkText') })),
    ]);
    // The field has the focus: the paste needs no click.
    await check.locator('textarea:focus').waitFor();
    await check.keyboard.insertText(passage('pa-01'));
    await check.locator('.marked mark').first().waitFor();
    expect(clicker.count).toBe(2);
    expect(await check.locator('.figures .total strong').textContent()).toMatch(/%$/);
    expect(await check.locator('.compared').textContent()).toBe('已与 54 篇范文比对（疫情类，2022 年）');
    expect(await axeFindings(check)).toEqual([]);
    await check.getByRole('textbox').fill('今天我们去公园划船，湖面上有很多鸭子。');
    await check.getByText(words.say('nothingFound')).waitFor();
    expect(await check.locator('.compared').count()).toBe(1);
    await Promise.all([check.close(), popup.close()]);
  });

  // The last test: a panel that opens soon after a match was asked for shows that match, and not the list.
  test('the comparison with the source: two from the mark', async () => {
    await clicker.clickInPopover(world.page, await clicker.clickMark(world.page), words.say('openPanel'));
    expect(clicker.count).toBe(2);
    const panel = await world.panel();
    await panel.getByRole('heading', { name: words.say('compareHeading') }).waitFor();
    expect((await panel.locator('.aligned').textContent())!.length).toBeGreaterThan(20);
    await panel.close();
  });
});

describe('the panel', () => {
  const world = setUp(() => startUiWorld('zh-CN'));

  test('keeps the card of the current match in view when the page steps; n and p step in the popover', async () => {
    const panel = await world.surface(`sidepanel.html?tab=${world.tab}`, 380, 500);
    const last = await panel.locator('.match').last().getAttribute('data-id');
    await world.page.bringToFront();
    await command(world, 'previous-match', world.tab);
    const current = () => panel.locator('.match[aria-current]').getAttribute('data-id', { timeout: 2000 });
    expect(await until(current, (id) => id === last)).toBe(last);
    expect(
      await until(
        () => isInView(panel, '.match[aria-current] .excerpt'),
        (is) => is,
      ),
    ).toBe(true);
    await until(
      () => hasPopoverFocus(world.page),
      (has) => has,
    );
    await world.page.keyboard.press('n');
    expect(await until(current, (id) => id !== last)).not.toBe(last);
    await until(
      () => hasPopoverFocus(world.page),
      (has) => has,
    );
    await world.page.keyboard.press('p');
    expect(await until(current, (id) => id === last)).toBe(last);
    await world.page.keyboard.press('Escape');
    await panel.close();
  });

  test('steps through the matches of the filtered list only', async () => {
    const panel = await world.panel();
    await panel.locator('.match').first().waitFor();
    const source = panel.getByRole('combobox', { name: words.say('filterSource') });
    await source.selectOption({ index: 1 });
    const ids = await panel.locator('.match').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));
    const seen = new Set<string | null>();
    for (let i = 0; i <= ids.length; i++) {
      const before = await panel.locator('.steps .quiet').textContent();
      await panel.getByRole('button', { name: words.say('next') }).click();
      if (ids.length > 1)
        await until(
          () => panel.locator('.steps .quiet').textContent(),
          (now) => now !== before,
        );
      await panel.locator('.match[aria-current]').waitFor();
      seen.add(await panel.locator('.match[aria-current]').getAttribute('data-id'));
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    await panel.close();
  });

  test('shows the number of ignored matches in panel, popup and badge; the focus moves to the next card', async () => {
    const panel = await world.panel();
    const rows = panel.locator('.match');
    await rows.first().waitFor();
    const second = await rows.nth(1).getAttribute('data-id');
    await rows
      .first()
      .getByRole('button', { name: words.say('notAMatch') })
      .click();
    await panel.locator('.toast', { hasText: words.say('dismissedMatch') }).waitFor();
    expect(await hasFocusIn(panel, `[data-id="${second}"]`)).toBe(true);
    await panel.locator('.ignored', { hasText: words.count('ignored', 1) }).waitFor();
    const popup = await world.popup();
    await popup.locator('.ignored', { hasText: words.count('ignored', 1) }).waitFor();
    const title = await world.background(
      (tabId) => (globalThis as unknown as ChromeInTest).chrome.action.getTitle({ tabId }),
      world.tab,
    );
    expect(title).toContain(words.count('ignored', 1));
    expect(await axeFindings(panel)).toEqual([]);
    await panel.bringToFront();
    await panel.locator('.toast-undo').click();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await panel.locator('.ignored').waitFor({ state: 'detached' });
    await Promise.all([panel.close(), popup.close()]);
  });

  test('never shows only 0 % where every match is ignored: the matches are listed, each with its undo', async () => {
    const panel = await world.panel();
    await panel.locator('.compare-button').first().click();
    await panel.getByRole('button', { name: words.say('notThisSite') }).click();
    await panel.locator('.verdict', { hasText: words.say('dismissedSite') }).waitFor();
    expect(await hasFocusIn(panel, '.judge')).toBe(true);
    await panel.keyboard.press('Escape');
    await panel.getByText(words.say('allIgnored')).waitFor();
    expect(await panel.locator('main').textContent()).not.toContain('0%');
    expect(await panel.locator('main').textContent()).not.toContain(words.say('nothingFound'));
    await panel.locator('.compared').waitFor();
    await panel
      .locator('.match .verdict')
      .first()
      .getByRole('button', { name: words.say('undo') })
      .click();
    expect(await marksUntil(world.page, world.all)).toBe(world.all);
    await panel.close();
  });

  test('shows a confirmation without a note, and takes it back', async () => {
    const panel = await world.panel();
    const row = panel.locator('.match').first();
    await row.getByRole('button', { name: words.say('confirm') }).click();
    await row.locator('.verdict', { hasText: words.say('confirmed') }).waitFor();
    await row.locator('.verdict').getByRole('button').click();
    await row.locator('.verdict').waitFor({ state: 'detached' });
    await panel.close();
  });

  test('compares with an original that is pasted, as far as its letters agree with the index', async () => {
    const url = world.site.url('plain.html');
    const page = await world.browser.context.newPage();
    await page.goto(url);
    await marksUntil(page, (now) => now > 0);
    const panel = await world.surface(`sidepanel.html?tab=${await chromeTab(world, url)}`, 380);
    await panel.locator('.compare-button').first().click();
    await panel.locator('.original summary').click();
    const field = panel.locator('.original textarea');
    await field.fill(passage('own-01'));
    await panel.getByText(words.say('originalNone')).waitFor();
    await field.fill(`编者按。${passage('pa-01')}`);
    await panel.getByText(words.say('originalFound')).waitFor();
    const shown = await panel.locator('.original .aligned').textContent();
    expect(shown!.length).toBeGreaterThan(50);
    expect(shown).not.toContain('编者按');
    expect(await axeFindings(panel)).toEqual([]);
    await Promise.all([panel.close(), page.close()]);
  });
});
