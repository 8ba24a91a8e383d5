import { checksum } from '../src/fingerprint/hash.ts';
import type { Document } from '../src/indexing/build-index.ts';
import { hanCount } from '../src/text/han.ts';

/** Facts on a whole corpus that are needed before its first document is indexed. */
export interface CorpusFacts {
  readonly documents: number;
  /** Letters of all texts, including boilerplate. */
  readonly letters: number;
  /** Checksum of names, texts and facts of all documents in order, which distinguishes slices of different corpora. */
  readonly checksum: number;
}

/**
 * Checksum of a value that JSON can represent.
 * @param before checksum of the preceding values
 */
export function valueChecksum(value: unknown, before?: number): number {
  const json = new TextEncoder().encode(JSON.stringify(value));
  // Checksums are computed over words of four bytes.
  const words = new Uint8Array(Math.ceil(json.length / 4) * 4);
  words.set(json);
  return checksum(words, before);
}

/** Reads a corpus once, document by document. Rejects with the signal's reason if that aborts meanwhile. */
export async function corpusFacts(documents: AsyncIterable<Document>, signal?: AbortSignal): Promise<CorpusFacts> {
  let [count, letters, sum] = [0, 0, checksum(new Uint8Array(0))];
  for await (const document of documents) {
    signal?.throwIfAborted();
    count++;
    letters += hanCount(document.text);
    sum = valueChecksum(document, sum);
  }
  return { documents: count, letters, checksum: sum };
}
