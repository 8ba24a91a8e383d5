import { SHIPPED_INDEX } from '../../corpus/essay-ref.ts';
import { readIndex } from '../../corpus/read-index.ts';
import type { OpenedParts } from './registry.ts';

async function open(fetchBytes: () => Promise<ArrayBuffer>): Promise<OpenedParts> {
  try {
    return { ok: true, value: [{ index: readIndex(await fetchBytes(), SHIPPED_INDEX), collection: '', own: false }] };
  } catch (error) {
    console.error(error);
    return { ok: false, reason: 'index-unreadable' };
  }
}

/**
 * Makes a function that opens the shipped index when it is first called and then returns the same one; after a failure the next call
 * tries again.
 */
export function makeIndexOpener(fetchBytes: () => Promise<ArrayBuffer>): () => Promise<OpenedParts> {
  let opened: Promise<OpenedParts> | undefined;
  return async () => {
    opened ??= open(fetchBytes);
    const result = await opened;
    if (!result.ok) opened = undefined;
    return result;
  };
}
