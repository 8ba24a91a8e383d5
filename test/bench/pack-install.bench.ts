// Question: how long does it take to install a pack of 20,000 news items from its address, what does a page cost with it, and what
// does an update fetch? Aims: installed within 20 s, with progress that is seen to move; the limits of the first mark hold with it
// (150 ms warm, 700 ms cold), a passage of the pack is marked within 2 s after a cold start; an update that adds 1 % and withdraws
// 0.1 % of the essays fetches at most 5 % of the bytes of the whole.
// usage: npm run build && npm run bench pack     needs ../shared/scale; corpus and index are kept with those of `npm run bench scale`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { HEAD_FILE } from '../../src/packs/published.ts';
import type { TestPage } from '../browser/browser.ts';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { until } from '../browser/marks.ts';
import { libraryIsOpen, press, textOf, titlesIn, wordsOf } from '../browser/packs-page.ts';
import { type Site, startSite } from '../browser/site.ts';
import { workerDebugger } from '../browser/worker-debugger.ts';
import { aim, pathOf } from './engine-parts.ts';
import { COLD_MS, firstMarkAtLoad, goCold, measure, WARM_MS, watchMarks } from './first-marks.ts';
import { heapMb } from './in-chromium.ts';
import { startPackHost } from './pack-host.ts';
import { corpusFile, hasScale, indexFile, SCALE_CORPORA } from './scale-corpora.ts';

const INSTALL_S = 20;
const COLD_PACK_MS = 2_000;
const MOST_OF_WHOLE = 0.05;

/** Essays that the update adds and withdraws: 1 % and 0.1 %. */
const ADDED = 200;
const WITHDRAWN = 20;

/** The date of both versions. */
const DATE = '2026-01-01';

/** The longest time in ms that anything is waited for. */
const LONGEST = 300_000;

