import type { Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { aim } from './engine-parts.ts';
import { heapMb, lowerQuartile, median, metricsOf, ourScripts, pause, traced, workerDebugger } from './in-chromium.ts';

/*
 * Question: does a page feel the extension while it loads? Each page is loaded in two Chromiums in turn, with and without it.
 * Aims: the main thread's time added is at most 1.0 × one `innerText` + 5 ms (0.2 × on pages without Chinese), and no task
 * of ours lasts over 50 ms. BENCH_ROWS=news,ten measures those pages alone.
 *
 * `innerText` is measured in the page without us, on its first call, which lays the page out; asked again it is a copy
 * from a cache, far cheaper than any walk from JavaScript.
 */

const LONGEST_TASK_MS = 50;

interface Row {
  readonly query: string;
  readonly what: string;
  /** Times of one innerText that may be added. */
  readonly times: number;
  /** Loads with and without us. */
  readonly runs: number;
  /** When everything that we do is done, ms after the load. */
  readonly settled: number;
}

const ROWS: readonly Row[] = [
  { query: 'english', what: 'an English page', times: 0.2, runs: 15, settled: 700 },
  { query: 'news', what: 'news of 2,000 characters', times: 1, runs: 15, settled: 900 },
  { query: 'essays', what: 'essays, 20,000 characters', times: 1, runs: 15, settled: 1_200 },
  { query: 'chapters', what: 'a list of 1,500 chapters', times: 1, runs: 11, settled: 1_200 },
  { query: 'scroll', what: 'infinite scroll', times: 1, runs: 11, settled: 2_600 },
  { query: 'million', what: '1,000,000 characters', times: 1, runs: 5, settled: 5_000 },
  { query: 'ten', what: '10 MB of text', times: 1, runs: 2, settled: 14_000 },
];

const PARTS = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'] as const;

/** One browser's figures of a row, one a run; ms and bytes. */
interface Loads {
  readonly busy: number[];
  readonly heap: number[];
  readonly parts: Readonly<Record<(typeof PARTS)[number], number[]>>;
}

function noLoads(): Loads {
  return { busy: [], heap: [], parts: { ScriptDuration: [], LayoutDuration: [], RecalcStyleDuration: [] } };
}

async function load(page: Page, url: string, settled: number, into: Loads | null): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // The thread's own time: other processes of a busy machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(new URL('?empty', url).href, { waitUntil: 'load' });
  await session.send('HeapProfiler.collectGarbage');
  await page.goto(url, { waitUntil: 'load' });
  await pause(settled);
  // The figures of a tab begin anew with each page.
  const figures = await metricsOf(session);
  const spent = (name: string) => figures[name]! * 1_000;
  into?.busy.push(spent('TaskDuration'));
  for (const name of PARTS) into?.parts[name].push(spent(name));
  await session.send('HeapProfiler.collectGarbage');
  into?.heap.push((await metricsOf(session)).JSHeapUsedSize!);
  await session.detach();
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

const difference = (ours: readonly number[], theirs: readonly number[]) => lowerQuartile(ours) - lowerQuartile(theirs);

async function compare(row: Row, withUs: Page, without: Page, url: string): Promise<void> {
  const { query, what, times, runs, settled } = row;
  const ours = noLoads();
  const theirs = noLoads();
  const innerText: number[] = [];
  const scripts: number[][] = [];
  for (let i = runs > 2 ? -2 : 0; i < runs; i++) {
    await load(without, url, settled, i < 0 ? null : theirs);
    await load(withUs, url, settled, i < 0 ? null : ours);
    if (i >= 0 && i < 3) innerText.push(await innerTextCost(without, url));
    if (i >= 0 && i < 3) scripts.push(await scriptsAt(withUs, url, settled));
  }
  const added = difference(ours.busy, theirs.busy);
  const read = median(innerText);
  const allowed = times * read + 5;
  const sums = scripts.map((each) => each.reduce((sum, ms) => sum + ms, 0));
  const parts = PARTS.map(
    (name) => `${name.replace('Duration', '')} ${difference(ours.parts[name], theirs.parts[name]).toFixed(1)}`,
  );
  console.log(
    `${what}: ${(added / read).toFixed(2)} × innerText (${read.toFixed(1)} ms) [${parts.join(', ')}]; our scripts ` +
      `${median(sums).toFixed(1)} ms; heap +${(difference(ours.heap, theirs.heap) / 2 ** 20).toFixed(1)} MB`,
  );
  aim(`${query}, ms added at load (${allowed.toFixed(1)})`, added, added <= allowed);
  const longest = Math.max(0, ...scripts.flat());
  aim(`${query}, our longest task, ms (${LONGEST_TASK_MS})`, longest, longest <= LONGEST_TASK_MS);
}

const site = await startSite();
const [withUs, without]: readonly [ChromiumBrowser, ChromiumBrowser] = await Promise.all([
  startChromium(),
  startChromium({ extension: null }),
]);
try {
  const [ours, theirs] = await Promise.all([withUs.context.newPage(), without.context.newPage()]);
  const wanted = process.env.BENCH_ROWS?.split(',');
  for (const row of ROWS) {
    if (!wanted || wanted.includes(row.query))
      await compare(row, ours, theirs, `${site.url('bench.html')}?${row.query}`);
  }
  console.log(`background: ${(await heapMb(await workerDebugger(withUs), true)).toFixed(1)} MB after all of these`);
} finally {
  await Promise.all([withUs.close(), without.close()]);
  await site.close();
}
