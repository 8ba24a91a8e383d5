import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../locale/words-in.ts';
import { openPopover, popoverOf, pressInPopover } from './closed-popover.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { marksUntil, startUiWorld } from './ui-world.ts';

const words = wordsIn('zh_CN');

/** An origin without a secure context: pages of it have no clipboard of their own. */
const INSECURE = 'http://essays.example/';

const STOPS_COPYING = `<script>addEventListener('copy', (event) => event.stopImmediatePropagation(), true)</script>`;

describe('"copy a citation" on a page without a secure context', () => {
  const world = setUp(() => startUiWorld('zh-CN'));
  let own: Page;

  beforeAll(async () => {
    const { context } = world.browser;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    own = await world.surface('check.html');
    const html = await (await fetch(world.site.url('plain.html'))).text();
    await context.route(`${INSECURE}*`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: route.request().url().endsWith('stops') ? html.replace('<article>', `${STOPS_COPYING}<article>`) : html,
      }),
    );
  });

  const open = async (path: string) => {
    const page = await world.browser.context.newPage();
    await page.goto(INSECURE + path);
    await marksUntil(page, (now) => now > 0);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    return page;
  };

  /** Presses the button, and waits for what it says then. */
  const pressCopy = async (page: Page, outcome: string) => {
    await pressInPopover(page, await openPopover(page), words.say('copyCitation'));
    const said = await until(
      async () => (await popoverOf(page))?.html ?? '',
      (html) => html.includes(outcome),
    );
    expect(said).toContain(outcome);
  };

  const clipboard = async () => {
    await own.bringToFront();
    return own.evaluate(() => navigator.clipboard.readText());
  };

  test('copies it and says so; what the user copies next is not replaced', async () => {
    const page = await open('copies');
    await pressCopy(page, words.say('copied'));
    expect(await clipboard()).toContain(' · ');
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('h1')!));
    const selected = await page.evaluate(() => String(getSelection()).trim());
    await page.keyboard.press('ControlOrMeta+c');
    expect((await clipboard()).trim()).toBe(selected);
    await page.close();
  });

  test('says that it was not copied where the page prevents copying', async () => {
    const page = await open('stops');
    await pressCopy(page, words.say('copyFailed'));
    await page.close();
  });
});
