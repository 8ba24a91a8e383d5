import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { until } from './marks.ts';
import { axeFindings } from './page-findings.ts';
import { setUp } from './set-up.ts';
import { chooseInMenu, chromeTab, download, marksUntil, startUiWorld } from './ui-world.ts';

const words = wordsIn('zh_CN');

function texts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allTextContents();
}

describe('facts about a page as a whole', () => {
  const world = setUp(() => startUiWorld('zh-CN'));

  /** Opens a fixture page, and the panel or popup beside it. */
  async function open(fixture: string, surface: 'sidepanel' | 'popup'): Promise<[Page, Page]> {
    const url = world.site.url(fixture);
    const page = await world.browser.context.newPage();
    await page.goto(url);
    const beside = await world.surface(`${surface}.html?tab=${await chromeTab(world, url)}`, 380);
    return [page, beside];
  }

  test('a card names the heading before its match; the main text has a share of its own, and only it is printed in a report', async () => {
    const [page, panel] = await open('course.html', 'sidepanel');
    await marksUntil(page, (now) => now > 0);
    const headings = await until(
      () => texts(panel, '.match .heading'),
      (all) => all.length > 1,
    );
    expect([...new Set(headings)]).toEqual([words.say('underHeading', '王芳'), words.say('underHeading', '赵强')]);
    expect(await texts(panel, '.figures dt')).toContain(words.say('mainShare'));
    const html = (await download(panel, words.say('saveHtml'))).text;
    expect(html).toContain('赵强');
    expect(html).not.toMatch(/全部作业|课程公告|版权归/);
    const csv = (await download(panel, words.say('saveCsv'))).text;
    expect(csv).toContain('王芳');
    const popup = await world.surface(`popup.html?tab=${await chromeTab(world, page.url())}`);
    await popup.locator('.main-share', { hasText: words.say('mainShare') }).waitFor();
    await Promise.all([page.close(), panel.close(), popup.close()]);
  });

  test('the result for selected text is removed when the selection ends, and not before', async () => {
    const url = world.site.url('plain.html');
    const page = await world.browser.context.newPage();
    await page.goto(url);
    await marksUntil(page, (now) => now > 0);
    const tab = await chromeTab(world, url);
    const panel = await world.surface(`sidepanel.html?tab=${tab}`, 380);
    const selectionText = await page.evaluate(() => {
      getSelection()!.selectAllChildren(document.body);
      return getSelection()!.toString();
    });
    await chooseInMenu(world, { menuItemId: 'check-selection', selectionText }, tab);
    const heading = panel.getByText(words.say('selectionHeading'), { exact: true });
    await heading.waitFor();
    // A selection that only changes is still one.
    await page.evaluate(() => getSelection()!.modify('extend', 'backward', 'character'));
    expect(await heading.count()).toBe(1);
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await heading.waitFor({ state: 'detached' });
    await Promise.all([page.close(), panel.close()]);
  });

  test('contents that could not be read are named in panel, popup and report, and such a page never shows 0 %', async () => {
    const [page, panel] = await open('unread.html', 'sidepanel');
    const expected = words.labelled(
      'unread',
      words.list([
        words.count('unread_pdfs', 1),
        words.count('unread_canvases', 1),
        words.count('unread_pictures', 1),
        words.say('unread_fonts'),
      ]),
    );
    expect(
      await until(
        () => texts(panel, '.unread'),
        (all) => all[0] === expected,
      ),
    ).toEqual([expected]);
    const popup = await world.surface(`popup.html?tab=${await chromeTab(world, page.url())}`);
    await popup.locator('.unread', { hasText: expected }).waitFor();
    for (const surface of [panel, popup]) {
      expect(await surface.locator('main').textContent()).not.toMatch(/\b0%/);
      expect(await axeFindings(surface)).toEqual([]);
    }
    expect((await download(panel, words.say('saveHtml'))).text).toContain(expected);
    await Promise.all([page.close(), panel.close(), popup.close()]);
  });
});
