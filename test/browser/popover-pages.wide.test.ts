import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { pastTimers, until } from './marks.ts';
import { A_WHILE_MS, distance, hostOn, NEAR, setUpPopoverPages } from './popover-pages.ts';
import { sharedBrowsers } from './shared-browsers.ts';

/*
 * Kinds of pages that the popover meets: pages whose mark opens it stand in `popover/opens`, pages whose clicks are their own in
 * `popover/page-first`.
 */

const PAGES = join(import.meta.dirname, '../fixtures/pages');

const pagesIn = (folder: string) => readdirSync(join(PAGES, folder)).map((name) => `${folder}/${name}`);

const OPENS = [
  ...['modal.html', 'page-popover.html', 'shadow-mark.html', 'foreign-object.svg', 'columns.html', 'zoomed.html'],
  ...pagesIn('popover/opens'),
];

const PAGE_FIRST = [
  'hidden-field-editor.html',
  'clickable.html',
  'clickable-cursor.html',
  'clickable-handler.html',
  'clickable-slot.html',
  'typing.html',
  ...pagesIn('popover/page-first'),
];

/** Of each list the short run opens so many pages, in Chromium. */
const CORE = 6;

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [chromium!, firefox!]))('the popover in %s', (name, start) => {
  let page: TestPage;
  const { page: pageOf, open, rest, closed, expectNear } = setUpPopoverPages(start);
  beforeEach(() => {
    page = pageOf();
  });

  const some = (pages: readonly string[]) =>
    name === 'firefox' ? pages : rowsOf(pages.slice(0, CORE), pages.slice(CORE));

  test.each(some(OPENS))(
    'opens at the line that is pointed at, and can be pointed at and clicked: %s',
    async (path) => {
      const at = await rest(path);
      await expectNear(at);
      await page.mouse.move(1, 1);
      expect(await closed()).toBeNull();
      await page.mouse.click(at.x, at.y);
      const pinned = await until(
        () => hostOn(page),
        (host) => host?.hasFocus === true && host.isOnTop,
      );
      expect(pinned).toMatchObject({ hasFocus: true, isOnTop: true });
      expect(distance(pinned!, at)).toBeLessThan(NEAR);
    },
  );

  test.each(some(PAGE_FIRST))('does not take the focus of a click that the page uses: %s', async (path) => {
    const { x, y } = await open(path);
    await page.mouse.click(x, y);
    await pastTimers(page, A_WHILE_MS);
    expect((await hostOn(page))?.hasFocus ?? false).toBe(false);
  });
});
