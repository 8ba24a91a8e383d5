import type { CDPSession } from 'playwright-core';
import type { WorkerDebugger } from '../browser/worker-debugger.ts';

/** Waits so many ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** The median; of an even number of values the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/**
 * The lower quartile, which says more than the mean on a busy machine: other processes, garbage collections and cold caches only add to
 * a time. The minimum is not used because a single measurement may be wrong.
 */
export function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 4)]!;
}

/** `Performance.getMetrics` of a tab's renderer by name: durations in seconds of CPU time of its main thread, sizes in bytes. */
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
  /** The thread's CPU time during the event. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** Category of the events of whole tasks, `RunTask`. */
export const TASKS = 'disabled-by-default-devtools.timeline';

/** Records a timeline trace of a tab during a run. */
export async function traced(
  session: CDPSession,
  run: () => Promise<void>,
  includedCategories: string[] = ['devtools.timeline'],
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const gather = ({ value }: { value: unknown }) => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', gather);
  const traceConfig = { includedCategories };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await run();
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', gather);
  return events;
}

/**
 * The CPU times in ms of the calls of the extension's scripts. Idle callbacks count as the extension's, whose work mostly runs in
 * promises after them; so the pages that are measured may not use any.
 */
export function ourScripts(events: readonly TraceEvent[]): number[] {
  const isOurs = ({ name, args }: TraceEvent) =>
    name === 'FireIdleCallback' ||
    (/FunctionCall|EvaluateScript/.test(name) && args?.data?.url?.startsWith('chrome-extension:'));
  const times: number[] = [];
  let end = 0;
  const ours = events.filter((event) => event.ph === 'X' && isOurs(event)).toSorted((a, b) => a.ts - b.ts);
  for (const { ts, dur = 0, tdur = dur } of ours) {
    // A call inside another is counted with it. The thread's clock may jump on a virtual machine, so the elapsed time is the limit.
    if (ts >= end) times.push(Math.min(tdur, dur) / 1_000);
    end = Math.max(end, ts + dur);
  }
  return times;
}

/**
 * The longest task in ms, from the page's `console.timeStamp` on, of the threads that run scripts of our page of this name. It is CPU time, which other processes do not add to; the
 * thread's clock may jump on a virtual machine, so the elapsed time is the limit.
 */
export function longestTask(events: readonly TraceEvent[], page: string): number {
  const isOurs = ({ name, args }: TraceEvent) => name === 'FunctionCall' && args?.data?.url?.includes(page);
  const threads = new Set(events.filter(isOurs).map(({ tid }) => tid));
  if (threads.size === 0) throw new Error(`the trace has no script of ${page}`);
  const from = Math.max(...events.filter(({ name }) => name === 'TimeStamp').map(({ ts }) => ts));
  const tasks = events.filter(
    ({ name, ph, tid, ts, dur = 0 }) => name === 'RunTask' && ph === 'X' && threads.has(tid) && ts + dur >= from,
  );
  return Math.max(...tasks.map(({ dur = 0, tdur = dur }) => Math.min(tdur, dur) / 1_000));
}

/** Memory of the background in MB: JavaScript objects and array buffers, after a garbage collection if `collect`. */
export async function heapMb(background: WorkerDebugger, collect: boolean): Promise<number> {
  if (collect) await background.send('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await background.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 2 ** 20;
}
