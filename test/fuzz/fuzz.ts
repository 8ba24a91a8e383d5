import { Worker } from 'node:worker_threads';
import type { FuzzNews, FuzzTask } from './fuzz-worker.ts';

/** An input that was neither refused with a reason nor harmless. */
export interface Finding {
  readonly target: string;
  /** Repeats it: `FUZZ_SEED=… FUZZ_RUNS=1 npm run fuzz TARGET`. */
  readonly seed: number;
  readonly what: string;
}

/** What became of a target. */
export interface FuzzResult {
  readonly runs: number;
  /** Runs whose input was let in: where all are refused, little is tested. */
  readonly letIn: number;
  /** Ms of processor time of its slowest execution. */
  readonly slowest: number;
  readonly findings: readonly Finding[];
}

/** How much a target is fed. */
export interface FuzzPlan {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  /** Most ms for all of it. */
  readonly time: number;
}

/** Ms after which an execution counts as hanging, on a machine that may do other things. */
const HANGS = 180_000;

/** Most memory of a worker's objects, in MiB. The largest input of a target has some hundred KiB. */
const MOST_MEMORY = 600;

/** Findings after which a target is left: more of one kind tell nothing new. */
const MOST_FINDINGS = 20;

/** What the main thread knows of a worker. */
interface Run {
  readonly worker: Worker;
  readonly ended: Promise<Omit<FuzzResult, 'findings'> & { readonly death: string | null }>;
}

function start(plan: FuzzPlan, until: number, progress: Int32Array, found: (seed: number, what: string) => void): Run {
  const task: FuzzTask = { target: plan.target, seed: plan.seed, runs: plan.runs, until, progress };
  const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  const ended = new Promise<Awaited<Run['ended']>>((resolve) => {
    let last = { runs: 0, letIn: 0, slowest: 0 };
    let death: string | null = null;
    worker.on('message', (news: FuzzNews) => {
      if (news.kind === 'finding') found(news.seed, news.what);
      else last = news;
    });
    worker.on('error', (error) => {
      death = `ended its worker: ${error.stack ?? error.message}`;
    });
    worker.on('exit', () => resolve({ ...last, death }));
  });
  return { worker, ended };
}

/** Ends a worker whose execution does not end. */
function watch({ worker }: Run, progress: Int32Array): { readonly stop: () => void; readonly hung: () => boolean } {
  let [last, since, hung] = [Number.NaN, Date.now(), false];
  const look = () => {
    const now = Atomics.load(progress, 0);
    if (now !== last) [last, since] = [now, Date.now()];
    // Below 0 it is being prepared.
    if (now < 0 || Date.now() - since < HANGS) return;
    hung = true;
    void worker.terminate();
  };
  const timer = setInterval(look, 1_000);
  return { stop: () => clearInterval(timer), hung: () => hung };
}

/** Feeds a target. An execution that ends its worker, by memory or time, is a finding, and the next one goes on in a new worker. */
export async function fuzz(plan: FuzzPlan): Promise<FuzzResult> {
  const until = Date.now() + plan.time;
  const findings: Finding[] = [];
  let [runs, letIn, slowest] = [0, 0, 0];
  const found = (seed: number, what: string) => findings.push({ target: plan.target, seed, what });
  while (runs < plan.runs && Date.now() < until && findings.length < MOST_FINDINGS) {
    const progress = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const run = start({ ...plan, seed: plan.seed + runs, runs: plan.runs - runs }, until, progress, found);
    const { stop, hung } = watch(run, progress);
    const ended = await run.ended;
    stop();
    const at = Math.max(0, Atomics.load(progress, 0));
    if (hung()) found(plan.seed + runs + at, `hangs for more than ${HANGS / 1_000} s`);
    else if (ended.death !== null) found(plan.seed + runs + at, ended.death);
    slowest = Math.max(slowest, ended.slowest);
    letIn += ended.letIn;
    runs += ended.runs === 0 ? at + 1 : ended.runs;
  }
  return { runs, letIn, slowest, findings };
}
