import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestBrowser, TestFrame, TestPage } from './browser.ts';
import { checkedView } from './checked.ts';
import { han, marked, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * A page's DOM, globals, style sheets and requests are the same with and without the extension, frames and open shadow trees included.
 * The same address is opened in a browser without it. `withoutOurs` lists what a page can see of the extension.
 */

/** A fixture page that is served to be read, and whether anything is marked on it. */
type Row = readonly [page: string, isMarked: boolean];

/** Pages that hold, use or look for what an extension could change: frames, shadow trees, policies, highlights, listeners. */
const CORE: readonly Row[] = [
  ['clobbered.html', true],
  ['csp.html?csp', true],
  ['demo.html', true],
  ['fields.html', false],
  ['frames.html', true],
  ['listens.html', true],
  ['own.html', false],
  ['own-highlights.html', true],
  ['plain.txt', true],
  ['redefined.html', true],
  ['reworded.html', true],
  ['shadow.html', true],
  ['xhtml.xhtml', true],
];

/** Firefox differs in shadow trees, highlights, frames and XML. */
const FIREFOX_CORE = ['frames.html', 'own-highlights.html', 'shadow.html', 'xhtml.xhtml'];

/** All other pages. */
const REST: readonly Row[] = [
  ['big5.html?charset=big5', true],
  ['br.html', true],
  ['class-hidden.html', true],
  ['clears.html', true],
  ['comments.html', true],
  ['contents.html', true],
  ['editable.html', true],
  ['full-width.html', true],
  ['gb18030.html?charset=gb18030', true],
  ['heavy.html?deep', true],
  ['heavy.html?frames=4', true],
  ['hidden.html', false],
  ['hidden-words.html', true],
  ['inline.html', true],
  ['list.html', true],
  ['nbsp.html', true],
  ['nested-inline.html', true],
  ['plain.html', true],
  ['pre.html', true],
  ['ruby.html', true],
  ['school.html', true],
  ['shown-anywhere.html', true],
  ['soft-hyphen.html', true],
  ['table.html', true],
  ['vertical.html', true],
  ['zero-width.html', true],
];

/** What a script of the page can read of its document. */
interface Seen {
  readonly url: string;
  readonly html: string;
  /** Contents of the open shadow trees. */
  readonly shadow: readonly string[];
  /** Names in the window and in the document. */
  readonly names: readonly string[];
  /** Names of highlights. */
  readonly highlights: readonly string[];
  /** Rules of adopted sheets, of the document and of its open shadow trees. */
  readonly adopted: readonly string[];
  readonly sheets: number;
  /** Addresses of what was loaded. */
  readonly loaded: readonly string[];
  readonly selected: number;
}

function look(frame: TestFrame): Promise<Seen> {
  return frame.evaluate(() => {
    const roots: ShadowRoot[] = [];
    const find = (within: Document | ShadowRoot) => {
      for (const { shadowRoot } of within.querySelectorAll('*')) {
        if (!shadowRoot) continue;
        roots.push(shadowRoot);
        find(shadowRoot);
      }
    };
    find(document);
    const sheets = [document, ...roots].flatMap(({ adoptedStyleSheets }) => [...adoptedStyleSheets]);
    return {
      url: location.href,
      // Not `documentElement`: a page may have an element of that name.
      html: document.querySelector(':root')!.outerHTML,
      shadow: roots.map(({ innerHTML }) => innerHTML),
      names: [...Object.getOwnPropertyNames(window), ...Object.getOwnPropertyNames(document)].sort(),
      highlights: [...CSS.highlights.keys()],
      adopted: sheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)),
      sheets: document.styleSheets.length,
      loaded: performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        // The browser requests it once, at any time.
        .filter((name) => !name.endsWith('/favicon.ico')),
      selected: getSelection()!.rangeCount,
    };
  });
}

async function lookAll(page: TestPage): Promise<Seen[]> {
  const seen = await Promise.all(page.frames().map(look));
  return seen.sort((a, b) => (a.url + a.html < b.url + b.html ? -1 : 1));
}

/** Waits for the page that changes its own globals for two seconds: it tells by its title when it has put them back. */
async function atRest(page: TestPage, path: string): Promise<void> {
  if (!path.startsWith('redefined')) return;
  const title = () => page.evaluate(() => document.title).catch(() => '');
  expect(await until(title, (now) => now === 'restored')).toBe('restored');
}

async function markedAnywhere(page: TestPage): Promise<string> {
  return (await Promise.all(page.frames().map(marked))).join('');
}

/** Removes what a page can see of the extension: the names of its highlights, and in Firefox their rules in shadow trees. */
function withoutOurs(browser: TestBrowser, seen: Seen): Seen {
  const isOurs = (rule: string) => browser.name === 'firefox' && rule.includes('::highlight(deja-lu-');
  return {
    ...seen,
    highlights: seen.highlights.filter((name) => !/^deja-lu-(?:literal|reworded)$/.test(name)),
    adopted: seen.adopted.filter((rule) => !isOurs(rule)),
  };
}

describe.each(startBoth)('a page in %s', (name, start) => {
  const [, share] = sharedBrowsers.find(([browser]) => browser === name)!;
  const world = setUp(() => startOnSite(share));
  const bare = setUp(() => start({ extension: null }));

  const isCore = ([path]: Row): boolean => name === 'chromium' || FIREFOX_CORE.includes(path);
  const rows = rowsOf(CORE.filter(isCore), [...CORE.filter((row) => !isCore(row)), ...REST]);

  test.each(rows)('is the same with and without the extension: %s', async (path, isMarked) => {
    const { browser, site } = world;
    const [page, other] = await Promise.all([browser.open(site.url(path)), bare.open(site.url(path))]);
    await Promise.all([atRest(page, path), atRest(other, path)]);
    if (isMarked) {
      expect(
        await until(
          () => markedAnywhere(page),
          (words) => words !== '',
        ),
      ).not.toBe('');
    } else expect((await checkedView(browser, page)).state).toBe('checked');
    // Late frames and shadow trees may come at different times: both are looked at until they show the same.
    const [mine, theirs] = await until(
      () => Promise.all([lookAll(page), lookAll(other)]),
      ([one, two]) =>
        isDeepStrictEqual(
          one.map((seen) => withoutOurs(browser, seen)),
          two,
        ),
    );
    expect(han(theirs.map(({ html, shadow }) => html + shadow).join('')).length).toBeGreaterThan(100);
    expect(theirs.flatMap(({ highlights }) => highlights).filter((name) => name.startsWith('deja-lu-'))).toEqual([]);
    expect(mine.map((seen) => withoutOurs(browser, seen))).toEqual(theirs);
    await Promise.all([page.close(), other.close()]);
  });
});
