import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';

const ROOT = new URL('../../', import.meta.url);

/** The absolute path of a file given from the project's folder; `../shared/…` lies beside it. */
export function pathOf(name: string): string {
  return fileURLToPath(new URL(name, ROOT));
}

/** The bytes of the shipped index, in a buffer of their own. */
export function indexBytes(): ArrayBuffer {
  return new Uint8Array(readFileSync(pathOf('corpus-index/built/essays.bin'))).buffer;
}

/** The shipped index, opened. */
export function shippedIndex(): Index {
  return readIndex(indexBytes(), 'shipped');
}

/** A labelled page, as far as the benches need it. */
export interface Page {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

/** The pages of a .jsonl file whose kind passes; null where the file is not there. */
export function pagesOf(name: string, kinds: RegExp): Page[] | null {
  if (!existsSync(pathOf(name))) return null;
  const lines = readFileSync(pathOf(name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Page).filter(({ kind }) => kinds.test(kind));
}

/** The documents of the corpus as they lie; null where `../shared` is not there. */
export function corpusTexts(index: Index): string[] | null {
  const names = [...new Set(index.essays.map(({ document }) => document))];
  const paths = names.map((name) => pathOf(`../shared/corpus/${name}`));
  return paths.every((path) => existsSync(path)) ? paths.map((path) => readFileSync(path, 'utf8')) : null;
}

/** Milliseconds that one call takes. */
export function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The shortest of some times: what the machine does when nothing else disturbs it, so that ratios hold on a busy one too. */
export function best(times: readonly number[]): number {
  return Math.min(...times);
}

/** Prints an aim with the figure measured, and lets the process end with exit code 1 where it is missed. */
export function aim(what: string, figure: number, holds: boolean): void {
  console.log(`${holds ? 'holds ' : 'MISSED'}  ${what}: ${figure.toFixed(2)}`);
  if (!holds) process.exitCode = 1;
}
