import { describe, expect, test } from 'vitest';
import { checkedView } from './checked.ts';
import { passage } from './fill.ts';
import { startKnown } from './known.ts';
import { marked, markedBy, markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

describe.each(sharedBrowsers)('a page in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  const known = startKnown();

  test('marks the passage that the index contains, and nothing else', async () => {
    const page = await world.browser.open(world.site.url('plain.html'));
    expect(await markedLetters(page)).toBe(known.letters('pa-01'));
    const highlights = await markedBy(page);
    expect(Object.keys(highlights)).toEqual(['deja-lu-literal']);
    await page.close();
  });

  test('marks nothing on a page without such a passage', async () => {
    const page = await world.browser.open(world.site.url('own.html'));
    expect(await checkedView(world.browser, page)).toMatchObject({ state: 'checked', matches: [] });
    expect(await markedBy(page)).toEqual({});
    await page.close();
  });

  test('marks text that is added later, and removes the marks of text that is removed', async () => {
    const page = await world.browser.open(world.site.url('own.html'));
    await page.evaluate((text) => {
      const paragraph = document.createElement('p');
      paragraph.id = 'late';
      paragraph.textContent = text;
      document.body.append(paragraph);
    }, passage('pb-01'));
    expect(await markedLetters(page)).toBe(known.letters('pb-01'));
    await page.evaluate(() => document.querySelector('#late')!.remove());
    expect(
      await until(
        () => marked(page),
        (words) => words === '',
      ),
    ).toBe('');
    await page.close();
  });

  test('observes no mutation, message, request or error caused by the extension', async () => {
    const page = await world.browser.open(world.site.url('listens.html'));
    expect(await markedLetters(page)).toBe(known.letters('pa-01'));
    expect((await checkedView(world.browser, page)).state).toBe('checked');
    // Positive control: the page's own mutation, mark and message are observed, after everything that came before them.
    await page.evaluate(() => {
      document.body.dataset.own = '';
      performance.mark('own');
      postMessage('own', '*');
    });
    const heard = await until(
      () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard),
      ({ length }) => length >= 3,
    );
    expect(heard.toSorted()).toEqual(['mark own', 'message "own"', 'mutation attributes']);
    await page.close();
  });
});