interface Line {
  readonly id: string;
  readonly text: string;
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

function index(...args: string[]): void {
  execFileSync(process.execPath, [pathOf('corpus-index/cli.ts'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The versions of a pack in a folder, and what its texts are. */
interface Versions {
  readonly first: string;
  readonly second: string;
  /** An essay of the first version, and one that the second adds. */
  readonly old: Line;
  readonly added: Line;
}

function makeVersions(folder: string): Versions {
  const corpus = SCALE_CORPORA.find(({ name }) => name === 'R20k')!;
  const before = linesOf(corpusFile(corpus)).map((line) => JSON.parse(line) as Line);
  const more = linesOf(corpusFile({ name: 'R20k-more', real: corpus.real + ADDED, made: 0 })).slice(-ADDED);
  const [first, second, key] = ['1.djlp', '2.djlp', 'key.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(join(folder, 'more.jsonl'), more.join('\n'));
  const withdrawn = before.slice(0, WITHDRAWN).map(({ id }) => `${id}/1`);
  writeFileSync(join(folder, 'withdrawn.txt'), withdrawn.join('\n'));
  index('build', '--corpus', join(folder, 'more.jsonl'), '--out', join(folder, 'more.bin'));
  index('keygen', '--out', key);
  const signed = ['--key', key, '--date', DATE];
  index('pack', '--pack', 'news', '--name', 'News', ...signed, '--out', first, indexFile(corpus).file);
  const changes = ['--withdraw', join(folder, 'withdrawn.txt'), join(folder, 'more.bin')];
  index('pack', '--after', first, ...signed, '--out', second, ...changes);
  return { first, second, old: before[WITHDRAWN]!, added: JSON.parse(more[0]!) as Line };
}

/** Records what the bar of progress shows, in parts of the whole. */
function watchProgress(page: TestPage): Promise<void> {
  return page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      const bar = document.querySelector<HTMLProgressElement>('.pack-source progress');
      if (bar && bar.value / bar.max !== seen.at(-1)) seen.push(bar.value / bar.max);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

const progressSeen = (page: TestPage): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);

/** Waits until a version is installed. Resolves with the seconds since `start`; an essay of it has to be found then. */
async function secondsUntilInstalled(page: TestPage, version: number, { text }: Line, start: number): Promise<number> {
  const named = (await wordsOf(page)).say('packVersion', String(version), DATE);
  const told = await until(
    () => textOf(page, '.packs'),
    (shown) => shown.includes(named),
    LONGEST,
  );
  const seconds = (performance.now() - start) / 1000;
  const titles = await titlesIn(page, text);
  if (!told.includes(named) || titles.length === 0) throw new Error(`version ${version} is not found: ${told}`);
  return seconds;
}

async function subscribe(page: TestPage, address: string): Promise<void> {
  const words = await wordsOf(page);
  await page.evaluate((value) => {
    const field = document.querySelector<HTMLInputElement>('input[inputmode="url"]')!;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, address);
  await press(page, words.say('packSubscribe'));
  await press(page, words.say('packConfirm', new URL(address).host));
}

async function install(page: TestPage, address: string, old: Line): Promise<void> {
  await watchProgress(page);
  const start = performance.now();
  await subscribe(page, address);
  const seconds = await secondsUntilInstalled(page, 1, old, start);
  aim(`installed from its address, s (${INSTALL_S})`, seconds, seconds <= INSTALL_S);
  const { length } = await progressSeen(page);
  aim('steps of progress that were seen (5)', length, length >= 5);
}

/** Measures the first mark of a page with essays of the shipped index; the same before and after the pack is installed. */
async function measureEssays(browser: ChromiumBrowser, page: Page, site: Site, when: string): Promise<void> {
  const url = site.url('bench.html?essays');
  await measure(`essays, 20,000 characters, ${when}, warm`, WARM_MS, () => firstMarkAtLoad(page, url));
  await measure(`essays, 20,000 characters, ${when}, cold`, COLD_MS, () => coldMark(browser, page, site, url));
}

async function coldMark(browser: ChromiumBrowser, page: Page, site: Site, url: string): Promise<number> {
  await page.goto(site.url('bench.html?empty'));
  await goCold(browser);
  return firstMarkAtLoad(page, url);
}

/** A page with an essay of the pack. */
function itemPage({ text }: Line): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<p>');
  return `<!doctype html><meta charset="utf-8"><p>${escaped}`;
}

/** Installs the first version, then the second one. */
async function measureInstalling(browser: ChromiumBrowser, folder: string, versions: Versions): Promise<void> {
  const published = join(folder, 'public');
  index('publish', published, '--pack', versions.first);
  const host = await startPackHost(published);
  try {
    const page = await browser.open(browser.extensionUrl('library.html'));
    await libraryIsOpen(page);
    await install(page, host.url(HEAD_FILE), versions.old);
    const whole = host.sent;
    index('publish', published, '--pack', versions.second);
    const start = performance.now();
    await press(page, (await wordsOf(page)).say('packUpdateNow'));
    const seconds = await secondsUntilInstalled(page, 2, versions.added, start);
    const fetched = host.sent - whole;
    console.log(
      `the pack: ${(whole / 1e6).toFixed(1)} MB; the update: ${(fetched / 1e6).toFixed(2)} MB, ${seconds.toFixed(1)} s`,
    );
    aim(
      `part of the bytes that an update fetches (${MOST_OF_WHOLE})`,
      fetched / whole,
      fetched / whole <= MOST_OF_WHOLE,
    );
    await page.close();
  } finally {
    host.close();
  }
}

async function run(folder: string): Promise<void> {
  const versions = makeVersions(folder);
  const site = await startSite(new Map([['item.html', itemPage(versions.old)]]));
  const browser = await startChromium();
  try {
    const page = await browser.context.newPage();
    await page.addInitScript(watchMarks);
    await measureEssays(browser, page, site, 'without the pack');
    await measureInstalling(browser, folder, versions);
    await measureEssays(browser, page, site, 'with it');
    const item = site.url('item.html');
    await measure('an item of the pack, warm', WARM_MS, () => firstMarkAtLoad(page, item));
    await measure('an item of the pack, cold', COLD_PACK_MS, () => coldMark(browser, page, site, item));
    const heap = await heapMb(await workerDebugger(browser), true);
    console.log(`the background then: ${heap.toFixed(1)} MB`);
  } finally {
    await browser.close();
    await site.close();
  }
}

if (hasScale()) {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-pack-'));
  await run(folder).finally(() => rmSync(folder, { recursive: true }));
} else console.log('skipped: ../shared/scale, corpus, eval or class is not there');
