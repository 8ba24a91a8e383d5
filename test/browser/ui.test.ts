import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { until } from './marks.ts';
import {
  type ChromeInTest,
  download,
  LANGUAGES,
  markAt,
  marks,
  popoverOf,
  startUiWorld,
  type UiWorld,
} from './ui-world.ts';

const COMMAND = resolve(import.meta.dirname, '../../src/cli/check.ts');

interface ReportMessage {
  readonly chrome: {
    readonly runtime: {
      sendMessage(
        message: object,
      ): Promise<{ readonly value: { readonly pieces: readonly { readonly text: string }[] } }>;
    };
  };
}

/** The text of a tab as it was extracted and checked: a page in one part. */
async function checkedText(surface: Page, tab: number): Promise<string> {
  const texts = await surface.evaluate(async (id) => {
    const { runtime } = (globalThis as unknown as ReportMessage).chrome;
    const { value } = await runtime.sendMessage({ dejaLu: 'report', ask: { tab: id } });
    return value.pieces.map(({ text }) => text);
  }, tab);
  expect(texts).toHaveLength(1);
  return texts[0]!;
}

/** What the command says of a text, run as a user runs it. */
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

describe.each(LANGUAGES)('the interface in %s', (tag, language) => {
  const words = wordsIn(language);
  let world: UiWorld;
  let all: number;
  const panel = () => world.surface(`sidepanel.html?tab=${world.tab}`);
  const popup = () => world.surface(`popup.html?tab=${world.tab}`);

  beforeAll(async () => {
    world = await startUiWorld(tag);
    all = await marks(world.page);
  });
  afterAll(() => world?.close());

  test('shows the same figures in popup, panel, badge, report and check', async () => {
    const surface = await panel();
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
    const small = await popup();
    expect(await small.locator('.figure').textContent()).toBe(share);
    expect(html).toContain(`<dd>${share}</dd>`);

    const checked = checkByCommand(await checkedText(surface, world.tab));
    expect(checked.letters).toBe(report.figures.letters);
    expect(checked.matches).toHaveLength(report.figures.matches);
    expect(checked.share).toBeCloseTo(report.figures.share, 10);
    await Promise.all([surface.close(), small.close()]);
  });

  test('from a mark to its source: two clicks', async () => {
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.click(x, y);
    const popover = await popoverOf(world.page);
    expect(popover?.html).toContain(words.say('literal'));
    const button = await popover!.at(words.say('openPanel'));
    await world.page.mouse.click(button.x, button.y);
    expect(await popoverOf(world.page, false)).toBeNull();
    const surface = await panel();
    await surface.getByRole('heading', { name: words.say('compareHeading') }).waitFor();
    expect((await surface.locator('.aligned').textContent())!.length).toBeGreaterThan(20);
    await surface.close();
  });

  test('from a mark to its source: two keys, after the command "next match"', async () => {
    await world.page.bringToFront();
    await world.background((id) => {
      (globalThis as unknown as ChromeInTest).chrome.commands.onCommand.dispatch('next-match', { id });
    }, world.tab);
    expect(await popoverOf(world.page)).not.toBeNull();
    await world.page.keyboard.press('Enter');
    expect(await popoverOf(world.page, false)).toBeNull();
    const surface = await panel();
    const heading = surface.getByRole('heading', { name: words.say('compareHeading') });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await surface.keyboard.press('Escape');
    await surface.getByRole('tablist').waitFor();
    await surface.close();
  });

  test('the popover opens on hover, stays under the pointer, and Escape takes it away', async () => {
    await world.page.bringToFront();
    const before = await world.page.evaluate(() => document.documentElement.outerHTML);
    const { x, y } = await markAt(world.page);
    await world.page.mouse.move(x + 3, y);
    await world.page.mouse.move(x, y);
    const popover = await popoverOf(world.page);
    expect(popover).not.toBeNull();
    expect(await world.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    const inside = await popover!.at(words.say('notAMatch'));
    await world.page.mouse.move(inside.x, inside.y, { steps: 5 });
    await world.page.waitForTimeout(900);
    expect(await popoverOf(world.page)).not.toBeNull();
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
    expect(await world.page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
  });

  test('the words of the popover are not the page’s', async () => {
    const surface = await popup();
    const letters = () => surface.locator('.share .quiet').textContent();
    const before = await letters();
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.click(x, y);
    expect(await popoverOf(world.page)).not.toBeNull();
    await world.page.waitForTimeout(800);
    await surface.reload();
    expect(await letters()).toBe(before);
    await world.page.bringToFront();
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
    await surface.close();
  });

  test('the popover acts on trusted events only, and the page cannot look into it', async () => {
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.click(x, y);
    const popover = await popoverOf(world.page);
    const { x: bx, y: by } = await popover!.at(words.say('notAMatch'));
    const seen = await world.page.evaluate(
      ({ px, py }) => {
        const host = document.elementFromPoint(px, py)!;
        host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: px, clientY: py }));
        return { root: host.shadowRoot, text: host.textContent };
      },
      { px: bx, py: by },
    );
    expect(seen).toEqual({ root: null, text: '' });
    expect(await marks(world.page)).toBe(all);
    await world.page.keyboard.press('Escape');
  });

  test('not a match: from the popover by mouse, undone in the options', async () => {
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.click(x, y);
    const button = await (await popoverOf(world.page))!.at(words.say('notAMatch'));
    await world.page.mouse.click(button.x, button.y);
    expect(
      await until(
        () => marks(world.page),
        (n) => n < all,
      ),
    ).toBeLessThan(all);
    const options = await world.surface('options.html', 800);
    await options
      .locator('.judgements')
      .getByRole('button', { name: words.say('undo') })
      .click();
    expect(
      await until(
        () => marks(world.page),
        (n) => n === all,
      ),
    ).toBe(all);
    await options.getByText(words.say('noJudgements')).waitFor();
    await options.close();
  });

  test('not a match: from the popover by keyboard, undone in the options by keyboard', async () => {
    await world.page.bringToFront();
    // The pointer rests where nothing of the page scrolls under it.
    await world.page.mouse.move(1, 1);
    await world.background((id) => {
      (globalThis as unknown as ChromeInTest).chrome.commands.onCommand.dispatch('next-match', { id });
    }, world.tab);
    expect(await popoverOf(world.page)).not.toBeNull();
    const inPopover = () => world.page.evaluate(() => document.activeElement?.hasAttribute('popover') ?? false);
    expect(await until(inPopover, (is) => is)).toBe(true);
    for (let i = 0; i < 3; i++) await world.page.keyboard.press('Tab');
    await world.page.keyboard.press('Enter');
    expect(
      await until(
        () => marks(world.page),
        (n) => n < all,
      ),
    ).toBeLessThan(all);
    const options = await world.surface('options.html', 800);
    await options
      .locator('.judgements')
      .getByRole('button', { name: words.say('undo') })
      .press('Enter');
    expect(
      await until(
        () => marks(world.page),
        (n) => n === all,
      ),
    ).toBe(all);
    await options.close();
  });

  test('a report is saved by keyboard', async () => {
    const surface = await panel();
    for (const [button, ending] of [
      ['saveHtml', /\.html$/],
      ['saveJson', /\.json$/],
      ['saveCsv', /\.csv$/],
    ] as const) {
      const [file] = await Promise.all([
        surface.waitForEvent('download'),
        surface.getByRole('button', { name: words.say(button) }).press('Enter'),
      ]);
      expect(file.suggestedFilename()).toMatch(ending);
    }
    await surface.close();
  });

  test('not a match: in the panel by keyboard, listed as dismissed, and undone', async () => {
    const surface = await panel();
    const row = surface.locator('.match').first();
    await row.getByRole('button', { name: words.say('notAMatch') }).press('Enter');
    expect(
      await until(
        () => marks(world.page),
        (n) => n < all,
      ),
    ).toBeLessThan(all);
    await surface.getByRole('checkbox', { name: words.say('showDismissed') }).press('Space');
    await surface.getByText(words.say('dismissedMatch')).waitFor();
    await surface.getByRole('button', { name: words.say('undo') }).press('Enter');
    expect(
      await until(
        () => marks(world.page),
        (n) => n === all,
      ),
    ).toBe(all);
    await surface.close();
  });

  test('a match is confirmed with a note', async () => {
    const surface = await panel();
    await surface.locator('.match .compare-button').first().click();
    await surface.getByRole('textbox', { name: words.say('note') }).fill('已与出处核对');
    await surface.getByRole('button', { name: words.say('confirm') }).click();
    await surface.getByText(words.say('noteSaved')).waitFor();
    await surface.getByRole('button', { name: words.say('back') }).click();
    await surface.locator('.match .note', { hasText: '已与出处核对' }).waitFor();
    await surface.close();
  });

  test('the panel goes to a match by click, by the strip, and by keys on the strip', async () => {
    const surface = await panel();
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

  test('the panel filters by source, from the list of sources, with keys alone', async () => {
    const surface = await panel();
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

  test('the popover copies a citation and searches the web on click only', async () => {
    await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await world.page.bringToFront();
    const { x, y } = await markAt(world.page);
    await world.page.mouse.click(x, y);
    const copy = await (await popoverOf(world.page))!.at(words.say('copyCitation'));
    await world.page.mouse.click(copy.x, copy.y);
    const copied = await until(
      () => world.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.includes('.txt'),
    );
    expect(copied).toContain('.txt');
    const search = await (await popoverOf(world.page))!.at(words.say('searchWeb'));
    const [opened] = await Promise.all([
      world.browser.context.waitForEvent('page'),
      world.page.mouse.click(search.x, search.y),
    ]);
    const addresses = () =>
      world.background(async () => {
        const { chrome } = globalThis as unknown as {
          chrome: { tabs: { query(of: object): Promise<{ url?: string; pendingUrl?: string }[]> } };
        };
        return (await chrome.tabs.query({})).map(({ url, pendingUrl }) => pendingUrl || url || '');
      }, undefined);
    const asked = await until(addresses, (all) => all.some((url) => url.includes('search?q=')));
    expect(asked).toContainEqual(expect.stringContaining(`search?q=${encodeURIComponent('"')}`));
    await opened.close();
  });
});
