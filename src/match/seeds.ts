import { type Index, mayHold, positionsOf } from '../corpus/loaded-index.ts';
import { fingerprints, letterByte } from '../fingerprint/hash.ts';

/**
 * Maximal stretches that the page's letters and the corpus row have in common, as columns; all in letters. In page order, and
 * disjoint on each diagonal.
 */
export interface Runs {
  readonly page: number[];
  readonly corpus: number[];
  readonly length: number[];
}

/**
 * A shingle that stands more often than this in the corpus starts no run: it is a set phrase, and a page that repeats it
 * would cost its length times its number. Runs that begin before it pass through it all the same.
 */
const MAX_POSITIONS = 32;

/** One byte for each letter of the page, to compare with the index's `letterBytes`. */
export function bytesOf(codes: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) bytes[i] = letterByte(codes[i]!);
  return bytes;
}

/** Letters that page and corpus have in common from these places on, inside one essay. */
function commonLength(bytes: Uint8Array, index: Index, page: number, corpus: number): number {
  const row = index.letterBytes;
  const most = Math.min(bytes.length - page, index.essayStarts[index.essayOf[corpus]! + 1]! - corpus);
  let length = 0;
  while (length < most && bytes[page + length] === row[corpus + length]) length++;
  return length;
}

/** The page's shingles that pass the index's filter, as pairs of page letter and hash: what may stand in the corpus. */
function candidates(codes: Uint16Array, index: Index): number[] {
  const hashes = fingerprints(codes, index.recipe.shingle);
  const found: number[] = [];
  for (let i = 0; i < hashes.length; i++) if (mayHold(index, hashes[i]!)) found.push(i, hashes[i]!);
  return found;
}

/** All runs of at least a shingle that the page shares with the corpus. Time is linear in the page. */
export function findRuns(codes: Uint16Array, index: Index): Runs {
  const runs: Runs = { page: [], corpus: [], length: [] };
  const found = candidates(codes, index);
  if (found.length === 0) return runs;
  const bytes = bytesOf(codes);
  /** For each diagonal (corpus − page) the page letter up to which a run already covers it. */
  const covered = new Map<number, number>();
  for (let i = 0; i < found.length; i += 2) {
    const page = found[i]!;
    const places = positionsOf(index, found[i + 1]!);
    if (places.length > MAX_POSITIONS) continue;
    for (const corpus of places) {
      const diagonal = corpus - page;
      if ((covered.get(diagonal) ?? 0) > page) continue;
      const length = commonLength(bytes, index, page, corpus);
      if (length < index.recipe.shingle) continue;
      covered.set(diagonal, page + length);
      runs.page.push(page);
      runs.corpus.push(corpus);
      runs.length.push(length);
    }
  }
  return runs;
}
