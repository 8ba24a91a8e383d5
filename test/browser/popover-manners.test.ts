import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestPage } from './browser.ts';
import { markedLetters, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { startBoth, startOnSite } from './start.ts';

/*
 * The popover's manners on the pages of others, in both browsers. Its root is closed; its host is the element with
 * `popover="manual"`, which no fixture page has.
 */

/** Longer than the pointer has to rest, and than a click waits for a second one, in ms. */
const A_WHILE_MS = 900;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Host {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Whether what is pointed at over it is it. */
  readonly isOnTop: boolean;
}

function hostOn(page: TestPage): Promise<Host | null> {
  return page.evaluate(() => {
    const host = document.querySelector('[popover=manual]');
    if (!host) return null;
    const { left, top, width, height } = host.getBoundingClientRect();
    return { left, top, width, isOnTop: document.elementFromPoint(left + width / 2, top + height / 2) === host };
  });
}

function middleOfMark(page: TestPage): Promise<{ x: number; y: number; bottom: number }> {
  return page.evaluate(() => {
    const [mark] = CSS.highlights.get('deja-lu-literal')!;
    const range = new Range();
    range.setStart(mark!.startContainer, mark!.startOffset);
    range.setEnd(mark!.endContainer, mark!.endOffset);
    const { left, top, height, bottom } = range.getClientRects()[0]!;
    return { x: left + 40, y: top + height / 2, bottom };
  });
}

describe.each(startBoth)('the popover’s manners in %s', (_name, start) => {
  const world = setUp(() => startOnSite(start));
  let page: TestPage;
  beforeEach(async () => {
    page = await world.browser.open();
  });
  afterEach(() => page.close());

  const open = async (path: string) => {
    await page.goto(world.site.url(path));
    await page.bringToFront();
    await markedLetters(page);
    return middleOfMark(page);
  };
  const rest = async (path: string) => {
    const at = await open(path);
    await page.mouse.move(at.x + 2, at.y);
    await page.mouse.move(at.x, at.y);
    return at;
  };
  const opened = () =>
    until(
      () => hostOn(page),
      (host) => host?.isOnTop === true,
      4_000,
    );
  const html = () => page.evaluate(() => document.documentElement.outerHTML);

  test.each(['editable-body.html', 'design-mode.html'])(
    'nothing is inserted into what an editor saves: %s',
    async (path) => {
      const at = await open(path);
      const before = await html();
      await page.mouse.move(at.x + 2, at.y);
      await page.mouse.move(at.x, at.y);
      await pause(A_WHILE_MS);
      expect(await html()).toBe(before);
      await page.mouse.click(at.x, at.y);
      await page.keyboard.type('abc');
      await pause(A_WHILE_MS);
      expect(await hostOn(page)).toBeNull();
      expect(await page.evaluate(() => document.body.textContent)).toContain('abc');
    },
  );

  test.each([
    'modal.html',
    'page-popover.html',
    'shadow-mark.html',
    'foreign-object.svg',
    'columns.html',
    'zoomed.html',
  ])('opens under the pointer and can be pointed at: %s', async (path) => {
    const at = await rest(path);
    const host = await opened();
    expect(host).toMatchObject({ isOnTop: true });
    expect(Math.abs(host!.top - at.bottom)).toBeLessThan(40);
    expect(host!.width).toBeLessThan(400);
  });

  test('a component that closes on a press outside of it stays open', async () => {
    await rest('closes-outside.html');
    const host = await opened();
    await page.mouse.click(host!.left + host!.width - 30, host!.top + 28);
    expect(
      await until(
        () => hostOn(page),
        (now) => now === null,
      ),
    ).toBeNull();
    expect(await page.evaluate(() => document.querySelector('#d') !== null)).toBe(true);
  });

  test.each([
    'hidden-field-editor.html',
    'clickable.html',
    'clickable-cursor.html',
    'clickable-handler.html',
    'clickable-slot.html',
    'typing.html',
  ])('a click is the page’s: %s', async (path) => {
    const { x, y } = await open(path);
    await page.mouse.click(x, y);
    await pause(A_WHILE_MS);
    expect(await page.evaluate(() => document.activeElement?.matches('[popover=manual]') ?? false)).toBe(false);
  });

  test('typing closes what the resting pointer has opened, and arrives', async () => {
    const at = await rest('typing.html');
    expect(await opened()).not.toBeNull();
    await page.mouse.click(at.x, at.y);
    await page.keyboard.type('abc');
    expect(await hostOn(page)).toBeNull();
    expect(await page.evaluate(() => document.querySelector('#e')!.textContent)).toContain('abc');
  });

  test('nothing opens over what covers a mark', async () => {
    await rest('covered.html');
    await pause(A_WHILE_MS);
    expect(await hostOn(page)).toBeNull();
  });

  test('the transparent letters over the canvas of a PDF viewer are marked and stay transparent', async () => {
    await open('clear-letters.html');
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('.textLayer span')!, '::highlight(deja-lu-literal)').color,
    );
    expect(colour).toBe('rgba(0, 0, 0, 0)');
  });
});
