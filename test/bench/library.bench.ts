import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { chromiumPage, startChromium } from '../browser/chromium.ts';
import { driveLibrary, type LibraryDriver } from '../browser/library-driver.ts';
import { until } from '../browser/marks.ts';
import { startSite } from '../browser/site.ts';
import { stopBackground } from '../browser/stop-background.ts';
import { workerDebugger } from '../browser/worker-debugger.ts';
import { aim, pathOf } from './engine-parts.ts';
import { firstMarkAtLoad, watchMarks } from './first-marks.ts';
import { heapMb, lowerQuartile, pause } from './in-chromium.ts';

/*
 * Question: what does a library cost? Aims: 500 essays of 1,000 letters stored and indexed, names tagged, in 15 s; with 5,000 essays: opened in
 * 150 ms after a cold start, 25 MB of memory, the first mark of the shipped index within 1.1 times, a check of a page within twice what it
 * takes without. Needs ../shared/scale, whose news the essays are made of.
 */

const IMPORTED = 500;
const ESSAYS = 5_000;
const LETTERS = 1_000;
const ROUNDS = 9;
const MOST = { importMs: 15_000, openMs: 150, megabytes: 25, firstMark: 1.1, check: 2 };

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Texts of about `LETTERS` characters, cut of the news as they follow each other. */
function essaysOf(file: string): NamedText[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  const text = lines.map((line) => (JSON.parse(line) as { text: string }).text.replace(/\s+/gu, ' ')).join(' ');
  return Array.from({ length: ESSAYS }, (_, i) => ({
    name: `e${i}.txt`,
    text: text.slice(i * LETTERS, (i + 1) * LETTERS),
  }));
}

/** The number of essays that are indexed; -1 while some wait. */
async function indexedIn(): Promise<number> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await ask(indexedDB.open('deja-lu-library'));
  const essays = db.transaction('essays').objectStore('essays');
  const [all, waiting] = await Promise.all([ask(essays.count()), ask(essays.index('pending').count(1))]);
  db.close();
  return waiting > 0 ? -1 : all;
}

/** Adds texts as files, and waits until `total` essays are indexed and segments merged. Returns the ms until they were indexed. */
async function importAll(library: LibraryDriver, texts: readonly NamedText[], total: number): Promise<number> {
  const start = performance.now();
  await library.addFiles(texts);
  const indexed = await until(
    () => library.page.evaluate(indexedIn),
    (now) => now >= total,
    1_200_000,
  );
  const ms = performance.now() - start;
  // The worker goes on merging after the last essay was stored.
  await until(
    () => library.page.evaluate(() => document.querySelector('progress') === null),
    (is) => is,
    300_000,
  );
  if (indexed !== total) throw new Error(`${indexed} of ${total} essays are indexed`);
  return ms;
}

interface AskingPage {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<unknown> } };
}

/** Ms until the background has answered what a text holds. */
function checkMs(page: Page, text: string): Promise<number> {
  return page.evaluate(async (asked) => {
    const start = performance.now();
    await (globalThis as unknown as AskingPage).chrome.runtime.sendMessage({
      dejaLu: 'check-text',
      ask: { text: asked },
    });
    return performance.now() - start;
  }, text);
}

async function rounds(run: (round: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const time = await run(round);
    if (round >= 0) times.push(time);
  }
  return lowerQuartile(times);
}

const file = pathOf('../shared/scale/news.jsonl.gz');
if (!existsSync(file)) {
  console.error(`SKIPPED: there is no ${file}, of which the essays are made`);
} else {
  const essays = essaysOf(file);
  // What is checked holds none of the essays: it follows them in the news.
  const [site, browser] = await Promise.all([startSite(), startChromium()]);
  try {
    const own = await browser.context.newPage();
    await own.goto(browser.extensionUrl('library.html'));
    const library = await driveLibrary(chromiumPage(own));
    const article = await browser.context.newPage();
    await article.addInitScript(watchMarks);
    const url = site.url('bench.html?news');
    const other = essays.map(({ text }) => [...text].reverse().join(''));
    const coldCheck = (round: number) =>
      stopBackground(browser)
        .then(() => pause(500))
        .then(() => checkMs(own, other[round + 1]!));
    const setReworded = (reworded: boolean) =>
      own.evaluate(
        (settings) =>
          (
            globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }
          ).chrome.storage.local.set({ settings }),
        { reworded },
      );
    const checkOf = (round: number) => checkMs(own, other[round + 21]! + other[round + 41]!);
    const withRewording = async () => {
      await setReworded(true);
      const times = { rewordedCold: await rounds(coldCheck), rewordedCheck: await rounds(checkOf) };
      await setReworded(false);
      return times;
    };
    // What opens the library is the literal check; reworded passages follow as a message, in steps between which others are answered.
    const measure = async () => ({
      ...(await withRewording()),
      cold: await rounds(coldCheck),
      firstMark: await rounds(async () => {
        await article.goto('about:blank');
        await stopBackground(browser);
        await pause(500);
        return firstMarkAtLoad(article, url);
      }),
      check: await rounds(checkOf),
      megabytes: await heapMb(await workerDebugger(browser), true),
    });
    const without = await measure();
    const took = await importAll(library, essays.slice(0, IMPORTED), IMPORTED);
    aim(
      `${IMPORTED} essays of ${LETTERS} characters stored and indexed, ms (${MOST.importMs})`,
      took,
      took <= MOST.importMs,
    );
    console.log(
      `the other ${ESSAYS - IMPORTED}, ms: ${(await importAll(library, essays.slice(IMPORTED), ESSAYS)).toFixed(0)}`,
    );
    const with5000 = await measure();
    console.log('without', without, 'with', with5000);
    const opened = with5000.cold - without.cold;
    aim(`a library of ${ESSAYS} essays opened after a cold start, ms (${MOST.openMs})`, opened, opened <= MOST.openMs);
    const megabytes = with5000.megabytes - without.megabytes;
    aim(`memory of the background for it, MB (${MOST.megabytes})`, megabytes, megabytes <= MOST.megabytes);
    const later = with5000.firstMark / without.firstMark;
    aim(`first mark after a cold start, times without it (${MOST.firstMark})`, later, later <= MOST.firstMark);
    const slower = with5000.check / without.check;
    aim(`a check of 2,000 characters, times without it (${MOST.check})`, slower, slower <= MOST.check);
  } finally {
    await browser.close();
    await site.close();
  }
}
