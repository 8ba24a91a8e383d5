import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBrowser, TestFrame, TestPage } from './browser.ts';
import { checkedView } from './checked.ts';
import { type PassageName, passage } from './fill.ts';
import { type Known, startKnown } from './known.ts';
import { han, marked, markedBy, markedLetters, until } from './marks.ts';
import { type Site, startSite } from './site.ts';
import { startBoth } from './start.ts';

/*
 * The web as it is: a fixture page for each row. To add one, write test/fixtures/pages/NAME.html with passages by name
 * (see fill.ts) and a line here with the passages that must be marked on it; everything else on the page must not be.
 */

const STILL: readonly [page: string, marked: readonly PassageName[]][] = [
  ['inline.html', ['pa-01']],
  ['nested-inline.html', ['pa-01']],
  ['comments.html', ['pa-01']],
  ['br.html', ['pa-01']],
  ['table.html', ['pa-01']],
  ['list.html', ['pa-01']],
  ['pre.html', ['pa-01']],
  ['nbsp.html', ['pa-01']],
  ['soft-hyphen.html', ['pa-01']],
  ['zero-width.html', ['pa-01']],
  ['full-width.html', ['pa-01']],
  ['ruby.html', ['pa-01']],
  ['vertical.html', ['pa-01']],
  ['contents.html', ['pa-01']],
  ['shown-anywhere.html', ['pa-01', 'pa-03', 'pa-05']],
  ['hidden-words.html', ['pa-01']],
  ['xhtml.xhtml', ['pa-01', 'pa-03']],
  ['plain.txt', ['pa-01']],
  ['gb18030.html?charset=gb18030', ['pa-01']],
  ['big5.html?charset=big5', ['pa-01']],
  ['csp.html?csp', ['pa-01']],
  ['editable.html', ['pa-01']],
  ['own-highlights.html', ['pa-01']],
  ['clobbered.html', ['pa-01']],
];

/** Some of a passage's punctuation moves the borders of a match by a few letters: of so many, one may differ. */
const TOLERANCE = 0.03;

