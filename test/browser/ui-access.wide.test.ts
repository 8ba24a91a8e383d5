import { afterEach, describe, expect, test } from 'vitest';
import { POPOVER_STYLE } from '../../src/mark/popover-style.ts';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { hasPopoverFocus, openPopover, popoverOf } from './closed-popover.ts';
import { axeFindings } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { surfacesOf } from './ui-surfaces.ts';
import { clearJudgements, download, ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

/*
 * Accessibility: axe, the popover's keys, forced colours.
 */

describe.each(rowsOf([SIMPLIFIED], [ENGLISH, TRADITIONAL]))('the interface in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  afterEach(() => clearJudgements(world));

  const surfaces = surfacesOf(world, words);

  test.each(surfaces)('%s: axe finds nothing, in light, dark and forced colours', async (_, path, ready) => {
    const page = await world.surface(path());
    await ready(page);
    expect(await axeFindings(page)).toEqual([]);
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
