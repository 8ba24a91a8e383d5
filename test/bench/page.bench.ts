import type { CDPSession, Page } from 'playwright-core';
import { type ChromiumBrowser, startChromium } from '../browser/chromium.ts';
import { passage } from '../browser/fill.ts';
import { type Site, startSite } from '../browser/site.ts';

/*
 * Question: does a page feel the extension? Each page is loaded in two Chromiums in turn, with and without it. Aims: the
 * main thread's time added at load is at most 1.0 × one `innerText` + 5 ms (0.2 × on pages without Chinese), no task of
 * ours lasts over 50 ms, and the page's own edits take at most 1.2 times as long with marks on.
 *
 * `innerText` is measured in the page without us, on its first call, which lays the page out; asked again it is a copy
 * from a cache, far cheaper than any walk from JavaScript.
 */

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const SETTLED_MS = { ten: 12_000, million: 5_000 } as Readonly<Record<string, number>>;
const LONGEST_TASK_MS = 50;
const MOST_EDIT_TIMES = 1.2;
const FIRST_MARK_MS = 150;

interface Row {
  readonly query: string;
  readonly what: string;
  /** Times of one innerText that may be added. */
  readonly times: number;
}

const ROWS: readonly Row[] = [
  { query: 'english', what: 'an English page', times: 0.2 },
  { query: 'news', what: 'news of 2,000 characters', times: 1 },
  { query: 'essays', what: 'essays, 20,000 characters', times: 1 },
  { query: 'chapters', what: 'a list of 1,500 chapters', times: 1 },
  { query: 'scroll', what: 'infinite scroll', times: 1 },
  { query: 'million', what: '1,000,000 characters', times: 1 },
  { query: 'ten', what: '10 MB of text', times: 1 },
];

interface Load {
  /** The main thread's busy time, ms. */
  readonly busy: number;
  readonly heap: number;
  readonly innerText: number;
  /** Our longest script, ms. */
  readonly longest: number;
  readonly ours: number;
  readonly firstMark: number | undefined;
  readonly parts: Readonly<Record<string, number>>;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics: all } = await session.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly dur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

async function traced(session: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ['devtools.timeline'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await run();
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.end');
  await complete;
  return events;
}

// Most of our work follows on idle callbacks, as promises do: after the call, still inside the task. The pages have none.
function ourScripts(events: readonly TraceEvent[]): number[] {
  const isOurs = ({ name, args }: TraceEvent) =>
    name === 'FireIdleCallback' ||
    (/FunctionCall|EvaluateScript/.test(name) && args?.data?.url?.startsWith('chrome-extension:'));
  return events.filter((event) => event.ph === 'X' && isOurs(event)).map(({ dur }) => (dur ?? 0) / 1_000);
}

async function newPage(browser: ChromiumBrowser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      if (CSS.highlights.has('deja-lu-literal')) Object.assign(globalThis, { firstMark: performance.now() });
      else setTimeout(look, 4);
    };
    addEventListener('DOMContentLoaded', () => {
      Object.assign(globalThis, { textAt: performance.now() });
      look();
    });
  });
  return page;
}

function firstMarkAfter(): number | undefined {
  const { firstMark, textAt } = globalThis as unknown as { firstMark?: number; textAt: number };
  return firstMark === undefined ? undefined : firstMark - textAt;
}

async function load(browser: ChromiumBrowser, site: Site, query: string): Promise<Load> {
  const page = await newPage(browser);
  const session = await browser.context.newCDPSession(page);
  // CPU time of the thread: other processes of a busy machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto('about:blank');
  const before = await metrics(session);
  await page.goto(`${site.url('bench.html')}?${query}`, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLED_MS[query] ?? 2_000);
  const after = await metrics(session);
  const spent = (name: string) => (after[name]! - before[name]!) * 1_000;
  const firstMark = await page.evaluate(firstMarkAfter);
  await session.send('HeapProfiler.collectGarbage');
  const heap = (await metrics(session)).JSHeapUsedSize!;
  await page.goto(`${site.url('bench.html')}?${query}&cold`, { waitUntil: 'load' });
  const innerText = await page.evaluate(() => (globalThis as unknown as { cold: number }).cold);
  const scripts = ourScripts(
    await traced(session, async () => {
      await page.goto(`${site.url('bench.html')}?${query}&again`, { waitUntil: 'load' });
      await page.waitForTimeout(SETTLED_MS[query] ?? 2_000);
    }),
  );
  await page.close();
  return {
    busy: spent('TaskDuration'),
    heap,
    innerText,
    firstMark,
    longest: Math.max(0, ...scripts),
    ours: scripts.reduce((sum, ms) => sum + ms, 0),
    parts: Object.fromEntries(
      ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map((name) => [name, spent(name)]),
    ),
  };
}

/** A page's own edits and the layout that follows them; with an observer of its own that does nothing, if asked. */
function edits(observe: boolean): { readonly loop: number; readonly whole: number } {
  const texts = [...document.querySelectorAll('p')].map((paragraph) => paragraph.firstChild as Text);
  if (observe) {
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => {}).observe(document, all);
  }
  const start = performance.now();
  for (let i = 0; i < 3_000; i++) {
    const text = texts[(i * 7) % texts.length]!;
    if (i % 3 === 0) text.appendData('x');
    else if (i % 3 === 1) text.deleteData(text.length - 1, 1);
    else text.parentElement!.after(document.createElement('i'));
  }
  const loop = performance.now() - start;
  const height = document.body.offsetHeight;
  return { loop, whole: height > 0 ? performance.now() - start : Number.NaN };
}

