import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestFrame, TestPage } from './browser.ts';
import { marked, markedLetters, pastTimers, until } from './marks.ts';
import { setUp } from './set-up.ts';
import { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/*
 * The popover on the pages of others, in both browsers. Its root is closed; its host is the element with `popover="manual"` and no
 * id, which no fixture page has. Pages whose mark opens it stand in `popover/opens`, pages whose clicks are their own in
 * `popover/page-first`.
 */

/** Longer than the pointer has to rest (350), than a click waits for a second one (300), and than the background takes to answer; in ms. */
const A_WHILE_MS = 600;

/** How far the popover may be from the place that is pointed at, in CSS pixels: it stands below the line, or above it. */
const NEAR = 60;

const PAGES = join(import.meta.dirname, '../fixtures/pages');

const pagesIn = (folder: string) => readdirSync(join(PAGES, folder)).map((name) => `${folder}/${name}`);

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Host {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether the topmost element at its upper edge is the host. */
  readonly isOnTop: boolean;
  readonly hasFocus: boolean;
}

/** Asks the frames of a page, one after another. */
async function inFrames<T>(page: TestPage, ask: (frame: TestFrame) => Promise<T | null>): Promise<T | null> {
  for (const frame of page.frames()) {
    const answer = await ask(frame);
    if (answer !== null) return answer;
  }
  return null;
}

/** The popover's host in the viewport of the page, also when it stands in a frame or an open shadow tree. */
function hostOn(page: TestPage): Promise<Host | null> {
  return inFrames(page, (frame) =>
    frame.evaluate(() => {
      const find = (root: Document | ShadowRoot): Element | null => {
        const found = root.querySelector('[popover=manual]:not([id])');
        if (found) return found;
        const roots = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
        return roots.map(find).find((inside) => inside !== null) ?? null;
      };
      const host = find(document);
      if (!host) return null;
      const { left, top, width, height } = host.getBoundingClientRect();
      const root = host.getRootNode() as Document | ShadowRoot;
      const around = window.frameElement?.getBoundingClientRect();
      return {
        left: left + (around?.left ?? 0),
        top: top + (around?.top ?? 0),
        width,
        height,
        isOnTop: root.elementFromPoint(left + width / 2, top + height / 2) === host,
        hasFocus: root.activeElement === host,
      };
    }),
  );
}

/** A place on the first line of the first mark, in the viewport of the page. */
async function placeOnMark(page: TestPage): Promise<Place> {
  const place = await inFrames(page, (frame) =>
    frame.evaluate(() => {
      const [mark] = CSS.highlights.get('deja-lu-literal') ?? [];
      if (!mark) return null;
      const range = new Range();
      range.setStart(mark.startContainer, mark.startOffset);
      range.setEnd(mark.endContainer, mark.endOffset);
      const { left, top, width, height } = range.getClientRects()[0]!;
      const isVertical = height > 2 * width;
      const around = window.frameElement?.getBoundingClientRect();
      return {
        x: (around?.left ?? 0) + left + (isVertical ? width / 2 : 40),
        y: (around?.top ?? 0) + top + (isVertical ? 40 : height / 2),
      };
    }),
  );
  if (!place) throw new Error('Nothing is marked.');
  return place;
}

function distance({ left, top, width, height }: Host, { x, y }: Place): number {
  return Math.max(left - x, x - left - width, 0) + Math.max(top - y, y - top - height, 0);
}

async function untilMarked(page: TestPage): Promise<void> {
  const words = async () => (await Promise.all(page.frames().map(marked))).join('');
  expect(await until(words, (all) => all !== '')).not.toBe('');
}

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [firefox!]))('the popover on pages of others in %s', (name, start) => {
  const world = setUp(() => startOnSite(start));
  let page: TestPage;
  beforeEach(async () => {
    page = await world.browser.open();
  });
  afterEach(() => page.close());

  const load = async (path: string) => {
    await page.goto(world.site.url(path));
    await page.bringToFront();
  };
  const open = async (path: string) => {
    await load(path);
    await untilMarked(page);
    return placeOnMark(page);
  };
  const restAt = async (at: Place) => {
    await page.mouse.move(at.x + 2, at.y);
    await page.mouse.move(at.x, at.y);
    return at;
  };
  const rest = async (path: string) => restAt(await open(path));
  const opened = () =>
    until(
      () => hostOn(page),
      (host) => host?.isOnTop === true,
      4_000,
    );
  const closed = () =>
    until(
      () => hostOn(page),
      (host) => host === null,
    );
  const expectNear = async (at: Place) => {
    const host = await opened();
    expect(host).toMatchObject({ isOnTop: true });
    expect(distance(host!, at)).toBeLessThan(NEAR);
    expect(host!.width).toBeLessThan(400);
    return host!;
  };
  const html = () => page.evaluate(() => document.documentElement.outerHTML);

  test.each(['editable-body.html', 'design-mode.html'])(
    'inserts nothing into a document that an editor saves: %s',
    async (path) => {
      const at = await open(path);
      const before = await html();
      await restAt(at);
      await pastTimers(page, A_WHILE_MS);
      expect(await html()).toBe(before);
      await page.mouse.click(at.x, at.y);
      await page.keyboard.type('abc');
      await pastTimers(page, A_WHILE_MS);
      expect(await hostOn(page)).toBeNull();
      expect(await page.evaluate(() => document.body.textContent)).toContain('abc');
    },
  );

  test('it closes when the page becomes an editor', async () => {
    await rest('plain.html');
    expect(await opened()).not.toBeNull();
    await page.evaluate(() => {
      document.designMode = 'on';
    });
    expect(await closed()).toBeNull();
  });

  test.each([
    ...['modal.html', 'page-popover.html', 'shadow-mark.html', 'foreign-object.svg', 'columns.html', 'zoomed.html'],
    ...pagesIn('popover/opens'),
  ])('opens at the line that is pointed at, and can be pointed at and clicked: %s', async (path) => {
    const at = await rest(path);
    await expectNear(at);
    await page.mouse.move(1, 1);
    expect(await closed()).toBeNull();
    await page.mouse.click(at.x, at.y);
    const pinned = await until(
      () => hostOn(page),
      (host) => host?.hasFocus === true && host.isOnTop,
    );
    expect(pinned).toMatchObject({ hasFocus: true, isOnTop: true });
    expect(distance(pinned!, at)).toBeLessThan(NEAR);
  });

  test('text in SVG, where Firefox draws no HTML element: opens in Chromium, and nothing is left in Firefox', async () => {
    const at = await rest('text.svg');
    if (name === 'chromium') {
      await expectNear(at);
      return;
    }
    await page.mouse.click(at.x, at.y);
    await pastTimers(page, A_WHILE_MS);
    expect(await hostOn(page)).toBeNull();
  });

  test.each(['fullscreen.html', 'fullscreen-frame.html'])(
    'opens inside the element that fills the screen: %s',
    async (path) => {
      await load(path);
      await page.mouse.click(50, 20);
      const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
      expect(await until(isFull, (is) => is)).toBe(true);
      await untilMarked(page);
      const at = await restAt(await placeOnMark(page));
      await expectNear(at);
      await page.evaluate(() => document.exitFullscreen());
    },
  );

  test('does not close a component of the page that closes on a press outside it', async () => {
    await rest('closes-outside.html');
    const host = await opened();
    await page.mouse.click(host!.left + host!.width - 30, host!.top + 28);
    expect(await closed()).toBeNull();
    expect(await page.evaluate(() => document.querySelector('#d') !== null)).toBe(true);
  });

  test.each(['dialog-in-shadow.html', 'popover-on-host.html'])(
    'its buttons work in a shadow tree, and what it stands in stays open: %s',
    async (path) => {
      await rest(`popover/opens/${path}`);
      const host = await opened();
      await pastTimers(page, A_WHILE_MS);
      await page.mouse.click(host!.left + 30, host!.top + 10);
      expect(await hostOn(page)).not.toBeNull();
      await page.mouse.click(host!.left + host!.width - 30, host!.top + 28);
      expect(await closed()).toBeNull();
      const isOpen = () => {
        const inside = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
        return [document, ...inside].some((root) => root.querySelector(':modal, :popover-open') !== null);
      };
      expect(await page.evaluate(isOpen)).toBe(true);
    },
  );

  test('it closes when the page opens a modal dialog, which makes it inert', async () => {
    await rest('plain.html');
    expect(await opened()).not.toBeNull();
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      document.body.append(dialog);
      dialog.showModal();
    });
    expect(await closed()).toBeNull();
  });

  test('a component that closes when the focus leaves it stays open', async () => {
    const { x, y } = await open('closes-on-focusout.html');
    await page.mouse.click(x, y);
    const pinned = await until(
      () => hostOn(page),
      (host) => host?.hasFocus === true,
    );
    expect(pinned).toMatchObject({ hasFocus: true });
    expect(await page.evaluate(() => document.querySelector('#d') !== null)).toBe(true);
  });

  test.each([
    'hidden-field-editor.html',
    'clickable.html',
    'clickable-cursor.html',
    'clickable-handler.html',
    'clickable-slot.html',
    'typing.html',
    ...pagesIn('popover/page-first'),
  ])('does not take the focus of a click that the page uses: %s', async (path) => {
    const { x, y } = await open(path);
    await page.mouse.click(x, y);
    await pastTimers(page, A_WHILE_MS);
    expect((await hostOn(page))?.hasFocus ?? false).toBe(false);
  });

  test('a double click selects a word and nothing else', async () => {
    const { x, y } = await open('plain.html');
    await page.mouse.doubleClick(x, y);
    await pastTimers(page, A_WHILE_MS);
    expect(await hostOn(page)).toBeNull();
    expect(await page.evaluate(() => document.getSelection()!.toString())).not.toBe('');
  });

  test('is closed by typing, and the page receives the letters', async () => {
    const at = await rest('typing.html');
    expect(await opened()).not.toBeNull();
    await page.mouse.click(at.x, at.y);
    await page.keyboard.type('abc');
    expect(await hostOn(page)).toBeNull();
    expect(await page.evaluate(() => document.querySelector('#e')!.textContent)).toContain('abc');
  });

  test('does not open where an element covers the mark', async () => {
    await rest('covered.html');
    await pastTimers(page, A_WHILE_MS);
    expect(await hostOn(page)).toBeNull();
  });

  test('nothing opens where the mark is clipped away', async () => {
    await rest('clipped-away.html');
    await pastTimers(page, A_WHILE_MS);
    expect(await hostOn(page)).toBeNull();
  });

  test('it opens on a page that has written itself anew', async () => {
    await open('writes-anew.html');
    await page.evaluate(() => {
      const { innerHTML } = document.querySelector('template')!;
      document.open();
      document.write(innerHTML);
      document.close();
    });
    const letters = await markedLetters(page, 100);
    expect(letters.length).toBeGreaterThan(100);
    await expectNear(await restAt(await placeOnMark(page)));
  });

  test('the transparent letters over the canvas of a PDF viewer are marked and stay transparent', async () => {
    await open('clear-letters.html');
    const colour = await page.evaluate(
      () => getComputedStyle(document.querySelector('.textLayer span')!, '::highlight(deja-lu-literal)').color,
    );
    expect(colour).toBe('rgba(0, 0, 0, 0)');
  });
});
