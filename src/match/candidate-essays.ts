import {
  bucketOf,
  filterMask,
  filterWord,
  firstEntry,
  firstEntryBetween,
  type Index,
  mayHold,
} from '../corpus/loaded-index.ts';
import { letterByte, mix, ROLL_BASE, rollOut } from '../fingerprint/hash.ts';
import { FOLD, isLetter } from '../text/normalise.ts';
import { type Stretch, Tally } from './essay-tally.ts';

/*
 * Which essays of an index may share enough with a text to be aligned with it. Of an index only its columns are read:
 * the bits of the shingles that an essay shares with the text are summed up as the text is read. Most texts end here with no essay.
 */

/**
 * Where every shingle is indexed, the text is looked up at every fourth letter first, and closely only around those that the
 * corpus has: every run of nine letters holds one that is looked at, and shorter runs alone never make a match.
 */
const STEP = 4;

/** For each UTF-16 unit 256 and its letter byte, or 0 where it is no letter. */
const UNIT_BYTES = Uint16Array.from(FOLD, (letter) => isLetter(letter) * (256 | letterByte(letter)));

/**
 * Where the letters of a text are put, over and over: allocating them anew would cost as much as reading the text. A longer text
 * than a part of a page (in UTF-16 units) has its own.
 */
const SCRATCH = new Uint8Array(0x40000);

/** One byte for each letter of a text. The same memory is used for the next text. */
function letterBytesOf(text: string): Uint8Array {
  // An import or a module constant is read from a cell each time; a local constant is not.
  const units = UNIT_BYTES;
  const bytes = text.length <= SCRATCH.length ? SCRATCH : new Uint8Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = units[text.charCodeAt(i)]!;
    bytes[count] = unit;
    count += unit >>> 8;
  }
  return bytes.subarray(0, count);
}

/** Powers of the base, so that the products of a shingle's letters need not wait for one another. */
const [P1, P2, P3, P4, P5] = [1, 2, 3, 4, 5].map(rollOut) as [number, number, number, number, number];

/** The fingerprint of the six letters that begin at one: `fingerprints` of hash.ts, for one place. */
function fingerprintAt(bytes: Uint8Array, at: number): number {
  return mix(
    (Math.imul(bytes[at]!, P5) +
      Math.imul(bytes[at + 1]!, P4) +
      Math.imul(bytes[at + 2]!, P3) +
      Math.imul(bytes[at + 3]!, P2) +
      Math.imul(bytes[at + 4]!, P1) +
      bytes[at + 5]!) |
      0,
  );
}

/**
 * Adds the shingles around a hit to the tally: those that were skipped before it, and those after it until as many in a row are
 * unknown. Returns the position at which it stopped.
 */
function lookClosely(bytes: Uint8Array, index: Index, tally: Tally, hit: number, from: number): number {
  const { shingle } = index.sampling;
  let end = hit + STEP;
  let at = Math.max(from, hit - STEP + 1);
  for (; at < end && at + shingle <= bytes.length; at++) {
    const hash = fingerprintAt(bytes, at);
    const entry = mayHold(index, hash) ? firstEntry(index, hash) : -1;
    if (entry < 0) continue;
    end = at + STEP;
    tally.add(hash, entry, at);
  }
  return at;
}

// `mayHold`, with the columns read once for all letters: most pages spend nearly all of their check here.
function readDense(bytes: Uint8Array, index: Index, least: number): Tally | undefined {
  const { filter, filterBits, sampling } = index;
  const last = bytes.length - sampling.shingle;
  let tally: Tally | undefined;
  let looked = 0;
  for (let at = 0; at <= last; at += STEP) {
    const hash = fingerprintAt(bytes, at);
    const mask = filterMask(hash, filterBits);
    if ((filter[filterWord(hash, filterBits)]! & mask) !== mask || firstEntry(index, hash) < 0) continue;
    tally ??= new Tally(index, least);
    looked = lookClosely(bytes, index, tally, at, looked);
    at = looked - STEP;
  }
  return tally;
}

/** Shingles whose hashes are computed before any of them is looked up. */
const AT_ONCE = 4_096;

const HASHES = new Uint32Array(AT_ONCE);
const PASSED = new Uint16Array(AT_ONCE);

/** The entries of the buckets of those that passed: first and end. */
const STARTS = new Uint32Array(AT_ONCE);
const ENDS = new Uint32Array(AT_ONCE);

/** The first entry of each, which is read for no other reason than that the next look at it finds it in the cache. */
const FIRSTS = new Uint16Array(AT_ONCE);