interface Edits {
  readonly loop: number;
  readonly whole: number;
}

async function editOnce(browser: ChromiumBrowser, site: Site, observe: boolean): Promise<Edits> {
  const page = await browser.context.newPage();
  await page.goto(`${site.url('bench.html')}?essays`);
  await page.waitForTimeout(1_200);
  const times = await page.evaluate(edits, observe);
  await page.close();
  return times;
}

/** In turn: without us, without us but with an observer of the page's own that does nothing, with us. */
async function compareEdits(withUs: ChromiumBrowser, without: ChromiumBrowser, site: Site): Promise<void> {
  const plain: Edits[] = [];
  const observed: Edits[] = [];
  const ours: Edits[] = [];
  for (let i = 0; i < RUNS * 2; i++) {
    plain.push(await editOnce(without, site, false));
    observed.push(await editOnce(without, site, true));
    ours.push(await editOnce(withUs, site, false));
  }
  const times = (of: readonly Edits[], key: keyof Edits) =>
    median(of.map((each) => each[key])) / median(plain.map((each) => each[key]));
  const whole = times(ours, 'whole');
  console.log(
    `3,000 edits of the page with their layout: ${whole.toFixed(2)} × ${check(whole <= MOST_EDIT_TIMES, 'edits')} ` +
      `(an empty MutationObserver ${times(observed, 'whole').toFixed(2)} ×); ` +
      `the loop alone: ${times(ours, 'loop').toFixed(2)} × (an empty MutationObserver ${times(observed, 'loop').toFixed(2)} ×)`,
  );
}

/** From the insertion of text to its mark, in a page that is there already; ms. */
async function lateMark(browser: ChromiumBrowser, site: Site): Promise<number> {
  const page = await browser.context.newPage();
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    await page.goto(`${site.url('bench.html')}?scroll`);
    await page.waitForTimeout(800);
    const put = async (text: string) => {
      const start = performance.now();
      document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
      while (!CSS.highlights.has('deja-lu-literal')) await new Promise((done) => setTimeout(done, 2));
      return performance.now() - start;
    };
    times.push(await page.evaluate(put, passage('pb-01')));
  }
  await page.close();
  return median(times);
}

const missed: string[] = [];

function check(holds: boolean, what: string): string {
  if (!holds) missed.push(what);
  return holds ? 'ok' : 'MISSED';
}

async function compare(row: Row, withUs: ChromiumBrowser, without: ChromiumBrowser, site: Site): Promise<void> {
  const ours: Load[] = [];
  const theirs: Load[] = [];
  for (let i = 0; i < (row.query === 'ten' ? 1 : RUNS); i++) {
    theirs.push(await load(without, site, row.query));
    ours.push(await load(withUs, site, row.query));
  }
  const of = (loads: readonly Load[], key: 'busy' | 'heap' | 'innerText' | 'longest' | 'ours') =>
    median(loads.map((each) => each[key]));
  const added = of(ours, 'busy') - of(theirs, 'busy');
  const innerText = of(theirs, 'innerText');
  const allowed = row.times * innerText + 5;
  const longest = Math.max(...ours.map((each) => each.longest));
  const marks = ours.map((each) => each.firstMark).filter((each) => each !== undefined);
  const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map((name) => {
    const part = (loads: readonly Load[]) => median(loads.map((each) => each.parts[name]!));
    return `${name.replace('Duration', '')} ${(part(ours) - part(theirs)).toFixed(1)}`;
  });
  console.log(
    `${row.what}: added ${added.toFixed(1)} ms = ${(added / innerText).toFixed(2)} × innerText (${innerText.toFixed(1)} ms), ` +
      `allowed ${allowed.toFixed(1)} ${check(added <= allowed, `${row.query}: time added`)}; ` +
      `our scripts ${of(ours, 'ours').toFixed(1)} ms, longest ${longest.toFixed(1)} ${check(longest <= LONGEST_TASK_MS, `${row.query}: longest task`)}; ` +
      `heap +${((of(ours, 'heap') - of(theirs, 'heap')) / 2 ** 20).toFixed(1)} MiB` +
      `${marks.length > 0 ? `; first mark after ${median(marks).toFixed(0)} ms` : ''} [${parts.join(', ')}]`,
  );
}

async function main(): Promise<void> {
  const site = await startSite();
  const [withUs, without] = await Promise.all([startChromium(), startChromium({ extension: null })]);
  try {
    const wanted = process.env.BENCH_ROWS?.split(',');
    for (const row of ROWS) if (!wanted || wanted.includes(row.query)) await compare(row, withUs, without, site);
    const late = await lateMark(withUs, site);
    console.log(`late text to mark: ${late.toFixed(0)} ms ${check(late <= FIRST_MARK_MS, 'late text to mark')}`);
    await compareEdits(withUs, without, site);
  } finally {
    await Promise.all([withUs.close(), without.close()]);
    await site.close();
  }
  if (missed.length > 0) throw new Error(`missed: ${missed.join('; ')}`);
}

await main();
