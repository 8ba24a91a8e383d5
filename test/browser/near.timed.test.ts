import { describe, expect, test } from 'vitest';
import type { TestBrowser, TestPage } from './browser.ts';
import { checkedView } from './checked.ts';
import { han, markedBy, markedLetters, nextPaint, paintedBy, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { type OnSite, startOnSite } from './start.ts';
import type { ChromeInTest } from './ui-world.ts';

/*
 * On a page with many marks only those near the view are painted. Each section of the fixture page holds enough of a known text to be
 * marked, and its id tells where a mark is.
 */

/**
 * After a batch of changes that took longer than 4 ms the next is put off, to leave the page nine tenths of the time; on a busy machine
 * that happens to short ones too. Marks that waited for the background's answer would be missing each time.
 */
const MOST_OF_20 = 14;

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

describe.each(sharedBrowsers)('a page with many marks in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));

  test('paints marks near the view, and marks whose place is unknown', { timeout: 60_000 }, async () => {
    const page = await open(world);
    expect((await checkedView(world.browser, page)).state).toBe('checked');
    await nextPaint(page);
    expect(await sectionsOf(page)).toEqual(['bare', 'top']);
    await page.close();
  });

  test('paints other marks when they come near the view, also in boxes that scroll', { timeout: 60_000 }, async () => {
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

  test('text added far from the view is painted when it comes near; text placed in the view is painted at once', {
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

  test('paints all marks before printing', { timeout: 60_000 }, async () => {
    const page = await open(world);
    await markedBy(page);
    expect(await sectionsOf(page)).toEqual(['bare', 'below', 'box', 'top']);
    await page.close();
  });

  test('a mark in view is kept in the same frame when its text is edited or replaced by a copy', {
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
    const kept = () =>
      page.evaluate(async () => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const text = () => document.querySelector('#last')!.firstChild as Text;
        const isMarked = () =>
          [...CSS.highlights.get('deja-lu-literal')!].some(({ startContainer }) => startContainer === text());
        let count = 0;
        for (let i = 0; i < 20; i++) {
          if (i % 4 === 1) text().insertData(5, 'x');
          else if (i % 4 === 3) text().deleteData(5, 1);
          else text().parentElement!.replaceWith(text().parentElement!.cloneNode(true));
          // Our callback runs in the first of these frames; in the second the page sees what is painted.
          await frame();
          await frame();
          if (isMarked()) count++;
        }
        return count;
      });
    // On a machine that does other things our work takes longer for a while, and a pause follows work that took long.
    const marked = await until(kept, (count) => count >= MOST_OF_20, 15_000);
    expect(marked).toBeGreaterThanOrEqual(MOST_OF_20);
    await page.close();
  });

  test('a framework that renders anew every 200 ms keeps its marks', { timeout: 60_000 }, async () => {
    const page = await world.browser.open(world.site.url('plain.html'));
    await markedLetters(page);
    const marked = await page.evaluate(async () => {
      const article = document.querySelector('article')!;
      const html = article.innerHTML;
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      let count = 0;
      for (let i = 0; i < 20; i++) {
        await new Promise((done) => setTimeout(done, 200));
        article.innerHTML = html;
        await frame();
        await frame();
        const ranges = [...(CSS.highlights.get('deja-lu-literal') ?? [])];
        if (ranges.some((range) => range.startContainer.isConnected)) count++;
      }
      return count;
    });
    expect(marked).toBeGreaterThanOrEqual(MOST_OF_20);
    await page.close();
  });

  test('removes all marks and paints none before printing when the extension is switched off', {
    timeout: 60_000,
  }, async () => {
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
