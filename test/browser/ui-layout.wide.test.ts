import { afterEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { rowsOf } from './breadth.ts';
import { brokenWords, cutText } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { surfacesOf } from './ui-surfaces.ts';
import { clearJudgements, ENGLISH, SIMPLIFIED, startUiWorld, TRADITIONAL } from './ui-world.ts';

/*
 * The interface in narrow windows, with large type, and by the Tab key alone.
 */

/** The surfaces with the most on them; the others are made of the same parts. */
const FULLEST = ['the popup', 'the list of matches', 'the page to check a text'];

const LANGUAGES = [SIMPLIFIED, ENGLISH, TRADITIONAL];

describe.each(rowsOf([SIMPLIFIED], LANGUAGES))('the interface in %s', (tag, language) => {
  const words = wordsIn(language);
  const world = setUp(() => startUiWorld(tag));

  afterEach(() => clearJudgements(world));

  const surfaces = surfacesOf(world, words);
  const isFull = ([name]: (typeof surfaces)[number]): boolean => FULLEST.includes(name);
  const core = surfaces.filter(isFull);
  const others = surfaces.filter((surface) => !isFull(surface));
  const rows = tag === SIMPLIFIED[0] ? rowsOf(core, others) : surfaces;

  test.each(rows)('%s: nothing is cut off in a panel of 280 px, nor at 200 % zoom', async (_, path, ready) => {
    const page = await world.surface(path(), 280);
    await ready(page);
    expect(await cutText(page), '280 px').toEqual([]);
    // Zoom of 200 % halves the width in CSS pixels; a user's larger type does not. Both are tested at once.
    await page.setViewportSize({ width: 320, height: 400 });
    // The policy of our pages forbids inline style sheets; script may set a style.
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await cutText(page), '200 %').toEqual([]);
    await page.close();
  });

  test.each([280, 380])(
    'the panel, %i px wide: words of names and years stay whole, the first match is in sight',
    async (width) => {
      const page = await world.surface(`sidepanel.html?tab=${world.tab}`, width, 760);
      await page.locator('.match').first().waitFor();
      expect(await brokenWords(page)).toEqual([]);
      const { y, height } = (await page.locator('.match .excerpt').first().boundingBox())!;
      // A narrow panel shows the match's beginning, a wide one the whole of its excerpt.
      expect(y + (width < 380 ? 40 : height)).toBeLessThan(760);
      await page.getByRole('tab').nth(1).click();
      await page.locator('.source').first().waitFor();
      expect(await brokenWords(page)).toEqual([]);
      await page.close();
      const popup = await world.surface(`popup.html?tab=${world.tab}`, width);
      await popup.locator('.essays').waitFor();
      expect(await brokenWords(popup)).toEqual([]);
      await popup.close();
    },
  );

  test.each(rows)('%s: every control can be reached by Tab, and shows its focus', async (_, path, ready) => {
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
});
