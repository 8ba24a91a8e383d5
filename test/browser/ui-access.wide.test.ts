import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { POPOVER_STYLE } from '../../src/mark/popover-style.ts';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { hasPopoverFocus, openPopover, popoverOf } from './closed-popover.ts';
import { passage } from './fill.ts';
import { axeFindings, cutText } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { askFrom, download, ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

/*
 * Accessibility: axe, text that is cut, the keyboard, forced colours.
 */

describe.each(rowsOf([SIMPLIFIED], [ENGLISH, TRADITIONAL]))('the interface in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  afterEach(async () => {
    const options = await world.surface('options.html');
    await askFrom(options, 'clear-judgements', {});
    await options.close();
  });

  /** Ignores or confirms the first match of the page that is not ignored yet. */
  const judgeFirst = async (surface: Page, judgement: 'dismiss' | 'confirm') => {
    const { matches } = await askFrom(surface, 'view', { tab: world.tab });
    const { id } = matches.find(({ dismissed }) => dismissed === null)!;
    if (judgement === 'dismiss') await askFrom(surface, 'dismiss', { tab: world.tab, id, scope: 'match' });
    else await askFrom(surface, 'confirm', { tab: world.tab, id, note: '已与出处核对' });
  };

  const surfaces: readonly (readonly [name: string, path: () => string, ready: (page: Page) => Promise<unknown>])[] = [
    ['the popup', () => `popup.html?tab=${world.tab}`, (page) => page.locator('.figure').waitFor()],
    [
      'the list of matches',
      () => `sidepanel.html?tab=${world.tab}`,
      (page) => page.locator('.match').first().waitFor(),
    ],
    [
      'the list of sources',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.getByRole('tab').nth(1).click();
        await page.locator('.source').first().waitFor();
      },
    ],
    [
      'a match beside its source',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.locator('.match .compare-button').first().click();
        await page.locator('.step').first().waitFor();
      },
    ],
    [
      'a page that cannot be checked',
      () => 'sidepanel.html?tab=99999999',
      (page) => page.getByRole('status').first().waitFor(),
    ],
    [
      'the list of matches after one was ignored, with the ignored one shown',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        const first = page.locator('.match').first();
        await first.getByRole('button', { name: words.say('notAMatch') }).click();
        await page.getByRole('checkbox').check();
        await page.locator('.verdict').waitFor();
      },
    ],
    [
      'the page to check a text',
      () => 'check.html',
      async (page) => {
        await page.getByRole('textbox').fill(passage('pa-01'));
        await page.locator('.marked mark').first().waitFor();
      },
    ],
    [
      'the menu that saves',
      () => `sidepanel.html?tab=${world.tab}`,
      async (page) => {
        await page.locator('.menu > button').click();
        await page.locator('.menu li').first().waitFor();
      },
    ],
    [
      'the popup after a match was ignored',
      () => `popup.html?tab=${world.tab}`,
      async (page) => {
        await judgeFirst(page, 'dismiss');
        await page.locator('.ignored').waitFor();
      },
    ],
    ['the options', () => 'options.html', (page) => page.locator('kbd').first().waitFor()],
    [
      'the options with an ignored and a confirmed match',
      () => 'options.html',
      async (page) => {
        await judgeFirst(page, 'dismiss');
        await judgeFirst(page, 'confirm');
        await page.reload();
        await page.locator('.judgements li').nth(1).waitFor();
      },
    ],
    ['the first-run page', () => 'welcome.html', (page) => page.locator('mark').first().waitFor()],
  ];

  test.each(surfaces)('%s: axe finds nothing, in light, dark and forced colours', async (_, path, ready) => {
    const page = await world.surface(path());
    await ready(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  test.each(surfaces)('%s: nothing is cut in a panel of 280 px, nor at 200 % zoom', async (_, path, ready) => {
    const page = await world.surface(path(), 280);
    await ready(page);
    expect(await cutText(page), '280 px').toEqual([]);
    // Zoom of 200 % halves the width in CSS pixels; a user's larger type does not. Both are tested at once.
    await page.setViewportSize({ width: 320, height: 400 });
    await page.addStyleTag({ content: 'html { font-size: 200%; }' });
    expect(await cutText(page), '200 %').toEqual([]);
    await page.close();
  });

  test.each(surfaces)('%s: every control can be reached by Tab, and shows its focus', async (_, path, ready) => {
    const page = await world.surface(path());
    await ready(page);
    const wanted = await page.evaluate(() => {
      // Controls inside closed details count too.
      for (const details of document.querySelectorAll('details')) details.open = true;
      const controls = [
        ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary, [tabindex="0"]'),
      ];
      const radios = new Set<string>();
      return controls.filter((control) => {
        if (control.matches(':disabled, [tabindex="-1"]') || !control.checkVisibility()) return false;
        if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
        const seen = radios.has(control.name);
        radios.add(control.name);
        return !seen;
      }).length;
    });
    await page.evaluate(() => document.body.focus());
    const reached = new Set<string>();
    for (let i = 0; i < wanted + 3; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return null;
        const all = [...document.querySelectorAll('*')];
        return { place: all.indexOf(element), outline: getComputedStyle(element).outlineStyle };
      });
      if (!at) continue;
      expect(at.outline).not.toBe('none');
      reached.add(String(at.place));
    }
    expect(reached.size).toBeGreaterThanOrEqual(wanted);
    await page.close();
  });

  test('the popover: axe finds nothing, in light, dark and forced colours', async () => {
    const popover = await openPopover(world.page);
    await world.page.keyboard.press('Escape');
    // axe cannot see into a closed shadow root, so it checks the same markup and style on a page.
    const copy = await world.browser.context.newPage();
    await copy.setContent(
      `<!doctype html><html lang="${tag}"><title>popover</title><style>${POPOVER_STYLE}</style><main><h1>popover</h1>${popover.html}</main></html>`,
    );
    expect(await axeFindings(copy)).toEqual([]);
    await copy.close();
  });

  test('the popover: Tab goes through its buttons, Escape gives the focus back', async () => {
    await world.page.bringToFront();
    await world.page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
    });
    await openPopover(world.page);
    for (let i = 0; i < 3; i++) {
      expect(await hasPopoverFocus(world.page)).toBe(true);
      await world.page.keyboard.press('Tab');
    }
    await world.page.keyboard.press('Escape');
    expect(await popoverOf(world.page, false)).toBeNull();
    expect(await hasPopoverFocus(world.page)).toBe(false);
  });

  test('the saved report: axe finds nothing, in light, dark and forced colours', async () => {
    const panel = await world.panel();
    const { text } = await download(panel, words.say('saveHtml'));
    const copy = await world.browser.context.newPage();
    await copy.setContent(text);
    expect(await axeFindings(copy)).toEqual([]);
    await Promise.all([copy.close(), panel.close()]);
  });

  test('with forced colours switches, the marked part of strips and the kinds of marks keep a shape or ground of their own', async () => {
    const popup = await world.surface(`popup.html?tab=${world.tab}`);
    await popup.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    const switches = await popup.getByRole('switch').evaluateAll((inputs) =>
      inputs.map((input) => {
        const { backgroundColor, borderTopWidth } = getComputedStyle(input);
        return { backgroundColor, borderTopWidth, ground: getComputedStyle(document.body).backgroundColor };
      }),
    );
    expect(switches.length).toBe(3);
    for (const { backgroundColor, borderTopWidth, ground } of switches) {
      expect(backgroundColor).not.toBe(ground);
      expect(borderTopWidth).toBe('1px');
    }
    await popup.close();
    const panel = await world.panel();
    await panel.emulateMedia({ forcedColors: 'active' });
    await panel.locator('.match').first().waitFor();
    const strip = await panel.locator('.page-strip').evaluate((element) => ({
      ground: getComputedStyle(element).backgroundColor,
      bars: [...element.querySelectorAll('path')].map((path) => getComputedStyle(path).fill),
    }));
    expect(strip.bars.length).toBeGreaterThan(0);
    expect(strip.bars).not.toContain(strip.ground);
    await panel.close();
    const options = await world.surface('options.html');
    await options.emulateMedia({ forcedColors: 'active' });
    const lines = await options
      .locator('.preview mark')
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).textDecorationStyle));
    expect(new Set(lines).size).toBe(2);
    await options.close();
  });
});
