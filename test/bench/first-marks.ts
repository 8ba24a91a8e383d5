import type { Page } from 'playwright-core';
import type { ChromiumBrowser } from '../browser/chromium.ts';
import { stopBackground } from '../browser/stop-background.ts';
import { aim } from './engine-parts.ts';
import { lowerQuartile, pause } from './in-chromium.ts';

/*
 * How long the first mark of a page takes.
 */

const ROUNDS = 9;

/** Aims in ms: with the background running, and after the browser has stopped it. */
export const WARM_MS = 150;
export const COLD_MS = 700;

/**
 * Runs in the page before all other scripts: records when the text and when the first mark come, and makes a global function
 * `isMarked`.
 */
export function watchMarks(): void {
  // A mark is drawn when the frame has its style, too.
  const isMarked = () =>
    CSS.highlights.has('deja-lu-literal') &&
    getComputedStyle(document.documentElement, '::highlight(deja-lu-literal)').textDecorationLine === 'underline';
  Object.assign(globalThis, { isMarked });
  const look = () => {
    if (isMarked()) Object.assign(globalThis, { firstMark: performance.now() });
    else setTimeout(look, 2);
  };
  addEventListener('DOMContentLoaded', () => {
    Object.assign(globalThis, { textAt: performance.now() });
    look();
  });
}

/** Ms from a page's text to its first mark, when it is loaded; the page has run `watchMarks`. */
export async function firstMarkAtLoad(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => 'firstMark' in globalThis);
  return page.evaluate(() => {
    const { firstMark, textAt } = globalThis as unknown as { firstMark: number; textAt: number };
    return firstMark - textAt;
  });
}

/** Stops the background, and waits until it has ended. */
export async function goCold(browser: ChromiumBrowser): Promise<void> {
  await stopBackground(browser);
  await pause(500);
}

/** Measures some times, after one that does not count, and holds the lower quartile against an aim. */
export async function measure(what: string, most: number, run: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  for (let i = -1; i < ROUNDS; i++) {
    const time = await run();
    if (i >= 0) times.push(time);
  }
  const typical = lowerQuartile(times);
  aim(`${what}, ms (${most})`, typical, typical <= most);
}
