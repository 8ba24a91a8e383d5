import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBrowser } from './browser.ts';
import { passage } from './fill.ts';
import { type Known, startKnown } from './known.ts';
import { han, marked, markedBy, markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

/** Every fixture page that leaves itself as it was served (and its document readable: not clobbered.html), and whether anything is marked on it. */
const STILL: readonly [page: string, least: number][] = [
  ['br.html', 1],
  ['comments.html', 1],
  ['contents.html', 1],
  ['csp.html', 1],
  ['editable.html', 1],
  ['fields.html', 0],
  ['full-width.html', 1],
  ['hidden.html', 0],
  ['hidden-words.html', 1],
  ['inline.html', 1],
  ['list.html', 1],
  ['nbsp.html', 1],
  ['nested-inline.html', 1],
  ['own.html', 0],
  ['plain.html', 1],
  ['pre.html', 1],
  ['ruby.html', 1],
  ['shown-anywhere.html', 1],
  ['soft-hyphen.html', 1],
  ['table.html', 1],
  ['vertical.html', 1],
  ['xhtml.xhtml', 1],
  ['zero-width.html', 1],
  ['class-hidden.html', 1],
  ['reworded.html', 1],
];

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
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_000)));
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

  test.each(STILL)('changes nothing in the DOM of the page: %s', async (path, least) => {
    const page = await browser.open(site.url(path));
    if (least > 0) await markedLetters(page);
    else await page.evaluate(() => new Promise((done) => setTimeout(done, 1_000)));
    const html = await page.evaluate(async () => {
      const served = await (await fetch(location.href)).text();
      const type = document.contentType as 'text/html' | 'application/xhtml+xml';
      const parsed = new DOMParser().parseFromString(served, type).documentElement.outerHTML;
      return { now: document.documentElement.outerHTML, served: parsed };
    });
    expect(html.now).toBe(html.served);
    expect(han(html.now).length).toBeGreaterThan(100);
    // What a page can notice: names in the registry of highlights, nothing else.
    const noticed = await page.evaluate(() => ({
      highlights: [...CSS.highlights.keys()].filter((name) => !name.startsWith('deja-lu-')),
      sheets:
        document.adoptedStyleSheets.length + document.styleSheets.length - document.querySelectorAll('style').length,
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => /deja|wxt/i.test(name)),
    }));
    expect(noticed).toEqual({ highlights: [], sheets: 0, globals: [] });
    await page.close();
  });
});
