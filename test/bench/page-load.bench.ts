import type { Page } from 'playwright-core';
import { startChromium } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { workerDebugger } from '../browser/worker-debugger.ts';
import { aim } from './engine-parts.ts';
import { heapMb, median, metricsOf, ourScripts, pause, traced } from './in-chromium.ts';

/*
 * Question: how much does the extension slow down the load of a page? Each page is loaded in turn in a Chromium with the extension
 * and in one without it, a few times in each of several launches. The result is the median difference between two consecutive
 * loads, since launches and minutes differ from each other by more than the extension costs.
 * Aims: the main thread's time added is at most 1.0 × one `innerText` + 5 ms (0.2 × on pages without Chinese), and no task
 * of ours lasts over 50 ms. BENCH_ROWS=news,ten measures those pages alone.
 *
 * `innerText` is measured in the page without us, on its first call, which lays the page out; asked again it is a copy
 * from a cache, far cheaper than any walk from JavaScript.
 */

const LONGEST_TASK_MS = 50;

/**
 * Loads before those that count. Before the last of them the memory of both browsers is collected, as only then they collect alike
 * from there on: the browser's first collection in a tab without scripts is a full one after three loads, but where any script,
 * ours or a page's, has filled the young generation before, it waits for 64 MB. Until then it keeps the documents of 20 loads, and
 * its own layout of the next page, in memory that is new, takes up to half as long again.
 */
const WARM_LOADS = 3;

/** Pause in ms before a load: its figures would include work that the previous page still does. */
const REST_MS = 400;

/** Launches of both browsers; fewer are told by BENCH_LAUNCHES. */
const LAUNCHES = Number(process.env.BENCH_LAUNCHES ?? 5);

interface Row {
  readonly query: string;
  readonly what: string;
  /** Times of one innerText that may be added. */
  readonly times: number;
  /** Loads in each launch, after `WARM_LOADS` that do not count; a single one is the first. */
  readonly runs: number;
  /** When all work of the content script is done, in ms after the load. */
  readonly settled: number;
  /** Larger than the aims are for: its figures are printed only. */
  readonly beyond?: boolean;
}

const ROWS: readonly Row[] = [
  { query: 'english', what: 'an English page', times: 0.2, runs: 6, settled: 700 },
  { query: 'news', what: 'news of 2,000 characters', times: 1, runs: 10, settled: 900 },
  { query: 'essays', what: 'essays, 20,000 characters', times: 1, runs: 6, settled: 1_200 },
  { query: 'chapters', what: 'a list of 1,500 chapters', times: 1, runs: 5, settled: 1_200 },
  { query: 'scroll', what: 'infinite scroll', times: 1, runs: 5, settled: 2_600 },
  { query: 'million', what: '1,000,000 characters', times: 1, runs: 2, settled: 5_000 },
  { query: 'ten', what: '10 MB of text, 3,300,000 characters', times: 1, runs: 1, settled: 8_000 },
  // The browser keeps a table of the nodes that a content script holds; growing it at 131,072 and 262,144 nodes takes long.
  { query: 'thirty', what: '30 MB of text, 270,000 text nodes', times: 1, runs: 1, settled: 14_000, beyond: true },
];

const PARTS = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'] as const;

/** What a load cost the tab's main thread, in ms. */
type Load = Readonly<Record<'TaskDuration' | (typeof PARTS)[number], number>>;

async function load(page: Page, url: string, settled: number): Promise<Load> {
  const session = await page.context().newCDPSession(page);
  // CPU time of the thread: other processes do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(new URL('?empty', url).href, { waitUntil: 'load' });
  await pause(REST_MS);
  await page.goto(url, { waitUntil: 'load' });
  await pause(settled);
  // The figures of a tab start at zero with each page.
  const figures = await metricsOf(session);
  await session.detach();
  return Object.fromEntries(['TaskDuration', ...PARTS].map((name) => [name, figures[name]! * 1_000])) as Load;
}

/** Collects all garbage of a tab. Resolves with the bytes of its JavaScript heap. */
async function collect(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await metricsOf(session);
  await session.detach();
  return JSHeapUsedSize!;
}

