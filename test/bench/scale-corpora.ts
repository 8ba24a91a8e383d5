import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/cli/answer.ts';
import { pathOf } from './engine-parts.ts';

/** A made corpus: so many news items, and so many made essays. */
export interface ScaleCorpus {
  readonly name: string;
  readonly real: number;
  readonly made: number;
}

/** The sizes that are measured; the last one is 300 MB of text and an index of 220 MB. */
export const SCALE_CORPORA: readonly ScaleCorpus[] = [
  { name: 'R1k', real: 1000, made: 0 },
  { name: 'R20k', real: 20_000, made: 0 },
  { name: 'M100k', real: 20_000, made: 80_000 },
];

/** Where corpora and indexes are kept from one run to the next; delete it to make them anew. */
const FOLDER = join(tmpdir(), 'deja-lu-scale');

/** Pages of each kind with planted passages. */
const PLANTED_PAGES = 40;
const SEED = 11;

/** Runs a script of Node to its end and gives what it prints. Throws an Error where it fails. */
function run(script: string, ...args: string[]): string {
  return execFileSync(process.execPath, ['--max-old-space-size=8000', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The file of that ending, made where it is not there yet; and the seconds that took, or null. */
function made(name: string, ending: string, make: (file: string) => void): { file: string; seconds: number | null } {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}${ending}`);
  if (existsSync(file)) return { file, seconds: null };
  const start = performance.now();
  make(file);
  return { file, seconds: (performance.now() - start) / 1000 };
}

/** The corpus as lines of {id, title, text}. */
export function corpusFile({ name, real, made: essays }: ScaleCorpus): string {
  const sizes = ['--real', `${real}`, '--made', `${essays}`, '--seed', '1'];
  return made(name, '.jsonl', (file) => run(pathOf('../shared/scale/make-corpus.mjs'), ...sizes, '--out', file)).file;
}

/** Pages with passages of the corpus planted in them. */
export function plantedFile(corpus: ScaleCorpus): string {
  const from = ['--corpus', corpusFile(corpus), '--seed', `${SEED}`, '--per', `${PLANTED_PAGES}`];
  return made(corpus.name, '-planted.jsonl', (file) =>
    run(pathOf('../shared/scale/make-planted.mjs'), ...from, '--out', file),
  ).file;
}

/** The index of the corpus, built by the command; and how long that took, null where it was kept from before. */
export function indexFile(corpus: ScaleCorpus): { file: string; seconds: number | null } {
  return made(corpus.name, '.bin', (file) =>
    run(pathOf('corpus-index/cli.ts'), 'build', '--corpus', corpusFile(corpus), '--out', file),
  );
}

/** What the scorer of `../shared` says of one kind of planted pages. */
export interface PlantedScore {
  readonly kind: string;
  readonly plagdet: number;
  readonly granularity: number;
  readonly source: number;
}

/** Scores answers on the planted pages of a corpus. */
export function plantedScores(corpus: ScaleCorpus, answers: readonly Answer[]): PlantedScore[] {
  const file = join(FOLDER, `${corpus.name}-answers.jsonl`);
  writeFileSync(file, answers.map((answer) => JSON.stringify(answer)).join('\n'));
  const scorer = pathOf('../shared/eval/score.mjs');
  return JSON.parse(run(scorer, plantedFile(corpus), file, '--corpus', corpusFile(corpus), '--json')) as PlantedScore[];
}

/** The planted pages of a corpus. */
export function plantedPages(corpus: ScaleCorpus): { id: string; text: string }[] {
  const lines = readFileSync(plantedFile(corpus), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as { id: string; text: string });
}
