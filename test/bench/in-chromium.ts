import type { CDPSession } from 'playwright-core';
import type { ChromiumBrowser } from '../browser/chromium.ts';
import type { WorkerDebugger } from '../browser/worker-debugger.ts';

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** The middle one of some figures. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/**
 * What a busy machine leaves of the best: of the runs in order, the one a quarter up. Other processes, a collection of garbage
 * or a cold cache only ever add to a time, so the lower runs are near the truth, and the lowest may be luck.
 */
export function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 4)]!;
}

/** Figures of a tab's renderer by name; durations in seconds of its main thread's own time, sizes in bytes. */
export async function metricsOf(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** An event of a trace; times in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of these, the thread's own time. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** What the tab's threads did during a run. */
export async function traced(session: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const gather = ({ value }: { value: unknown }) => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', gather);
  const traceConfig = { includedCategories: ['devtools.timeline'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await run();
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', gather);
  return events;
}

/**
 * The stretches in ms of the thread's own time during which scripts of ours ran, as far as the pages of the benches use no idle callbacks: most of our
 * work follows on those, as promises do, inside the task and after the call.
 */
export function ourScripts(events: readonly TraceEvent[]): number[] {
  const isOurs = ({ name, args }: TraceEvent) =>
    name === 'FireIdleCallback' ||
    (/FunctionCall|EvaluateScript/.test(name) && args?.data?.url?.startsWith('chrome-extension:'));
  const times: number[] = [];
  let end = 0;
  const ours = events.filter((event) => event.ph === 'X' && isOurs(event)).toSorted((a, b) => a.ts - b.ts);
  for (const { ts, dur = 0, tdur = dur } of ours) {
    // One inside another is counted with it.
    // On a virtual machine the thread's clock may jump; no work takes longer than the time that passes.
    if (ts >= end) times.push(Math.min(tdur, dur) / 1_000);
    end = Math.max(end, ts + dur);
  }
  return times;
}

/** Memory of the background in MB: its objects and its buffers. */
export async function heapMb(background: WorkerDebugger, collect: boolean): Promise<number> {
  if (collect) await background.send('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await background.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 2 ** 20;
}

/** Stops the background, as the browser does after half a minute without work. */
export async function stopBackground(browser: ChromiumBrowser): Promise<void> {
  const session = await browser.context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { type, targetId } of targetInfos) {
    if (type === 'service_worker') await session.send('Target.closeTarget', { targetId });
  }
  await session.detach();
}
