import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bundleScripts } from '../browser/bundle-scripts.ts';
import { startChromium } from '../browser/chromium.ts';
import { filled } from '../browser/fill.ts';
import { type Site, startSite } from '../browser/site.ts';
import { table } from '../quality/table.ts';
import { aim } from './engine-parts.ts';
import { median, metricsOf, pause } from './in-chromium.ts';

/*
 * Question: how much slower does a browser with the extension do what people do on pages? Suites of steps, after Speedometer 3
 * (test/fixtures/browsing), run in turn in a Chromium with the extension and in one without it. A round is the sum of the steps'
 * times in one load of a page; the result is the median of the ratios of neighbouring rounds, with quartiles. Beside it, in the
 * same way, the main thread's own time from the first step until all work that follows is done: other processes do not count in it.
 * Aim: no suite takes over 1.05 times as long. BENCH_ROWS=table,editor measures those alone, BENCH_LAUNCHES and BENCH_ROUNDS fewer.
 */

const SUITES = ['todo-dom', 'todo-react', 'table', 'editor', 'reading'];

/** Launches of both browsers: processes differ by more than what is measured. */
const LAUNCHES = Number(process.env.BENCH_LAUNCHES ?? 3);

/** Rounds of each suite in a launch, after one that does not count. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 10);

const MOST_TIMES = 1.05;

/** After the load, until the page's text is checked and marked; after the steps, until what they changed is. In ms. */
const SETTLED_MS = 700;

const FOLDER = join(import.meta.dirname, '../fixtures/browsing');

async function startSuites(): Promise<Site> {
  const page = filled(readFileSync(join(FOLDER, 'page.html'), 'utf8'));
  const scripts = await bundleScripts(FOLDER, SUITES);
  const pages = SUITES.map((suite) => [`${suite}.html`, page.replaceAll('BENCH', suite)] as const);
  return startSite(new Map([...pages, ...scripts].map(([file, code]) => [`browsing/${file}`, code])));
}

/** Ms of one round: of the steps with their frames, and of the main thread. */
interface Round {
  readonly steps: number;
  readonly thread: number;
}

async function runSuite(page: Page, url: string): Promise<Round> {
  await page.goto(url, { waitUntil: 'load' });
  await pause(SETTLED_MS);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = (await metricsOf(session)).TaskDuration!;
  const steps = await page.evaluate(() => (globalThis as unknown as { runSteps(): Promise<number> }).runSteps());
  await pause(SETTLED_MS);
  const thread = (await metricsOf(session)).TaskDuration! - before;
  await session.detach();
  return { steps, thread: thread * 1_000 };
}

type Pair = readonly [theirs: Round, ours: Round];

/** Runs a suite in both browsers in turn, in another order each time. */
async function pairsOf(theirs: Page, ours: Page, url: string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let i = -1; i < ROUNDS; i++) {
    const rounds = new Map<Page, Round>();
    for (const page of i % 2 ? [theirs, ours] : [ours, theirs]) rounds.set(page, await runSuite(page, url));
    if (i >= 0) pairs.push([rounds.get(theirs)!, rounds.get(ours)!]);
  }
  return pairs;
}

async function launch(site: Site, suites: readonly string[]): Promise<Map<string, Pair[]>> {
  const browsers = await Promise.all([startChromium({ extension: null }), startChromium()]);
  try {
    const [theirs, ours] = await Promise.all(browsers.map(({ context }) => context.newPage()));
    const found = new Map<string, Pair[]>();
    for (const suite of suites) found.set(suite, await pairsOf(theirs!, ours!, site.url(`browsing/${suite}.html`)));
    return found;
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

/** Lower quartile, median and upper quartile. */
function spread(values: readonly number[]): [lower: number, middle: number, upper: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))]!;
  return [at(0.25), at(0.5), at(0.75)];
}

function rowOf(suite: string, pairs: readonly Pair[]): string[] {
  const cells = (['steps', 'thread'] as const).flatMap((key) => {
    const [lower, middle, upper] = spread(pairs.map(([theirs, ours]) => ours[key] / theirs[key]));
    const without = median(pairs.map(([theirs]) => theirs[key]));
    return [without.toFixed(0), middle.toFixed(3), `${lower.toFixed(3)}–${upper.toFixed(3)}`];
  });
  return [suite, ...cells];
}

const HEAD = ['suite', 'without, ms', 'with: times', 'quartiles', 'thread, ms', 'with: times', 'quartiles'];

const wanted = process.env.BENCH_ROWS?.split(',');
const suites = SUITES.filter((suite) => !wanted || wanted.includes(suite));
const site = await startSuites();
try {
  const all = new Map<string, Pair[]>(suites.map((suite) => [suite, []]));
  for (let i = 0; i < LAUNCHES; i++)
    for (const [suite, pairs] of await launch(site, suites)) all.get(suite)!.push(...pairs);
  console.log(table([HEAD, ...[...all].map(([suite, pairs]) => rowOf(suite, pairs))]));
  const ratios = [...all].map(([suite, pairs]) => {
    const [, ratio] = spread(pairs.map(([theirs, ours]) => ours.steps / theirs.steps));
    aim(`${suite}, with us / without (${MOST_TIMES})`, ratio, ratio <= MOST_TIMES);
    return ratio;
  });
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`all, geometric mean: ${mean.toFixed(3)}`);
} finally {
  await site.close();
}
