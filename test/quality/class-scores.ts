import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCheck } from '../../src/cli/run-check.ts';
import { CLASS_NEEDED } from '../comparison/made-classes.ts';
import { sharedPath } from '../shared-corpus.ts';
import { table } from './table.ts';

const run = promisify(execFile);

/** Seeds of the classes that are scored: no constant of the comparison was chosen on them. Four classes of each. */
const SEEDS = [101, 102, 103, 104, 105] as const;
const CLASSES = 4;

const PEERS = ['exact13', 'winnow'] as const;

/** What `score-class.mjs` says of comparisons: pairs, and the directions of those whose text tells one. */
export interface ClassScore {
  readonly precision: number;
  readonly recall: number;
  readonly reported: number;
  readonly true: number;
  /** Pairs of files that took the same known essay apart. */
  readonly template: number;
  readonly directionRight: number;
  readonly directionWrong: number;
  readonly directionOpen: number;
  /** Directions that were claimed where the text tells none. */
  readonly directionUnfounded: number;
}

/** The scores on the made classes, by who compared. */
export type ClassScores = ReadonlyMap<string, ClassScore>;

/** Whether `../shared` has what the classes are made of. */
export function hasClasses(): boolean {
  return CLASS_NEEDED.every((name) => existsSync(sharedPath(name)));
}

const script = (name: string): string => sharedPath(`class/${name}.mjs`);

async function makeClasses(folder: string): Promise<string[]> {
  for (const seed of SEEDS) {
    const from = ['--essays', sharedPath('class/essays'), '--corpus', sharedPath('corpus')];
    const out = join(folder, String(seed));
    const args = ['--seed', String(seed), '--classes', String(CLASSES), ...from, '--out', out];
    await run(process.execPath, [script('make-class'), ...args]);
  }
  return SEEDS.flatMap((seed) =>
    Array.from({ length: CLASSES }, (_, i) => join(folder, String(seed), `class-${i + 1}`)),
  );
}

/** What the command answers for a class. Throws an Error where it answers something else than one object. */
async function engineResult(folder: string): Promise<string> {
  const out: string[] = [];
  const err: string[] = [];
  const args = ['--compare', '--format', 'json', '--task', join(folder, 'task.txt'), folder];
  const code = await runCheck(args, { cwd: folder, out: (line) => out.push(line), err: (line) => err.push(line) });
  if (code !== 0 || out.length !== 1) throw new Error(`check --compare gave ${code}: ${err.join('; ')}`);
  return out[0]!;
}

async function peerResult(peer: string, folder: string): Promise<string> {
  return (await run(process.execPath, [script('peers'), peer, folder], { maxBuffer: 16 << 20 })).stdout;
}

async function scoreOf(folders: readonly string[], compare: (folder: string) => Promise<string>): Promise<ClassScore> {
  const files: string[] = [];
  for (const folder of folders) {
    writeFileSync(`${folder}.result.json`, await compare(folder));
    files.push(`${folder}.json`, `${folder}.result.json`);
  }
  return JSON.parse((await run(process.execPath, [script('score-class'), ...files, '--json'])).stdout) as ClassScore;
}

/** Makes the classes of `../shared/class`, and scores the command and simple peers on them. */
export async function classScores(peers: readonly string[] = PEERS): Promise<ClassScores> {
  const folder = mkdtempSync(join(tmpdir(), 'deja-lu-classes-'));
  try {
    const folders = await makeClasses(folder);
    const scores = new Map([['check', await scoreOf(folders, engineResult)]]);
    for (const peer of peers) scores.set(peer, await scoreOf(folders, (one) => peerResult(peer, one)));
    return scores;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the command's score misses of its aims (issue 19), in words. */
export function missedClassAims(score: ClassScore): string[] {
  const told = score.directionRight + score.directionWrong + score.directionOpen;
  const bounds: readonly (readonly [name: string, figure: number, least: number, most: number])[] = [
    ['precision', score.precision, 0.98, 1],
    ['recall', score.recall, 0.97, 1],
    ['pairs of files that took a known essay apart', score.template, 0, 0],
    ['directions right', score.directionRight / told, 0.95, 1],
    ['directions wrong', score.directionWrong / told, 0, 0.02],
    ['directions without a reason', score.directionUnfounded, 0, 0],
  ];
  return bounds
    .filter(([, figure, least, most]) => figure < least || figure > most)
    .map(([name, figure, least, most]) => `classes: ${name} ${figure}, the aim is ${least}–${most}`);
}

/** The scores as a table for the terminal. */
export function classTable(scores: ClassScores): string {
  const head = [
    'classes',
    'pairs',
    'reported',
    'precision',
    'recall',
    'apart',
    'directions right',
    'wrong',
    'open',
    'unfounded',
  ];
  const rows = [...scores].map(([name, score]) => [
    name,
    `${score.true}`,
    `${score.reported}`,
    score.precision.toFixed(3),
    score.recall.toFixed(3),
    `${score.template}`,
    `${score.directionRight}`,
    `${score.directionWrong}`,
    `${score.directionOpen}`,
    `${score.directionUnfounded}`,
  ]);
  return table([head, ...rows]);
}
