import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMAT_VERSION } from '../../src/corpus/format.ts';
import { type LabelledPage, readPages } from '../quality/labelled-pages.ts';
import { corpusTexts, pathOf, shippedIndex } from './engine-parts.ts';

/** A corpus to build an index of: so many news items, so many essays made of their letters, and the documents of the shipped index. */
export interface ScaleCorpus {
  readonly name: string;
  readonly real: number;
  readonly made: number;
  readonly withShipped?: true;
}

/** The sizes that are measured; the last one is 300 MB of text and an index of 220 MB. */
export const SCALE_CORPORA: readonly ScaleCorpus[] = [
  { name: 'R1k', real: 1000, made: 0 },
  { name: 'R20k', real: 20_000, made: 0 },
  { name: 'M100k', real: 20_000, made: 80_000 },
];

/** The documents of the shipped index, each as one essay, among 20,000 news items. */
export const TOGETHER: ScaleCorpus = { name: 'together', real: 20_000, made: 0, withShipped: true };

/** The sizes that are asked for: without the flag `--large` those that take minutes. */
export function chosenCorpora(): ScaleCorpus[] {
  return SCALE_CORPORA.filter(({ made }) => made === 0 || process.argv.includes('--large'));
}

/** Whether the texts are there that corpora are made of. */
export function hasScale(): boolean {
  return ['scale', 'corpus', 'eval', 'class'].every((name) => existsSync(pathOf(`../shared/${name}`)));
}

/** Indexes depend on the model of wording and on the format, corpora do not. */
const WORDING = createHash('sha256')
  .update(readFileSync(pathOf('corpus-index/built/wording.bin')))
  .digest('hex');

/** Where corpora and indexes are kept from one run to the next; delete it to make them anew. */
const FOLDER = join(tmpdir(), 'deja-lu-scale');
const INDEX_FOLDER = join(FOLDER, `format-${FORMAT_VERSION}-${WORDING.slice(0, 8)}`);

/** Pages of each kind with planted passages. */
const PLANTED_PAGES = 40;

/** Seeds of planted pages: constants were chosen on those of the first, those of the others have been seen by nobody. */
export const SEEDS = [11, 20_261, 31_337] as const;

/**
 * Makes a process of Node print, when it ends, what it used: its own time in seconds, which other processes do not lengthen, and its
 * largest resident set in MB.
 */
const PRINT_COST = `process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS}=process.resourceUsage();
console.log(JSON.stringify({seconds:(u+s)/1e6,megabytes:maxRSS/1024}))})`;

/** Runs a script of Node to its end and gives what it prints. Throws an Error where it fails. */
function run(script: string, args: readonly string[], flags: readonly string[] = []): string {
  return execFileSync(process.execPath, [...flags, script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The file, made where it is not there yet. */
function made(file: string, make: (file: string) => void): string {
  mkdirSync(INDEX_FOLDER, { recursive: true });
  if (!existsSync(file)) make(file);
  return file;
}

function shippedLines(): string {
  const index = shippedIndex();
  const names = [...new Set(index.essays.map(({ document }) => document))];
  const texts = corpusTexts(index)!;
  return names.map((id, i) => `${JSON.stringify({ id, text: texts[i] })}\n`).join('');
}

/** The corpus as lines of {id, title, text}. */
export function corpusFile({ name, real, made: essays, withShipped }: ScaleCorpus): string {
  const sizes = ['--real', `${real}`, '--made', `${essays}`, '--seed', '1'];
  return made(join(FOLDER, `${name}.jsonl`), (file) => {
    run(pathOf('../shared/scale/make-corpus.mjs'), [...sizes, '--out', file], ['--max-old-space-size=8000']);
    if (withShipped) writeFileSync(file, shippedLines() + readFileSync(file, 'utf8'));
  });
}

function plantedFile(corpus: ScaleCorpus, seed: number): string {
  const from = ['--corpus', corpusFile(corpus), '--seed', `${seed}`, '--per', `${PLANTED_PAGES}`];
  return made(join(FOLDER, `${corpus.name}-planted-${seed}.jsonl`), (file) =>
    run(pathOf('../shared/scale/make-planted.mjs'), [...from, '--out', file]),
  );
}

/** Pages with passages of the corpus planted in them, and the file that they stand in. */
export function plantedPages(corpus: ScaleCorpus, seed: number): { file: string; pages: LabelledPage[] } {
  const file = plantedFile(corpus, seed);
  return { file, pages: readPages(file) };
}

/** What it took to build an index: time of the processor in seconds, and the largest memory of the process in MB. */
export interface BuildCost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Builds the index of a corpus by the command, unless it is kept from before; and what building it cost then. */
export function indexFile(corpus: ScaleCorpus): { file: string; cost: BuildCost } {
  const file = join(INDEX_FOLDER, `${corpus.name}.bin`);
  const costs = made(`${file}.json`, (report) => {
    const args = ['build', '--corpus', corpusFile(corpus), '--out', file];
    const watch = ['--import', `data:text/javascript,${encodeURIComponent(PRINT_COST)}`];
    writeFileSync(report, run(pathOf('corpus-index/cli.ts'), args, watch).trimEnd().split('\n').at(-1)!);
  });
  return { file, cost: JSON.parse(readFileSync(costs, 'utf8')) as BuildCost };
}
