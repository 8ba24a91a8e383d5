import type { EssayRow } from '../corpus/essay-row.ts';
import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';

/**
 * Maximal stretches that the page's letters and a row of essays have in common, as columns; all in letters. In page order, and
 * disjoint on each diagonal.
 */
export interface Runs {
  readonly page: number[];
  /** Letters of the row. */
  readonly corpus: number[];
  readonly length: number[];
}

/**
 * Of a shingle that stands more often than this in the row, the first places alone start runs: a page that repeats a set phrase
 * would cost its length times their number. The places are the same ones for every shingle that the same essays share, so a
 * passage that stands in a hundred essays is found in the first of them.
 */
const MOST_PLACES = 32;

/** Letters that page and row have in common from these places on, inside one essay. */
function commonLength(bytes: Uint8Array, row: EssayRow, page: number, corpus: number): number {
  const { letterBytes } = row;
  const most = Math.min(bytes.length - page, row.essayStarts[row.essayOf[corpus]! + 1]! - corpus);
  let length = 0;
  while (length < most && bytes[page + length] === letterBytes[corpus + length]) length++;
  return length;
}

/** The places of every shingle of a row: a hash table whose slots hold lists of places, ascending. */
interface PlaceTable {
  /** A slot is the upper bits of a hash; its first place in the row plus one, or 0. */
  readonly firsts: Int32Array;
  /** For each place the next one of its slot plus one, or 0. */
  readonly nexts: Int32Array;
  readonly hashes: Uint32Array;
  readonly shift: number;
}

function placesIn({ essayStarts, letterBytes, letterCount }: EssayRow): PlaceTable {
  // Two slots for each place, so that most of the page's shingles meet an empty one.
  const bits = Math.max(4, Math.ceil(Math.log2(2 * Math.max(1, letterCount))));
  const table = {
    firsts: new Int32Array(2 ** bits),
    nexts: new Int32Array(letterCount),
    hashes: new Uint32Array(letterCount),
    shift: 32 - bits,
  };
  // Backwards, as each place goes to the front of its slot.
  for (let essay = essayStarts.length - 2; essay >= 0; essay--) {
    const start = essayStarts[essay]!;
    const hashes = fingerprints(letterBytes.subarray(start, essayStarts[essay + 1]), SHINGLE);
    table.hashes.set(hashes, start);
    for (let i = hashes.length - 1; i >= 0; i--) {
      const slot = hashes[i]! >>> table.shift;
      table.nexts[start + i] = table.firsts[slot]!;
      table.firsts[slot] = start + i + 1;
    }
  }
  return table;
}

/** All runs of at least a shingle that the page shares with a row of essays. Time is linear in the page and in the row. */
export function findRuns(bytes: Uint8Array, row: EssayRow): Runs {
  const runs: Runs = { page: [], corpus: [], length: [] };
  const { firsts, nexts, hashes, shift } = placesIn(row);
  /** For each diagonal (corpus − page) the page letter up to which a run already covers it. */
  const covered = new Map<number, number>();
  fingerprints(bytes, SHINGLE).forEach((hash, page) => {
    let left = MOST_PLACES;
    for (let place = firsts[hash >>> shift]!; place > 0 && left > 0; place = nexts[place - 1]!) {
      const corpus = place - 1;
      if (hashes[corpus] !== hash) continue;
      left--;
      if ((covered.get(corpus - page) ?? 0) > page) continue;
      const length = commonLength(bytes, row, page, corpus);
      if (length < SHINGLE) continue;
      covered.set(corpus - page, page + length);
      runs.page.push(page);
      runs.corpus.push(corpus);
      runs.length.push(length);
    }
  });
  return runs;
}
