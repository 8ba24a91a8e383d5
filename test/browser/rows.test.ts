import { beforeAll, describe, expect, test } from 'vitest';
import type { TestFrame, TestPage } from './browser.ts';
import { type CheckedView, viewUntil } from './checked.ts';
import { type PassageName, passage } from './fill.ts';
import { startKnown } from './known.ts';
import { han, marked, markedBy, markedLetters, nextPaint, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * Kinds of markup on the web: a fixture page for each row. To add one, write test/fixtures/pages/NAME.html with passages by name
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

/** The share of letters by which a page may differ from its passage: markup around punctuation moves the borders of a match by a few letters. */
const TOLERANCE = 0.03;

function expectLetters(actual: string, expected: string): void {
  if (Math.abs(actual.length - expected.length) > expected.length * TOLERANCE) expect(actual).toBe(expected);
}

/** Waits until the page with this title has loaded. Firefox does not report the address of a page that comes back by history. */
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

describe.each(sharedBrowsers)('rows in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  const known = startKnown();
  let page: TestPage;
  beforeAll(async () => {
    page = await world.browser.open();
  });

  const lettersOf = (names: readonly PassageName[]) => names.map((each) => known.letters(each)).join('');

  /** Expects that all marked text stands in the passages, and about as many letters are marked as the engine finds in them. */
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
    await page.goto(world.site.url(path));
    await expectMarked(page, names);
  });

  test('marks have a visible background', async () => {
    await page.goto(world.site.url('plain.html'));
    await markedLetters(page);
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('p')!, '::highlight(deja-lu-literal)').backgroundColor,
    );
    // The background is translucent; without the style it would be fully transparent.
    expect(colour).toMatch(/^rgba\(\d+, \d+, \d+, 0\.[1-9]/);
  });

  test('highlights of the page are kept', async () => {
    await page.goto(world.site.url('own-highlights.html'));
    await markedLetters(page);
    expect(await page.evaluate(() => CSS.highlights.get('theirs')?.size)).toBe(1);
  });

  test('marks come back after a page has cleared the highlight registry', async () => {
    await page.goto(world.site.url('clears.html'));
    await expectMarked(page, ['pa-01']);
    await page.evaluate(() => CSS.highlights.clear());
    expect(await marked(page)).toBe('');
    await expectMarked(page, ['pa-01']);
  });

  test('a page that redefines built-in functions is marked', async () => {
    await page.goto(world.site.url('redefined.html'));
    // The page restores its globals after two seconds and then sets its title; before that the debugger cannot evaluate in it.
    await titled(page, 'restored');
    const letters = known.letters('pa-01');
    expect(await markedLetters(page, letters.length)).toBe(letters);
  });

  test('hidden text is marked when it is shown', async () => {
    await page.goto(world.site.url('hidden.html'));
    // What has a box of no height is sent once: layout is asked of what was found, and then it is taken back.
    const isClean = ({ state, figures, matches }: CheckedView) =>
      state === 'checked' && figures.letters > 0 && matches.length === 0;
    expect(await viewUntil(world.browser, page, isClean)).toMatchObject({ state: 'checked', matches: [] });
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

  test('marks are removed when their text is hidden', async () => {
    await page.goto(world.site.url('class-hidden.html'));
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
    await page.goto(world.site.url('frames.html'));
    await expectMarked(await frameAt('frame-same'), ['pa-01']);
    await expectMarked(await frameAt('frame-cross'), ['pa-05']);
    await expectMarked(await frameAt('frame-inner'), ['pb-01']);
    await expectMarked(await frameAt('srcdoc'), ['pa-03']);
    await expectMarked(await frameAt('about:blank'), ['pb-05']);
    expect(await marked(page)).toBe('');
  });

  test('shadow roots: open, nested, closed, slotted, late', async () => {
    await page.goto(world.site.url('shadow.html'));
    const names: PassageName[] = ['pa-01', 'pa-03', 'pb-01', 'pa-05', 'pb-11'];
    const expected = lettersOf(names);
    const actual = await markedLetters(page, Math.floor(expected.length * (1 - TOLERANCE)), 10_000);
    expect(actual.length).toBe(expected.length);
    const all = names.map((each) => han(passage(each))).join('\n');
    for (const words of await wordsOf(page)) expect(all).toContain(han(words));
  });

  test('character data: marks follow when a text node gets another text', async () => {
    await page.goto(world.site.url('plain.html'));
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
    await page.goto(world.site.url('editable.html'));
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

  test('routes by pushState with swapped contents', async () => {
    await page.goto(world.site.url('plain.html'));
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
    const own = await world.browser.open(world.site.url('plain.html'));
    await expectMarked(own, ['pa-01']);
    const title = await own.evaluate(() => document.title);
    await own.evaluate((url) => void setTimeout(() => location.assign(url)), world.site.url('own.html'));
    await titled(own, '自己的话');
    await own.evaluate(() => void setTimeout(() => history.back()));
    await titled(own, title);
    await expectMarked(own, ['pa-01']);
    await own.close();
  });

  test('infinite scroll', async () => {
    await page.goto(world.site.url('own.html'));
    for (let i = 0; i < 5; i++) {
      await page.evaluate(
        (text) => {
          const item = document.createElement('article');
          item.innerHTML = `<p>${text}</p>`;
          document.body.append(item);
        },
        passage(i % 2 === 0 ? 'own-04' : 'pb-01'),
      );
      await nextPaint(page);
    }
    await expectMarked(page, ['pb-01', 'pb-01']);
  });

  test('a virtual list', async () => {
    await page.goto(world.site.url('own.html'));
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
      await nextPaint(page);
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
