import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FileSource, fileSource } from '../src/cli/file-source.ts';
import { openBlocks } from '../src/corpus/read-blocks.ts';
import { type MergePart, mergeIndexes, planMerge } from '../src/indexing/merge-indexes.ts';
import { Progress } from './progress.ts';
import type { Surroundings } from './surroundings.ts';
import { needed, summaryOfFile, USAGE } from './usage.ts';
import { writeWhole } from './write-whole.ts';

async function partOf(path: string, source: FileSource): Promise<MergePart> {
  try {
    return { name: path, ...(await openBlocks(source)) };
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

async function mergeInto(file: string, parts: readonly MergePart[], { err, signal }: Surroundings): Promise<void> {
  const plan = planMerge(parts);
  const progress = new Progress('essays', plan.essays, err);
  const onEssay = () => {
    signal?.throwIfAborted();
    progress.step();
  };
  await writeWhole(file, (sink) => mergeIndexes(plan, sink, onEssay), signal);
}

/**
 * `index merge`: writes one index from the slices of a corpus, or from several indexes. The file appears under its name when it
 * is complete. Rejects with an Error if slices are missing, are given twice or do not belong together, and if a file cannot be
 * read as an index.
 */
export async function merge(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, out } = surroundings;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  const file = resolve(cwd, needed(values.out, '--out'));
  if (positionals.length === 0) throw new Error(`no index to merge is given\n${USAGE}`);
  const sources: FileSource[] = [];
  try {
    const parts: MergePart[] = [];
    for (const path of positionals) {
      const source = fileSource(resolve(cwd, path));
      sources.push(source);
      parts.push(await partOf(path, source));
    }
    await mergeInto(file, parts, surroundings);
  } finally {
    for (const source of sources) source.close();
  }
  out(await summaryOfFile(file));
  return 0;
}
