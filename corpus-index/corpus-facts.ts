import { checksum } from '../src/fingerprint/hash.ts';
import type { Document } from '../src/indexing/build-index.ts';
import { hanCount } from '../src/text/han.ts';

/** What must be known of a whole corpus before the first of its documents is indexed. */
export interface CorpusFacts {
  readonly documents: number;
  /** Letters of all texts, boilerplate among them. */
  readonly letters: number;
  /** Of names, texts and facts of all documents in order, so that slices of different corpora are told apart. */
  readonly checksum: number;
}

/** Checksum of a value that JSON can hold, after what `before` stands for. */
export function valueChecksum(value: unknown, before?: number): number {
  const json = new TextEncoder().encode(JSON.stringify(value));
  // Checksums run over words.
  const words = new Uint8Array(Math.ceil(json.length / 4) * 4);
  words.set(json);
  return checksum(words, before);
}

/** Reads a corpus once, document after document. Rejects with the signal's reason where that is aborted meanwhile. */
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
