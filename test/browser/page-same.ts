import { describe, expect, test } from 'vitest';
import type { TestBrowser, TestFrame, TestPage } from './browser.ts';
import { checkedView } from './checked.ts';
import { han, marked, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * A page is the same with and without the extension, frames and open shadow trees included: beside the browser with it runs
 * one without it, and shows the same address. What a page can notice of us is all that is let through here.
 */

/** Every fixture page that is served to be read, and whether anything is marked on it. */
const PAGES: readonly [page: string, isMarked: boolean][] = [
  ['big5.html?charset=big5', true],
  ['br.html', true],
  ['class-hidden.html', true],
  ['clears.html', true],
  ['clobbered.html', true],
  ['comments.html', true],
  ['contents.html', true],
  ['csp.html?csp', true],
  ['demo.html', true],
  ['editable.html', true],
  ['fields.html', false],
  ['frames.html', true],
  ['full-width.html', true],
  ['gb18030.html?charset=gb18030', true],
  ['heavy.html?deep', true],
  ['heavy.html?frames=4', true],
  ['hidden.html', false],
  ['hidden-words.html', true],
  ['inline.html', true],
  ['list.html', true],
  ['listens.html', true],
  ['nbsp.html', true],
  ['nested-inline.html', true],
  ['own.html', false],
  ['own-highlights.html', true],
  ['plain.html', true],
  ['plain.txt', true],
  ['pre.html', true],
  ['redefined.html', true],
  ['reworded.html', true],
  ['ruby.html', true],
  ['shadow.html', true],
  ['shown-anywhere.html', true],
  ['soft-hyphen.html', true],
  ['table.html', true],
  ['vertical.html', true],
  ['xhtml.xhtml', true],
  ['zero-width.html', true],
];

/** What a script of a page can see of its document. */
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
        // The browser asks for it once, when it likes.
        .filter((name) => !name.endsWith('/favicon.ico')),
      selected: getSelection()!.rangeCount,
    };
  });
}

async function lookAll(page: TestPage): Promise<Seen[]> {
  const seen = await Promise.all(page.frames().map(look));
  return seen.sort((a, b) => (a.url + a.html < b.url + b.html ? -1 : 1));
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Waits for a page that has something to do to have done it: those that tell so by their title, and late frames and trees. */
async function atRest(page: TestPage, path: string): Promise<void> {
  if (/^(?:frames|heavy|shadow)/.test(path)) await pause(1_000);
  if (!path.startsWith('redefined')) return;
  const title = () => page.evaluate(() => document.title).catch(() => '');
  expect(await until(title, (now) => now === 'restored')).toBe('restored');
}

async function markedAnywhere(page: TestPage): Promise<string> {
  return (await Promise.all(page.frames().map(marked))).join('');
}

/** Our highlights' names are what a page can see in both browsers, and in Firefox the rules for them in its shadow trees. */
function withoutOurs(browser: TestBrowser, seen: Seen): Seen {
  const isOurs = (rule: string) => browser.name === 'firefox' && rule.startsWith('::highlight(deja-lu-');
  return {
    ...seen,
    highlights: seen.highlights.filter((name) => !/^deja-lu-(?:literal|reworded)$/.test(name)),
    adopted: seen.adopted.filter((rule) => !isOurs(rule)),
  };
}

/** Defines the tests that a page is the same with and without the extension, in one browser. Each browser has a test file of its own, so that they run beside one another. */
export function testSame(name: TestBrowser['name']): void {
  const [, start] = startBoth.find(([browser]) => browser === name)!;
  describe(`a page in ${name}`, () => {
    const world = setUp(() => startOnSite(start));
    const bare = setUp(() => start({ extension: null }));

    test.each(PAGES)('is the same with and without us: %s', async (path, isMarked) => {
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
      const [mine, theirs] = await Promise.all([lookAll(page), lookAll(other)]);
      expect(han(theirs.map(({ html, shadow }) => html + shadow).join('')).length).toBeGreaterThan(100);
      expect(theirs.flatMap(({ highlights }) => highlights).filter((name) => name.startsWith('deja-lu-'))).toEqual([]);
      expect(mine.map((seen) => withoutOurs(browser, seen))).toEqual(theirs);
      await Promise.all([page.close(), other.close()]);
    });
  });
}
