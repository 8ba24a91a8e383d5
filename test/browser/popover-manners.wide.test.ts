import { beforeEach, describe, expect, test } from 'vitest';
import { rowsOf } from './breadth.ts';
import type { TestPage } from './browser.ts';
import { markedLetters, pastTimers, until } from './marks.ts';
import { A_WHILE_MS, hostOn, placeOnMark, setUpPopoverPages, untilMarked } from './popover-pages.ts';
import { sharedBrowsers } from './shared-browsers.ts';

/* The popover on the pages of others: it takes nothing from them. */

const [chromium, firefox] = sharedBrowsers;

describe.each(rowsOf([chromium!], [firefox!]))('the popover on pages of others in %s', (name, start) => {
  let page: TestPage;
  const { page: pageOf, load, open, restAt, rest, opened, closed, expectNear, html } = setUpPopoverPages(start);
  beforeEach(() => {
    page = pageOf();
  });

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