function expectLetters(actual: string, expected: string): void {
  if (Math.abs(actual.length - expected.length) > expected.length * TOLERANCE) expect(actual).toBe(expected);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Waits for a page that has loaded and has this title: Firefox does not tell the debugger the address of one that comes back. */
async function titled(page: TestPage, title: string): Promise<void> {
  const isThere = () =>
    page
      .evaluate((wanted) => document.readyState === 'complete' && document.title === wanted, title)
      .catch(() => false);
  expect(await until(isThere, (is) => is), title).toBe(true);
}

async function wordsOf(frame: TestFrame): Promise<readonly string[]> {
  return Object.values(await markedBy(frame)).flat();
}

describe.each(startBoth)('rows in %s', (_name, start) => {
  let browser: TestBrowser;
  let site: Site;
  let known: Known;
  let page: TestPage;
  beforeAll(async () => {
    [browser, site, known] = await Promise.all([start(), startSite(), startKnown()]);
    page = await browser.open();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const lettersOf = (names: readonly PassageName[]) => names.map((each) => known.letters(each)).join('');

  /** Every marked word stands in one of the passages, and about as many letters are marked as the engine finds in them. */
  async function expectMarked(frame: TestFrame, names: readonly PassageName[]): Promise<void> {
    const expected = lettersOf(names);
    const least = Math.floor(expected.length * (1 - TOLERANCE));
    const actual = await markedLetters(frame, least, 10_000);
    expectLetters(actual, expected);
    if (frame.url().includes('big5')) return; // in traditional letters: no substring of the passage
    const all = names.map((each) => han(passage(each))).join('\n');
    for (const words of await wordsOf(frame)) expect(all).toContain(han(words));
  }

  const frameAt = (part: string) =>
    until(
      async () => page.frames().find((frame) => frame.url().includes(part)),
      (frame) => frame !== undefined,
    ) as Promise<TestFrame>;

  test.each(STILL)('%s', async (path, names) => {
    await page.goto(site.url(path));
    await expectMarked(page, names);
  });

  test('the style shows', async () => {
    await page.goto(site.url('plain.html'));
    await markedLetters(page);
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('p')!, '::highlight(deja-lu-literal)').backgroundColor,
    );
    // The ground is translucent; without the style it is wholly transparent.
    expect(colour).toMatch(/^rgba\(\d+, \d+, \d+, 0\.[1-9]/);
  });

  test('highlights of the page survive', async () => {
    await page.goto(site.url('own-highlights.html'));
    await markedLetters(page);
    expect(await page.evaluate(() => CSS.highlights.get('theirs')?.size)).toBe(1);
  });

  test('a page that clears the registry', async () => {
    await page.goto(site.url('clears.html'));
    await expectMarked(page, ['pa-01']);
    await page.evaluate(() => CSS.highlights.clear());
    expect(await marked(page)).toBe('');
    await expectMarked(page, ['pa-01']);
  });

  test('a page that redefines what scripts rest on', async () => {
    await page.goto(site.url('redefined.html'));
    // The page puts all of it back after two seconds, and says so in its title; before that no test can look at it.
    await titled(page, 'restored');
    const letters = known.letters('pa-01');
    expect(await markedLetters(page, letters.length)).toBe(letters);
  });

  test('hidden text is not text until it is shown', async () => {
    await page.goto(site.url('hidden.html'));
    expect(await checkedView(browser, page)).toMatchObject({ state: 'checked', matches: [] });
    expect(await markedBy(page)).toEqual({});
    const shown: PassageName[] = [];
    const show = async (passageName: PassageName, run: () => void) => {
      await page.evaluate(run);
      shown.push(passageName);
      await expectMarked(page, shown);
    };
    await show('pa-01', () => (document.querySelector<HTMLElement>('#none')!.style.display = 'block'));
    await show('pa-03', () => (document.querySelector<HTMLElement>('#invisible')!.style.visibility = 'visible'));
    await show('pa-05', () => document.querySelector('#attribute')!.removeAttribute('hidden'));
    await show('pb-01', () => document.querySelector('#folded')!.setAttribute('open', ''));
    await show('pb-05', () => (document.querySelector<HTMLElement>('#flat')!.style.height = 'auto'));
    await show('pb-11', () => (document.querySelector<HTMLElement>('#tiny')!.style.fontSize = '16px'));
  });

  test('text that is hidden later is text no longer', async () => {
    await page.goto(site.url('class-hidden.html'));
    await expectMarked(page, ['pa-01']);
    await page.evaluate(() => document.documentElement.classList.add('off'));
    expect(
      await until(
        () => marked(page),
        (words) => words === '',
      ),
    ).toBe('');
    await page.evaluate(() => document.documentElement.classList.remove('off'));
    await expectMarked(page, ['pa-01']);
  });

  test('frames: same origin, srcdoc, other origin, nested, about:blank', async () => {
    await page.goto(site.url('frames.html'));
    await expectMarked(await frameAt('frame-same'), ['pa-01']);
    await expectMarked(await frameAt('frame-cross'), ['pa-05']);
    await expectMarked(await frameAt('frame-inner'), ['pb-01']);
    await expectMarked(await frameAt('srcdoc'), ['pa-03']);
    await expectMarked(await frameAt('about:blank'), ['pb-05']);
    expect(await marked(page)).toBe('');
  });

  test('shadow roots: open, nested, closed, slotted, late', async () => {
    await page.goto(site.url('shadow.html'));
    const names: PassageName[] = ['pa-01', 'pa-03', 'pb-01', 'pa-05', 'pb-11'];
    const expected = lettersOf(names);
    const actual = await markedLetters(page, Math.floor(expected.length * (1 - TOLERANCE)), 10_000);
    expect(actual.length).toBe(expected.length);
    const all = names.map((each) => han(passage(each))).join('\n');
    for (const words of await wordsOf(page)) expect(all).toContain(han(words));
  });

  test('character data: a mark goes when its text is the template’s no longer', async () => {
    await page.goto(site.url('plain.html'));
    await expectMarked(page, ['pa-01']);
    await page.evaluate(
      (text) => ((document.querySelector('#template')!.firstChild as Text).data = text),
      passage('own-02'),
    );
    expect(
      await until(
        () => marked(page),
        (words) => words === '',
      ),
    ).toBe('');
    await page.evaluate((text) => ((document.querySelector('#own')!.firstChild as Text).data = text), passage('pa-03'));
    await expectMarked(page, ['pa-03']);
  });

  test('contenteditable: marks move with the text as one types', async () => {
    await page.goto(site.url('editable.html'));
    await expectMarked(page, ['pa-01']);
    const html = await page.evaluate(() => {
      const box = document.querySelector<HTMLElement>('#e')!;
      box.focus();
      getSelection()!.collapse(box.firstChild, 0);
      return box.innerHTML;
    });
    await page.keyboard.type('abc ');
    const after = await page.evaluate(() => document.querySelector('#e')!.innerHTML);
    expect(after.replace('&nbsp;', ' ')).toBe(`abc ${html}`);
    await expectMarked(page, ['pa-01']);
  });

  test('a framework that renders anew every 200 ms', async () => {
    await page.goto(site.url('plain.html'));
    await page.evaluate(() => {
      const article = document.querySelector('article')!;
      const html = article.innerHTML;
      setInterval(() => (article.innerHTML = html), 200);
    });
    await expectMarked(page, ['pa-01']);
    // Right after a frame it must be there, however often the page has changed before it.
    const bare = await page.evaluate(async () => {
      const frame = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
      let count = 0;
      for (let i = 0; i < 90; i++) {
        await frame();
        const ranges = [...(CSS.highlights.get('deja-lu-literal') ?? [])];
        if (!ranges.some((range) => range.startContainer.isConnected)) count++;
      }
      return count;
    });
    expect(bare).toBeLessThanOrEqual(4);
  });

  test('routes by pushState with swapped contents', async () => {
    await page.goto(site.url('plain.html'));
    await expectMarked(page, ['pa-01']);
    for (const each of ['pb-01', 'pa-05'] as const) {
      await page.evaluate(
        ([text, path]) => {
          history.pushState({}, '', path);
          document.body.innerHTML = `<main><p>${text}</p></main>`;
        },
        [passage(each), `/${each}`] as const,
      );
      await expectMarked(page, [each]);
    }
  });

  test('back and forward', async () => {
    const own = await browser.open(site.url('plain.html'));
    await expectMarked(own, ['pa-01']);
    const title = await own.evaluate(() => document.title);
    await own.evaluate((url) => void setTimeout(() => location.assign(url)), site.url('own.html'));
    await titled(own, '自己的话');
    await own.evaluate(() => void setTimeout(() => history.back()));
    await titled(own, title);
    await expectMarked(own, ['pa-01']);
    await own.close();
  });

  test('infinite scroll', async () => {
    await page.goto(site.url('own.html'));
    for (let i = 0; i < 5; i++) {
      await page.evaluate(
        (text) => {
          const item = document.createElement('article');
          item.innerHTML = `<p>${text}</p>`;
          document.body.append(item);
        },
        passage(i % 2 === 0 ? 'own-04' : 'pb-01'),
      );
      await pause(120);
    }
    await expectMarked(page, ['pb-01', 'pb-01']);
  });

  test('a virtual list', async () => {
    await page.goto(site.url('own.html'));
    await page.evaluate(
      (texts) => {
        const box = document.createElement('div');
        document.body.replaceChildren(box);
        let at = 0;
        (window as { scrollList?: () => void }).scrollList = () => {
          const item = document.createElement('div');
          item.textContent = texts[at++ % texts.length]!;
          box.append(item);
          if (box.childElementCount > 3) box.firstElementChild!.remove();
        };
      },
      [passage('own-01'), passage('pa-01'), passage('own-02'), passage('own-03'), passage('own-04')],
    );
    const scroll = async () => {
      await page.evaluate(() => (window as { scrollList?: () => void }).scrollList!());
      await pause(60);
    };
    for (let i = 0; i < 4; i++) await scroll();
    await expectMarked(page, ['pa-01']);
    await scroll();
    await scroll();
    expect(
      await until(
        () => marked(page),
        (words) => words === '',
      ),
    ).toBe('');
  });
});
