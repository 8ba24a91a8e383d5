import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sharedPath } from '../shared-corpus.ts';

/** A stretch of a page that was planted, and where it was taken from: UTF-16 units of the page and of the document. */
export interface Planted {
  readonly start: number;
  readonly end: number;
  readonly doc: string;
  readonly docStart: number;
  readonly docEnd: number;
}

/** A page whose matches are known. Kinds that begin with `clean` have nothing planted. */
export interface LabelledPage {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly truth: readonly Planted[];
}

/** The labelled pages of `../shared/eval`: the file names there. */
export const SHARED_FILES = ['cases.jsonl', 'clean.jsonl'] as const;

/** What `describeShared` is to look for before the labelled pages are scored. */
export const SHARED_NEEDED = ['corpus', 'eval/score.mjs', ...SHARED_FILES.map((name) => `eval/${name}`)];

/** Whether the labelled pages of `../shared` are there. */
export function hasShared(): boolean {
  return SHARED_NEEDED.every((name) => existsSync(sharedPath(name)));
}

/** The labelled pages of a .jsonl file, one a line. */
export function readPages(path: string): LabelledPage[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ truth: [], ...(JSON.parse(line) as Omit<LabelledPage, 'truth'>) }));
}

/**
 * The labelled pages that every clone has: pages of our own writing, reworded after an essay (`reworded-light`, `-moderate`,
 * `-heavy`) or without any model (`clean-own`).
 */
export function fixturePages(): LabelledPage[] {
  return readPages(fileURLToPath(new URL('../fixtures/labelled-pages.jsonl', import.meta.url)));
}

/**
 * Pages that share nothing with news or template essays: the clean ones of `../shared/eval` but for epidemic news, which a corpus of
 * news may truly hold, and the essays of a school class.
 */
export function unrelatedPages(): LabelledPage[] {
  const clean = readPages(sharedPath('eval/clean.jsonl')).filter(({ kind }) => kind !== 'clean-official-covid');
  const folder = sharedPath('class/essays');
  const essays = readdirSync(folder).map((id) => ({
    id,
    kind: 'class',
    text: readFileSync(`${folder}/${id}`, 'utf8'),
    truth: [],
  }));
  return [...clean, ...essays];
}
