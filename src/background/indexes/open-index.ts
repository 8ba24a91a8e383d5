import { SHIPPED_INDEX } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import { readIndex } from '../../corpus/read-index.ts';
import type { Result } from '../../messages/protocol/exchange.ts';

/** The index, or the reason that it cannot be read. */
export type OpenedIndex = Result<Index, 'index-unreadable'>;

async function open(fetchBytes: () => Promise<ArrayBuffer>): Promise<OpenedIndex> {
  try {
    return { ok: true, value: readIndex(await fetchBytes(), SHIPPED_INDEX) };
  } catch (error) {
    console.error(error);
    return { ok: false, reason: 'index-unreadable' };
  }
}

/**
 * Makes a function that opens the index when it is first called and then returns the same one; after a failure the next call
 * tries again.
 */
export function makeIndexOpener(fetchBytes: () => Promise<ArrayBuffer>): () => Promise<OpenedIndex> {
  let opened: Promise<OpenedIndex> | undefined;
  return async () => {
    opened ??= open(fetchBytes);
    const result = await opened;
    if (!result.ok) opened = undefined;
    return result;
  };
}
