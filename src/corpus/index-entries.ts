import { fingerprints } from '../fingerprint/hash.ts';
import type { Sampling } from '../fingerprint/recipe.ts';
import { type Column, MOST_BITS, SURPRISAL_MASK } from './format.ts';
import { GrowingColumn } from './growing-column.ts';
import { bucketOf, remainderOf } from './loaded-index.ts';

/** The shingle columns of an index, see format.ts. */
export interface EntryColumns {
  readonly buckets: Column;
  readonly remainders: Uint16Array;
  readonly positions: Column;
  readonly shingleBits: Uint8Array;
}

/** Mean number of entries in a bucket. Most lookups end at the filter, so a small directory matters more than short buckets. */
const BUCKET_ENTRIES = 8;

/** The directory is at most 2^24 buckets: enough for 200 million indexed shingles. */
const MOST_BUCKET_BITS = 24;

const NARROW_LIMIT = 0xffff;

function narrow(values: Uint32Array): Column {
  for (const value of values) if (value > NARROW_LIMIT) return values;
  return Uint16Array.from(values);
}

function bucketBitsFor(entries: number): number {
  return Math.min(MOST_BUCKET_BITS, Math.max(4, Math.ceil(Math.log2(Math.max(1, entries / BUCKET_ENTRIES)))));
}

/** Collects the indexed shingles of essays and sorts them into columns. Takes twelve bytes a shingle until then. */
export class IndexEntries {
  private readonly hashes = new GrowingColumn();
  private readonly positions = new GrowingColumn();
  private readonly bits = new GrowingColumn();
  private readonly sampling: Sampling;

  constructor(sampling: Sampling) {
    this.sampling = sampling;
  }

  /** Adds the shingles of an essay that begins at letter `start` of the corpus row. */
  add(letterBytes: Uint8Array, letterFacts: Uint8Array, start: number): void {
    const { shingle, stride } = this.sampling;
    const hashes = fingerprints(letterBytes, shingle);
    for (let at = 0; at < hashes.length; at += stride) {
      let bits = 0;
      for (let i = at; i < at + shingle; i++) bits += Math.min(MOST_BITS, letterFacts[i]! & SURPRISAL_MASK);
      this.hashes.push(hashes[at]!);
      this.positions.push(start + at);
      this.bits.push(Math.min(255, bits));
    }
  }

  /** The columns: bucket by bucket, in each by hash, shingles with the same hash in the order of the corpus row. */
  columns(): EntryColumns {
    const hashes = this.hashes.view();
    const bits = bucketBitsFor(hashes.length);
    const { buckets, order } = byBucket(hashes, bits);
    for (let b = 0; b + 1 < buckets.length; b++) {
      const bucket = order.subarray(buckets[b]!, buckets[b + 1]!);
      if (bucket.length > 1) bucket.sort((x, y) => hashes[x]! - hashes[y]! || x - y);
    }
    const positions = this.positions.view();
    const shingleBits = this.bits.view();
    return {
      buckets: narrow(buckets),
      remainders: Uint16Array.from(order, (entry) => remainderOf(hashes[entry]!, bits)),
      positions: narrow(order.map((entry) => positions[entry]!)),
      shingleBits: Uint8Array.from(order, (entry) => shingleBits[entry]!),
    };
  }
}

/** Counting sort: for each bucket its first place in `order`, which names the entries bucket by bucket. */
function byBucket(hashes: Uint32Array, bits: number): { buckets: Uint32Array; order: Uint32Array } {
  const buckets = new Uint32Array(2 ** bits + 1);
  for (const hash of hashes) buckets[bucketOf(hash, bits) + 1]!++;
  for (let b = 0; b < 2 ** bits; b++) buckets[b + 1]! += buckets[b]!;
  const next = buckets.slice(0, -1);
  const order = new Uint32Array(hashes.length);
  hashes.forEach((hash, entry) => {
    order[next[bucketOf(hash, bits)]!++] = entry;
  });
  return { buckets, order };
}
