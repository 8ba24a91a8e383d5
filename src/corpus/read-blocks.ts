import type { Sampling } from '../fingerprint/recipe.ts';
import { type IndexSource, readColumn, readSections, rowOf } from './section-table.ts';
import { type Slice, sliceOf } from './slice.ts';

/** What is needed of an index to make a part of another one of it. */
export interface IndexBlocks {
  readonly sampling: Sampling;
  readonly letters: number;
  readonly essays: number;
  /** Null where the index is that of a whole corpus. */
  readonly slice: Slice | null;
  /** The blocks of all essays, one after another, read as they are asked for. */
  blocks(): AsyncGenerator<Uint8Array>;
}

/** Bytes that are read at once: hundreds of blocks. */
const CHUNK = 1 << 20;

/** Opens the blocks of an index where it lies, without its columns. Rejects with an IndexError where it is damaged. */
export async function openBlocks(source: IndexSource): Promise<IndexBlocks> {
  const { header, table } = await readSections(source);
  const starts = (await readColumn(source, table, 'blockStarts')) as Uint32Array;
  const { offset } = rowOf(table, 'blocks');
  const { sampling, letters, essays } = header;
  const slice = table.has('slice') ? sliceOf(await readColumn(source, table, 'slice')) : null;
  return { sampling, letters, essays, slice, blocks: () => blocksFrom(source, offset, starts) };
}

async function* blocksFrom(source: IndexSource, offset: number, starts: Uint32Array): AsyncGenerator<Uint8Array> {
  for (let first = 0; first + 1 < starts.length; ) {
    let end = first + 1;
    while (end + 1 < starts.length && starts[end + 1]! - starts[first]! <= CHUNK) end++;
    const from = starts[first]!;
    const bytes = await source.read(offset + from, offset + starts[end]!);
    for (; first < end; first++) yield bytes.subarray(starts[first]! - from, starts[first + 1]! - from);
  }
}
