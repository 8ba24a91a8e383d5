import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBeside } from './beside.ts';
import { rowsOf } from './breadth.ts';
import type { TestFrame, TestPage } from './browser.ts';
import { until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * "Show on the page" brings the first line of a match into view and flashes it. On each page in `pages/show`, one passage is marked
 * and out of view at first. `fields.wide.test.ts` does the same for fields.
 */

const FOLDER = 'show';

const PAGES = readdirSync(join(import.meta.dirname, '../fixtures/pages', FOLDER));

/** Those that run with `npm test`. */
const CORE: readonly string[] = ['nested-scrollers.html', 'tall-frame.html', 'slotted-in-closed-tree.html'];

interface Line {
  readonly x: number;
  readonly y: number;
  readonly isFlashed: boolean;
  /** Whether the topmost element at the line belongs to the match. */
  readonly isOnTop: boolean;
}

/** The first line of the mark, in CSS pixels of the frame's own viewport. */
function lineIn(frame: TestFrame): Promise<Line | null> {
  return frame.evaluate(() => {
    const [mark] = CSS.highlights.get('deja-lu-literal') ?? [];
    if (!mark) return null;
    const range = new Range();
    range.setStart(mark.startContainer, mark.startOffset);
    range.setEnd(mark.endContainer, mark.endOffset);
    const { left, top, height } = range.getClientRects()[0]!;
    const [x, y] = [left + 20, top + height / 2];
    const hit = document.elementFromPoint(x, y);
    const isOnTop = hit?.contains(mark.startContainer) === true;
    return { x, y, isFlashed: CSS.highlights.has('deja-lu-flash'), isOnTop };
  });
}

/** The first line of the mark in a page or its only frame, in CSS pixels of the page's viewport. */
async function lineOn(page: TestPage): Promise<Line | null> {
  const [line] = (await Promise.all(page.frames().map(lineIn))).filter((each) => each !== null);
  const frame = await page.evaluate(() => {
    const box = document.querySelector('iframe');
    if (!box) return { x: 0, y: 0 };
    const { left, top } = box.getBoundingClientRect();
    return { x: left + box.clientLeft, y: top + box.clientTop };
  });
  return line ? { ...line, x: line.x + frame.x, y: line.y + frame.y } : null;
}

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [chromium!, firefox!]))('"show on the page" in %s', (name, start) => {
  const world = setUp(() => startOnSite(start));
  const isCore = (page: string) => name === 'chromium' && CORE.includes(page);

  test.each(
    rowsOf(
      PAGES.filter(isCore),
      PAGES.filter((page) => !isCore(page)),
    ),
  )('%s', async (path) => {
    const { page, panel } = await openBeside(world.browser, world.site.url(`${FOLDER}/${path}`));
    const excerpts = () => panel.evaluate(() => document.querySelectorAll('.match .excerpt').length);
    expect(await until(excerpts, (count) => count > 0)).toBeGreaterThan(0);
    await page.bringToFront();
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const isInView = (line: Line | null) =>
      line !== null && line.y > 0 && line.y < size.height && line.x > 0 && line.x < size.width;
    expect(await lineOn(page)).not.toSatisfy(isInView);
    await panel.evaluate(() => document.querySelector<HTMLButtonElement>('.match .excerpt')!.click());
    const line = await until(
      () => lineOn(page),
      (now) => now?.isFlashed === true && isInView(now),
    );
    expect(line).toSatisfy(isInView);
    expect(line).toMatchObject({ isFlashed: true, isOnTop: true });
    await panel.close();
    await page.close();
  });
});
