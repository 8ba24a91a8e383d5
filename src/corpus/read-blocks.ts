import type { Sampling } from '../fingerprint/recipe.ts';
import { IndexError } from './format.ts';
import { type IndexSource, mustEqual, readColumn, readSections, rowOf } from './section-table.ts';
import { type Slice, sliceOf } from './slice.ts';

/** The parts of an index from which a part of another one can be made. */
export interface IndexBlocks {
  readonly sampling: Sampling;
  readonly letters: number;
  readonly essays: number;
  /** Null where the index is that of a whole corpus. */
  readonly slice: Slice | null;
  /** The blocks of all essays, one after another, each read on request. */
  blocks(): AsyncGenerator<Uint8Array>;
}

/** Bytes that are read at a time: hundreds of blocks. */
const CHUNK = 1 << 20;

/** Checks that blocks follow one another from the first byte of their section to its last. */
function checkStarts(starts: Uint32Array, essays: number, length: number): void {
  mustEqual('in "blockStarts" the number of values', starts.length, essays + 1);
  mustEqual('the start of the first block', starts[0]!, 0);
  mustEqual('the end of the last block', starts.at(-1)!, length);
  const falling = starts.findIndex((start, i) => i > 0 && start <= starts[i - 1]!);
  if (falling >= 0)
    throw new IndexError(
      `not a readable index: block ${falling} ends where it begins or before; build the index again`,
    );
}

/** Opens the blocks of an index in its file, without its columns. Rejects with an IndexError if it is damaged. */
export async function openBlocks(source: IndexSource): Promise<IndexBlocks> {
  const { header, table } = await readSections(source);
  const starts = (await readColumn(source, table, 'blockStarts')) as Uint32Array;
  const { offset, length } = rowOf(table, 'blocks');
  const { sampling, letters, essays } = header;
  checkStarts(starts, essays, length);
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
