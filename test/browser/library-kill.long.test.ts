import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { type ChromiumBrowser, startChromium } from './chromium.ts';
import { until } from './marks.ts';

/** Kills of the browser, each at another moment of an import. */
const KILLS = 30;
/** Files of an import. */
const FILES = 24;
/** Latest moment of a kill after the import was begun, in ms: about when all is indexed. */
const LATEST_MS = 2_500;

const LETTERS =
  '春夏秋冬山水云月花鸟风雨田园村镇桥路灯窗书信钟表茶饭米面衣帽鞋袜石木金土火光影声香味冷热远近高低长短新旧';

/** A text that no other number gives: letters drawn by a generator (Numerical Recipes’ constants). */
function textOf(number: number): string {
  let state = number + 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return LETTERS[(state >>> 8) % LETTERS.length]!;
  };
  return Array.from({ length: 120 }, (_, i) => draw() + (i % 12 === 11 ? '。' : '')).join('');
}

const profile = mkdtempSync(join(tmpdir(), 'deja-lu-kill-'));
afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

async function openLibrary(browser: ChromiumBrowser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(browser.extensionUrl('library.html'));
  await page.locator('.library[aria-busy=false]').waitFor();
  return page;
}

/** Ends the browser as a crash does: it writes nothing any more. */
async function kill({ context }: ChromiumBrowser): Promise<void> {
  const closed = context.waitForEvent('close');
  const session = await context.browser()!.newBrowserCDPSession();
  await Promise.race([session.send('Browser.crash').catch(() => undefined), closed]);
  await closed;
}

interface Stored {
  readonly title: string;
  readonly pending: number;
  readonly hasText: boolean;
  readonly hasSegment: boolean;
}

/** Reads the library's database as it lies; runs in the page. */
async function readStored(): Promise<Stored[]> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await ask(indexedDB.open('deja-lu-library'));
  const reading = db.transaction(['essays', 'texts', 'segments']);
  const [essays, texts, segments] = await Promise.all([
    ask(
      reading.objectStore('essays').getAll() as IDBRequest<
        { id: string; title: string; pending: number; segment: string | null }[]
      >,
    ),
    ask(reading.objectStore('texts').getAllKeys()),
    ask(reading.objectStore('segments').getAllKeys()),
  ]);
  db.close();
  return essays.map(({ id, title, pending, segment }) => ({
    title,
    pending,
    hasText: texts.includes(id),
    hasSegment: segment !== null && segments.includes(segment),
  }));
}

interface AskingPage {
  readonly chrome: {
    readonly runtime: { sendMessage(message: object): Promise<{ value: { marks: readonly { title: string }[] } }> };
  };
}

function titlesFoundIn(page: Page, text: string): Promise<string[]> {
  return page.evaluate(async (asked) => {
    const { runtime } = (globalThis as unknown as AskingPage).chrome;
    const { value } = await runtime.sendMessage({ dejaLu: 'check-text', ask: { text: asked } });
    return value.marks.map(({ title }) => title);
  }, text);
}

/** Begins an import, notes what is listed as stored, and kills the browser. Returns the titles that were listed. */
async function importAndKill(browser: ChromiumBrowser, first: number, after: number): Promise<string[]> {
  const page = await openLibrary(browser);
  const files = Array.from({ length: FILES }, (_, i) => ({
    name: `e${first + i}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(textOf(first + i)),
  }));
  const listed = new Set<string>();
  const end = Date.now() + after;
  await page.locator('input[type=file][multiple]').setInputFiles(files);
  await until(
    async () => {
      const titles = await page
        .locator('.essays .essay > span')
        .evaluateAll((rows) => rows.map((row) => row.firstChild?.textContent ?? ''));
      for (const title of titles) listed.add(title);
    },
    () => Date.now() > end,
    after,
  );
  await kill(browser);
  return [...listed];
}

test('a browser that is killed during an import loses nothing that was listed as stored, and goes on where it was', {
  timeout: 900_000,
}, async () => {
  const listed = new Set<string>();
  for (let kills = 0; kills < KILLS; kills++) {
    const browser = await startChromium({ profile });
    for (const title of await importAndKill(browser, kills * FILES, (LATEST_MS * (kills + 1)) / KILLS))
      listed.add(title);
  }
  expect(listed.size).toBeGreaterThan(FILES);
  const browser = await startChromium({ profile });
  const page = await openLibrary(browser);
  const stored = await until(
    () => page.evaluate(readStored),
    (all) => all.every(({ pending }) => pending === 0),
    60_000,
  );
  expect(stored.filter(({ pending, hasText, hasSegment }) => pending > 0 || !hasText || !hasSegment)).toEqual([]);
  const titles = new Set(stored.map(({ title }) => title));
  expect([...listed].filter((title) => !titles.has(title))).toEqual([]);
  expect(titles.size).toBe(stored.length);
  await until(
    () => page.locator('progress').count(),
    (count) => count === 0,
  );
  for (const title of titles) expect(await titlesFoundIn(page, textOf(Number(title.slice(1)))), title).toEqual([title]);
  await browser.close();
});
