import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../corpus-index/cluster/slurm-index.sh', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-call-'));
  writeFileSync(join(folder, 'old.bin'), 'old');
});
afterAll(() => rmSync(folder, { recursive: true }));

// What it does on a cluster: cluster.long.test.ts.
describe.runIf(process.platform === 'linux')('a faulty call of the cluster script submits nothing', () => {
  test.each([
    [['--out', 'new.bin', '--slices', '2'], '--corpus is missing'],
    [['--corpus', '.', '--slices', '2'], '--out is missing'],
    [['--corpus', '.', '--out'], '--out has no value'],
    [['--corpus', 'nowhere', '--out', 'new.bin', '--slices', '2'], 'nowhere does not exist'],
    [['--corpus', '.', '--out', 'new.bin', '--slices', 'two'], '--slices «two» is no number: give 1 or more'],
    [['--corpus', '.', '--out', 'old.bin', '--slices', '2'], 'old.bin exists: move it away, or choose another name'],
    [['--corpus', '.', '--partition=short'], 'no such option: --partition=short; what is for sbatch follows --'],
  ])('%s', (args, reason) => {
    const { status, stderr } = spawnSync(SCRIPT, [...args, '--', '--hold'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
    expect(readdirSync(folder)).toEqual(['old.bin']);
  });
});
