import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { checkedView } from './checked.ts';
import { passage } from './fill.ts';
import { type Known, startKnown } from './known.ts';
import { marked, markedBy, markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

describe.each(startBoth)('a page in %s', (_name, start) => {
  let browser: TestBrowser;
  let site: Site;
  let known: Known;
  beforeAll(async () => {
    [browser, site, known] = await Promise.all([start(), startSite(), startKnown()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('marks what the index knows, and nothing else', async () => {
    const page = await browser.open(site.url('plain.html'));
    expect(await markedLetters(page)).toBe(known.letters('pa-01'));
    const highlights = await markedBy(page);
    expect(Object.keys(highlights)).toEqual(['deja-lu-literal']);
    await page.close();
  });

  test('leaves a page of our own words alone', async () => {
    const page = await browser.open(site.url('own.html'));
    expect(await checkedView(browser, page)).toMatchObject({ state: 'checked', matches: [] });
    expect(await markedBy(page)).toEqual({});
    await page.close();
  });

  test('marks text that arrives late, and unmarks what goes', async () => {
    const page = await browser.open(site.url('own.html'));
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

  test('hears nothing of us', async () => {
    const page = await browser.open(site.url('listens.html'));
    expect(await markedLetters(page)).toBe(known.letters('pa-01'));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_200)));
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    expect(heard).toEqual([]);
    await page.close();
  });
});
