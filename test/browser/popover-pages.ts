import { afterEach, beforeEach, expect } from 'vitest';
import type { TestFrame, TestPage } from './browser.ts';
import { marked, until } from './marks.ts';
import { setUp } from './set-up.ts';
import type { sharedBrowsers } from './shared-browsers.ts';
import { startOnSite } from './start.ts';

/** Longer than the pointer has to rest (350), than a click waits for a second one (300), and than the background takes to answer; in ms. */
export const A_WHILE_MS = 600;

/** How far the popover may be from the place that is pointed at, in CSS pixels: it stands below the line, or above it. */
export const NEAR = 60;

/** A place in the viewport, in CSS pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the popover stands, in CSS pixels of the viewport, and whether it is on top and has the focus. */
export interface Host {
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
export function hostOn(page: TestPage): Promise<Host | null> {
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
export async function placeOnMark(page: TestPage): Promise<Place> {
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

/** How far a place is from the popover, in CSS pixels; 0 inside it. */
export function distance({ left, top, width, height }: Host, { x, y }: Place): number {
  return Math.max(left - x, x - left - width, 0) + Math.max(top - y, y - top - height, 0);
}

/** Waits until something is marked in one of the frames. */
export async function untilMarked(page: TestPage): Promise<void> {
  const words = async () => (await Promise.all(page.frames().map(marked))).join('');
  expect(await until(words, (all) => all !== '')).not.toBe('');
}

/**
 * Opens fixture pages, each in a tab of its own, and points at their first mark. The popover's root is closed; its host is the element
 * with `popover="manual"` and no id, which no fixture page has. To be called in a `describe`.
 */
export function setUpPopoverPages(start: (typeof sharedBrowsers)[number][1]) {
  const world = setUp(() => startOnSite(start));
  let page!: TestPage;
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
  return { page: () => page, load, open, restAt, rest, opened, closed, expectNear, html };
}
