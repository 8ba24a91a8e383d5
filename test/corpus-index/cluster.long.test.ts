import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, type TestContext, test, vi } from 'vitest';
import { OWN_ESSAYS } from '../own-essays.ts';
import { Slurm, whyNoSlurm } from './slurm.ts';

/* corpus-index/cluster/slurm-index.sh on a real Slurm of two nodes. */

const SCRIPT = fileURLToPath(new URL('../../corpus-index/cluster/slurm-index.sh', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../corpus-index/cli.ts', import.meta.url));

const SLICES = 4;

/** The time that a job may take, in ms, with a node that has to be missed first. */
const LONGEST = 180_000;

const why = whyNoSlurm();

/** Skips a test where no cluster can be started, with the reason. */
const needsSlurm = ({ skip }: TestContext): void => {
  if (why) skip(why);
};

let folder = '';
let slurm: Slurm;

const file = (name: string): string => join(folder, name);

/** Letters of our own essays in a random order that is the same each time (xorshift32), with commas between. */
function* randomTexts(count: number, letters: number): Generator<string> {
  const all = Object.values(OWN_ESSAYS)
    .join('')
    .replace(/\P{Script=Han}/gu, '');
  let state = 20_261_126;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const letter = (_: unknown, i: number) => (i % 11 === 10 ? '，' : all[next() % all.length]!);
  for (let i = 0; i < count; i++) yield Array.from({ length: letters }, letter).join('');
}

function writeCorpus(name: string, essays: number): void {
  const lines = [...randomTexts(essays, 1000)].map((text, i) => JSON.stringify({ id: `essay-${i}`, text }));
  writeFileSync(file(name), lines.join('\n'));
}

/** Calls the script; returns the numbers of the array's job and of the merge's, and what was said of the former. */
function submit(corpus: string, out: string): { array: string; merge: string; said: string } {
  const args = ['--corpus', file(corpus), '--out', file(out), '--slices', String(SLICES), '--', '--time=10'];
  const env = { ...slurm.env, SLICE_MEMORY: '700M', MERGE_MEMORY: '900M' };
  const said = execFileSync(SCRIPT, args, { env, encoding: 'utf8' });
  const [array, merge] = [/job (\d+) builds/u, /job (\d+) merges/u].map((job) => job.exec(said)?.[1] ?? '');
  return { array: array!, merge: merge!, said };
}

const whenState = (job: string, state: RegExp): Promise<void> =>
  vi.waitFor(() => expect(slurm.job(job).state).toMatch(state), { timeout: LONGEST, interval: 300 });

/** Resolves when a slice is being written: its node has read the corpus and opened the file. */
const whenBuilding = (out: string, slice: number): Promise<string> =>
  vi.waitFor(
    () => {
      const found = readdirSync(file(`${out}.slices`)).find((name) => unfinished(slice).test(name));
      return found ?? Promise.reject(new Error(`slice ${slice} is not begun`));
    },
    { timeout: LONGEST, interval: 100 },
  );

const unfinished = (slice: number): RegExp => new RegExp(`^${slice}\\.bin\\.(.+)-\\d+\\.unfinished$`, 'u');

const log = (out: string, name: number | 'merge'): string =>
  readFileSync(file(`${out}.slices/log/${name}.log`), 'utf8');

/** The number of the process with these arguments. Those of the nodes are seen from here, with other numbers than there. */
function processOf(...args: string[]): number {
  const wanted = `\0${args.join('\0')}\0`;
  const commandOf = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return ''; // It has ended since.
    }
  };
  const found = readdirSync('/proc').filter((pid) => /^\d+$/u.test(pid) && commandOf(pid).includes(wanted));
  expect(found).toHaveLength(1);
  return Number(found[0]);
}

/** What one build of the corpus gives. */
function oneBuild(corpus: string): Buffer {
  execFileSync(process.execPath, [PROGRAM, 'build', '--corpus', file(corpus), '--out', file('one.bin')], {
    stdio: 'ignore',
  });
  return readFileSync(file('one.bin'));
}

beforeAll(async () => {
  if (why) return;
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-slurm-'));
  slurm = await Slurm.start(folder, ['node1', 'node2']);
  writeCorpus('all.jsonl', 2400);
});

afterAll(async () => {
  await slurm?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test('a faulty corpus fails at once with its reason, and the merge is cancelled', async (context) => {
  needsSlurm(context);
  writeFileSync(file('faulty.jsonl'), '{"id":"a","text":"山高水长"}\n{"id":"b"}\n');
  const { array, merge } = submit('faulty.jsonl', 'faulty.bin');
  await whenState(merge, /CANCELLED/u);
  expect(slurm.job(`${array}_1`)).toMatchObject({ state: 'FAILED', restarts: 0 });
  expect(log('faulty.bin', 1)).toContain('faulty.jsonl line 2: ');
  expect(existsSync(file('faulty.bin'))).toBe(false);
});

test('a build that is killed is queued again; a slice that is cancelled is built by the next call alone', async (context) => {
  needsSlurm(context);
  const first = submit('all.jsonl', 'again.bin');
  await whenBuilding('again.bin', 1);
  // As the kernel does to the process that takes too much memory.
  process.kill(processOf('--slice', `1/${SLICES}`, '--out', file('again.bin.slices/1.bin')), 'SIGKILL');
  await whenBuilding('again.bin', 2);
  slurm.ask('scancel', `${first.array}_2`);
  await whenState(first.merge, /CANCELLED/u);
  await whenState(`${first.array}_1`, /COMPLETED/u);
  expect(slurm.job(`${first.array}_1`).restarts).toBe(1);
  expect(log('again.bin', 1)).toContain('failed with exit code 137; queued again');
  for (const slice of [3, 4]) await whenState(`${first.array}_${slice}`, /COMPLETED/u);
  const second = submit('all.jsonl', 'again.bin');
  expect(second.said).toContain('builds slices 2 of 4');
  await whenState(second.merge, /COMPLETED/u);
  expect(readFileSync(file('again.bin')).equals(oneBuild('all.jsonl'))).toBe(true);
});

// The last one: the node stays dead.
test('a node that dies in the middle: its slice moves to the other one, and the bytes are those of one build', async (context) => {
  needsSlurm(context);
  const { array, merge } = submit('all.jsonl', 'all.bin');
  const begun = await whenBuilding('all.bin', 1);
  const dead = unfinished(1).exec(begun)![1]!;
  await slurm.killNode(dead);
  // What it had written stands there, and there is no slice of that name.
  expect(readdirSync(file('all.bin.slices'))).toContain(begun);
  expect(existsSync(file('all.bin.slices/1.bin'))).toBe(false);
  await whenState(merge, /COMPLETED/u);
  const other = dead === 'node1' ? 'node2' : 'node1';
  expect(slurm.job(`${array}_1`)).toMatchObject({ state: 'COMPLETED', node: other, restarts: 1 });
  expect(slurm.nodes('down')).toEqual([dead]);
  expect(readFileSync(file('all.bin')).equals(oneBuild('all.jsonl'))).toBe(true);
  expect(readdirSync(file('all.bin.slices'))).toEqual(['log']);
  console.log([1, 2, 3, 4, 'merge' as const].map((name) => log('all.bin', name)).join(''));
});