/** Computes `HASHES` of so many shingles from a letter on. Returns the polynomial of the letters that the next one begins with. */
function hashSome(bytes: Uint8Array, from: number, count: number, shingle: number, before: number): number {
  const hashes = HASHES;
  const leaving = rollOut(shingle - 1);
  let rolling = before;
  for (let i = 0; i < count; i++) {
    rolling = (Math.imul(rolling, ROLL_BASE) + bytes[from + i + shingle - 1]!) | 0;
    hashes[i] = mix(rolling);
    rolling = (rolling - Math.imul(bytes[from + i]!, leaving)) | 0;
  }
  return rolling;
}

/**
 * Puts into `PASSED` the places of those of the first `count` hashes that pass the filter, and returns their number. A large filter lies
 * outside the processor's caches. Without a branch on what was read, many of its words are fetched at a time.
 */
function filterSome({ filter, filterBits }: Index, count: number): number {
  const [hashes, passed] = [HASHES, PASSED];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const hash = hashes[i]!;
    const missing = filterMask(hash, filterBits) & ~filter[filterWord(hash, filterBits)]!;
    passed[length] = i;
    length += 1 - ((missing | -missing) >>> 31);
  }
  return length;
}

/** Puts the ranges of the buckets of the first `count` shingles that passed into `STARTS` and `ENDS`; in one loop, so that many are fetched at a time. */
function findBuckets({ buckets, bucketBits, remainders }: Index, count: number): void {
  const [hashes, passed, starts, ends] = [HASHES, PASSED, STARTS, ENDS];
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(hashes[passed[i]!]!, bucketBits);
    starts[i] = buckets[bucket]!;
    ends[i] = buckets[bucket + 1]!;
  }
  for (let i = 0; i < count; i++) FIRSTS[i] = remainders[starts[i]!]!;
}

function readSparse(bytes: Uint8Array, index: Index, least: number): Tally | undefined {
  const { shingle } = index.sampling;
  const shingles = bytes.length - shingle + 1;
  let tally: Tally | undefined;
  let rolling = 0;
  for (let i = 0; i < shingle - 1 && i < bytes.length; i++) rolling = (Math.imul(rolling, ROLL_BASE) + bytes[i]!) | 0;
  for (let from = 0; from < shingles; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, shingles - from);
    rolling = hashSome(bytes, from, count, shingle, rolling);
    const passed = filterSome(index, count);
    findBuckets(index, passed);
    for (let i = 0; i < passed; i++) {
      const hash = HASHES[PASSED[i]!]!;
      const entry = firstEntryBetween(index, hash, STARTS[i]!, ENDS[i]!);
      if (entry < 0) continue;
      tally ??= new Tally(index, least);
      tally.add(hash, entry, from + PASSED[i]!);
    }
  }
  return tally;
}

/**
 * Letters of the page in a cell, and most essays that are aligned with each: the strongest, and enough of them to name further
 * sources.
 */
const CELL = 64;
const MOST_IN_CELL = 16;

/** The essays of the strongest stretches on every part of the page, ascending. */
function strongest(stretches: readonly Stretch[], letters: number): number[] {
  const inCell = new Uint16Array(Math.floor(letters / CELL) + 1);
  const essays = new Set<number>();
  for (const { essay, start, end } of stretches.toSorted((a, b) => b.bits - a.bits || a.essay - b.essay)) {
    const [first, last] = [Math.floor(start / CELL), Math.floor((end - 1) / CELL)];
    if (inCell.subarray(first, last + 1).every((count) => count >= MOST_IN_CELL)) continue;
    for (let cell = first; cell <= last; cell++) inCell[cell]!++;
    essays.add(essay);
  }
  return [...essays].sort((a, b) => a - b);
}

/**
 * Part of `least` that is enough for an essay once another one has come to it: most texts have no business with an index at all, but
 * where one has, passages of which only half shows in shingles are aligned too. Below 0.4 no more passages of the labelled pages are found.
 */
const BESIDE = 0.4;

/**
 * The essays of an index that may share `least` bits of evidence with a text on a stretch of it, and those that may add to them;
 * ascending, on every part of the text the strongest sixteen. Time is linear in the text.
 */
export function candidateEssays(text: string, index: Index, least: number): number[] {
  const bytes = letterBytesOf(text);
  const read = index.sampling.stride === 1 ? readDense : readSparse;
  const found = read(bytes, index, BESIDE * least)?.enough.filter(({ essay }) => !index.withdrawn.has(essay)) ?? [];
  return found.some(({ bits }) => bits >= least) ? strongest(found, bytes.length) : [];
}