async function innerTextCost(page: Page, url: string): Promise<number> {
  await page.goto(`${url}&cold`, { waitUntil: 'load' });
  return page.evaluate(() => (globalThis as unknown as { cold: number }).cold);
}

async function scriptsAt(page: Page, url: string, settled: number): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events = await traced(session, async () => {
    await page.goto(url, { waitUntil: 'load' });
    await pause(settled);
  });
  await session.detach();
  return ourScripts(events);
}

/** What a row's launches gave; ms and bytes. */
interface Figures {
  /** Differences between each load with the extension and the load without it before it. */
  readonly pairs: (readonly [theirs: Load, ours: Load])[];
  readonly heaps: number[];
  readonly innerText: number[];
  /** For each traced load, the CPU times of the extension's calls. */
  readonly scripts: number[][];
}

async function launch(row: Row, url: string, figures: Figures): Promise<void> {
  const browsers = await Promise.all([startChromium({ extension: null }), startChromium()]);
  try {
    const [theirs, ours] = await Promise.all(browsers.map(({ context }) => context.newPage()));
    const warm = row.runs > 1 ? WARM_LOADS : 0;
    for (let i = -warm; i < row.runs; i++) {
      if (i === -1) await Promise.all([collect(theirs!), collect(ours!)]);
      const pair = [await load(theirs!, url, row.settled), await load(ours!, url, row.settled)] as const;
      if (i >= 0) figures.pairs.push(pair);
    }
    figures.heaps.push((await collect(ours!)) - (await collect(theirs!)));
    figures.scripts.push(await scriptsAt(ours!, url, row.settled));
    for (let i = 0; i < row.runs; i++) figures.innerText.push(await innerTextCost(theirs!, url));
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

async function compare(row: Row, url: string): Promise<void> {
  const { query, what, times, beyond } = row;
  const figures: Figures = { pairs: [], heaps: [], innerText: [], scripts: [] };
  for (let i = 0; i < LAUNCHES; i++) await launch(row, url, figures);
  const { pairs, scripts } = figures;
  const difference = (name: keyof Load) => median(pairs.map(([theirs, ours]) => ours[name] - theirs[name]));
  const added = difference('TaskDuration');
  const read = median(figures.innerText);
  const allowed = times * read + 5;
  const sums = scripts.map((each) => each.reduce((sum, ms) => sum + ms, 0));
  const parts = PARTS.map((name) => `${name.replace('Duration', '')} ${difference(name).toFixed(1)}`);
  console.log(
    `${what}: ${(added / read).toFixed(2)} × innerText (${read.toFixed(1)} ms) [${parts.join(', ')}]; our scripts ` +
      `${median(sums).toFixed(1)} ms; heap +${(median(figures.heaps) / 2 ** 20).toFixed(1)} MB`,
  );
  const longest = Math.max(0, ...scripts.flat());
  if (beyond)
    return console.log(`${query}: ${added.toFixed(0)} ms added at load, our longest task ${longest.toFixed(0)} ms`);
  aim(`${query}, ms added at load (${allowed.toFixed(1)})`, added, added <= allowed);
  aim(`${query}, our longest task, ms (${LONGEST_TASK_MS})`, longest, longest <= LONGEST_TASK_MS);
}

async function backgroundHeap(urls: readonly string[]): Promise<number> {
  const browser = await startChromium();
  const page = await browser.context.newPage();
  for (const url of urls) {
    await page.goto(url, { waitUntil: 'load' });
    await pause(1_000);
  }
  const heap = await heapMb(await workerDebugger(browser), true);
  await browser.close();
  return heap;
}

const site = await startSite();
try {
  const wanted = process.env.BENCH_ROWS?.split(',');
  const rows = ROWS.filter(({ query }) => !wanted || wanted.includes(query));
  const urls = rows.map(({ query }) => `${site.url('bench.html')}?${query}`);
  for (const [i, row] of rows.entries()) await compare(row, urls[i]!);
  console.log(`background: ${(await backgroundHeap(urls)).toFixed(1)} MB after all of these`);
} finally {
  await site.close();
}
