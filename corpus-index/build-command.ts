import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_SLICES, type Slice } from '../src/corpus/slice.ts';
import type { IndexSink } from '../src/corpus/write-index.ts';
import { samplingFor } from '../src/fingerprint/recipe.ts';
import { type BuildOptions, type Document, IndexBuilder } from '../src/indexing/build-index.ts';
import { type CorpusFacts, corpusFacts, valueChecksum } from './corpus-facts.ts';
import { lineHash } from './line-hash.ts';
import { Progress } from './progress.ts';
import { documentsInFolder, openWording, sourcesFor } from './read-documents.ts';
import { documentsInLines } from './read-lines.ts';
import type { Surroundings } from './surroundings.ts';
import { tagWords } from './tag-words.ts';
import { needed, summaryOfFile } from './usage.ts';
import { writeWhole } from './write-whole.ts';

/** Slice `number` (from 1) of `slices` slices of a corpus. */
interface SliceNumber {
  readonly number: number;
  readonly slices: number;
}

function sliceNumber(value: string): SliceNumber {
  const [, number, slices] = /^(\d+)\/(\d+)$/u.exec(value)?.map(Number) ?? [];
  if (number && slices && number <= slices && slices <= MOST_SLICES) return { number, slices };
  throw new Error(
    `--slice «${value}» is no slice: give I/N, such as 2/8, with I from 1 to N and N at most ${MOST_SLICES}`,
  );
}

/** The documents of a corpus, which is a folder or a .jsonl file. Each call reads them again. */
function documentsOf(corpus: string): AsyncGenerator<Document> {
  return /\.jsonl(\.gz)?$/u.test(corpus) ? documentsInLines(corpus) : documentsInFolder(corpus);
}

/** The documents of a slice, as a half-open range. The sizes of slices differ by one document at most. */
function rangeOf({ documents }: CorpusFacts, { number, slices }: SliceNumber): { first: number; end: number } {
  return {
    first: Math.floor(((number - 1) * documents) / slices),
    end: Math.floor((number * documents) / slices),
  };
}

function sliceFacts(
  { documents, checksum }: CorpusFacts,
  { number, slices }: SliceNumber,
  options: BuildOptions,
): Slice {
  const { sources, wording } = options;
  return {
    number,
    slices,
    documents,
    corpus: checksum,
    sources: valueChecksum(sources),
    wording: wording?.checksum ?? 0,
  };
}

/** What is built: a corpus, or a slice of it. */
interface Task {
  readonly corpus: string;
  readonly slice: SliceNumber | null;
  readonly options: BuildOptions;
}

async function writeIndexOf(
  { corpus, slice, options }: Task,
  sink: IndexSink,
  surroundings: Surroundings,
): Promise<void> {
  const { err, signal } = surroundings;
  const facts = await corpusFacts(documentsOf(corpus), signal);
  const { first, end } = rangeOf(facts, slice ?? { number: 1, slices: 1 });
  const builder = new IndexBuilder(sink, samplingFor(facts.letters), facts.documents, options);
  const progress = new Progress('documents', end - first, err);
  let place = 0;
  for await (const document of documentsOf(corpus)) {
    signal?.throwIfAborted();
    if (place >= first && place < end) {
      builder.add(document);
      progress.step();
    }
    place++;
  }
  builder.finish(slice && sliceFacts(facts, slice, options));
}

/**
 * `index build`: builds the index of a corpus, or of a slice of it, into a file. The corpus is read twice, as its number of
 * letters determines how densely it is sampled. The file appears under its name when it is complete. Rejects with an Error for
 * faulty input.
 */
export async function build(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, out } = surroundings;
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { corpus: text, sources: text, wording: text, slice: text, out: text },
  });
  const corpus = resolve(cwd, needed(values.corpus, '--corpus'));
  const file = resolve(cwd, needed(values.out, '--out'));
  const slice = values.slice === undefined ? null : sliceNumber(values.slice);
  const sources = sourcesFor(corpus, values.sources && resolve(cwd, values.sources));
  const wording = openWording(values.wording && resolve(cwd, values.wording));
  const task = { corpus, slice, options: { sources, wording, tagWords, lineHash } };
  await writeWhole(file, (sink) => writeIndexOf(task, sink, surroundings), surroundings.signal);
  out(await summaryOfFile(file));
  return 0;
}
