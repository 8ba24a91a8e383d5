import { describe, expect, test } from 'vitest';
import type { TestBrowser, TestPage } from './browser.ts';
import { han, markedBy, paintedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { type OnSite, startBoth, startOnSite } from './start.ts';
import type { ChromeInTest } from './ui-world.ts';

/*
 * On a page with many marks those are painted that are near the view. Each place of the page holds enough of a known text to be
 * marked; the page's own words tell in which place a mark stands.
 */

/** Han letters under marks, by the id of the section that they stand in. */
function lettersBySection(page: TestPage): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const counts: Record<string, number> = {};
    for (const { startContainer, startOffset, endOffset } of CSS.highlights.get('deja-lu-literal') ?? []) {
      const id = startContainer.parentElement!.closest('section')!.id;
      counts[id] = (counts[id] ?? 0) + endOffset - startOffset;
    }
    return counts;
  });
}

async function open(world: OnSite<TestBrowser>): Promise<TestPage> {
  const page = await world.browser.open(world.site.url('near.html'));
  await until(
    () => lettersBySection(page),
    ({ top = 0, bare = 0 }) => top > 400 && bare > 0,
  );
  return page;
}

/** Waits until more than so many letters of a section are marked. */
const see = (page: TestPage, id: string, letters: number) =>
  until(
    () => lettersBySection(page),
    (counts) => (counts[id] ?? 0) > letters,
  );

const sectionsOf = async (page: TestPage) => Object.keys(await lettersBySection(page)).toSorted();

describe.each(startBoth)('a page with many marks in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('paints what is near the view, and what cannot be told', { timeout: 60_000 }, async () => {
    const page = await open(world);
    await new Promise((done) => setTimeout(done, 500));
    expect(await sectionsOf(page)).toEqual(['bare', 'top']);
    await page.close();
  });

  test('and the rest when it comes near, in boxes that scroll too', { timeout: 60_000 }, async () => {
    const page = await open(world);
    await page.evaluate(() => document.querySelector('#below')!.scrollIntoView());
    expect((await see(page, 'below', 20)).below).toBeGreaterThan(20);
    expect(await sectionsOf(page)).not.toContain('box');
    await page.evaluate(() => {
      document.querySelector('#box')!.scrollIntoView();
      document.querySelector('.box')!.scrollTo(0, 9_999);
    });
    expect((await see(page, 'box', 20)).box).toBeGreaterThan(20);
    await page.close();
  });

  test('what is added far from the view waits until that comes near; what is placed in the view does not', {
    timeout: 60_000,
  }, async () => {
    const page = await open(world);
    await page.evaluate(() => {
      const { add } = globalThis as unknown as { add(id: string, style: string): void };
      add('late', '');
      add('placed', 'position: fixed; inset: 0 0 auto; background: Canvas');
    });
    expect((await see(page, 'placed', 100)).placed).toBeGreaterThan(100);
    expect(await sectionsOf(page)).toEqual(['bare', 'placed', 'top']);
    await page.evaluate(() => document.querySelector('#late')!.scrollIntoView());
    expect((await see(page, 'late', 100)).late).toBeGreaterThan(100);
    await page.close();
  });

  test('all of it is marked on paper', { timeout: 60_000 }, async () => {
    const page = await open(world);
    await markedBy(page);
    expect(await sectionsOf(page)).toEqual(['bare', 'below', 'box', 'top']);
    await page.close();
  });

  test('a mark in view stays when its text is edited or put anew, without a moment without it', {
    timeout: 60_000,
  }, async () => {
    const page = await open(world);
    // The last marked words of the top: not among those that are painted wherever they stand.
    await page.evaluate(() => document.querySelector('#top')!.lastElementChild!.scrollIntoView());
    const found = await until(
      () =>
        page.evaluate(() => {
          const all = [...document.querySelectorAll('#top p')];
          const marked = new Set<Node>([...CSS.highlights.get('deja-lu-literal')!].map((each) => each.startContainer));
          const last = all.findLastIndex((each) => marked.has(each.firstChild!));
          all[last]!.id = 'last';
          return last / all.length;
        }),
      (place) => place > 0.8,
    );
    expect(found).toBeGreaterThan(0.8);
    const missing = await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const text = () => document.querySelector('#last')!.firstChild as Text;
      const isMarked = () =>
        [...CSS.highlights.get('deja-lu-literal')!].some(({ startContainer }) => startContainer === text());
      let without = 0;
      for (let i = 0; i < 6; i++) {
        if (i % 2) text().insertData(text().length >> 1, 'x');
        else text().parentElement!.replaceWith(text().parentElement!.cloneNode(true));
        // Our callback runs in the first of these frames; in the second the page sees what is painted.
        await frame();
        await frame();
        if (!isMarked()) without++;
      }
      return without;
    });
    expect(missing).toBe(0);
    await page.close();
  });

  test('switched off, nothing is painted, and nothing waits', { timeout: 60_000 }, async () => {
    const page = await open(world);
    const options = await world.browser.open(world.browser.extensionUrl('options.html'));
    const switchTo = (on: boolean) =>
      options.evaluate(
        (value) => (globalThis as unknown as ChromeInTest).chrome.storage.local.set({ settings: { on: value } }),
        on,
      );
    await switchTo(false);
    await page.bringToFront();
    expect(
      await until(
        () => paintedBy(page),
        (marked) => Object.keys(marked).length === 0,
      ),
    ).toEqual({});
    expect(await markedBy(page)).toEqual({});
    await switchTo(true);
    const again = await until(
      () => paintedBy(page),
      (marked) => han((marked['deja-lu-literal'] ?? []).join('')) !== '',
    );
    expect(Object.keys(again)).toEqual(['deja-lu-literal']);
    await options.close();
    await page.close();
  });
});
