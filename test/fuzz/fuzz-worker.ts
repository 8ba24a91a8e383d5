import { parentPort, workerData } from 'node:worker_threads';
import { Random } from './random.ts';
import { TARGETS } from './targets/all.ts';

/** What a worker is told. */
export interface FuzzTask {
  readonly target: string;
  /** The seed of the first execution; each further one has the next. */
  readonly seed: number;
  readonly runs: number;
  /** When it has to stop, in ms since 1970. */
  readonly until: number;
  /** Where it writes the number of the execution that it has begun, and one more when it has ended. */
  readonly progress: Int32Array;
}

/** What a worker tells: that an execution failed, or that it has done all. */
export type FuzzNews =
  | { readonly kind: 'finding'; readonly seed: number; readonly what: string }
  | { readonly kind: 'done'; readonly runs: number; readonly letIn: number; readonly slowest: number };

const { target: name, seed, runs, until, progress } = workerData as FuzzTask;
const tell = (news: FuzzNews) => parentPort!.postMessage(news);

function whatOf(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const { name, message, stack, cause } = error;
  return `${name}: ${message}\n${stack}${cause === undefined ? '' : `\ncaused by ${whatOf(cause)}`}`;
}

/** Ms of processor time of this thread; that of others on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

const target = TARGETS.find((each) => each.name === name)!;
const run = await target.open();
// An error that nobody waits for is a finding too.
let stray: unknown;
process.on('unhandledRejection', (error) => {
  // PDF.js leaves errors unattended at damaged files (see src/cli/stray-errors.ts).
  if (!(error instanceof Error && error.stack?.includes('pdfjs-dist'))) stray = error;
});

let done = 0;
let letIn = 0;
let slowest = 0;
for (; done < runs && Date.now() < until; done++) {
  Atomics.store(progress, 0, done);
  const before = processorTime();
  try {
    if (await run(new Random(seed + done))) letIn++;
    if (stray !== undefined) throw stray;
  } catch (error) {
    stray = undefined;
    tell({ kind: 'finding', seed: seed + done, what: whatOf(error) });
  }
  const took = processorTime() - before;
  // The first executions are compiled while they run.
  if (done > 50) slowest = Math.max(slowest, took);
  const limit = done > 50 ? target.limit : 4 * target.limit;
  if (took > limit)
    tell({ kind: 'finding', seed: seed + done, what: `took ${Math.round(took)} ms, the limit is ${limit}` });
  if (done % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
}
tell({ kind: 'done', runs: done, letIn, slowest });
