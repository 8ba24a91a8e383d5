import { SURPRISAL_MASK } from '../corpus/format.ts';
import { firstEntry, type Index, mayHold, nextEntry } from '../corpus/loaded-index.ts';
import { mix, rollOut } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { FOLD, isLetter } from '../text/normalise.ts';
import { BLOCK_COST, MOST_BITS } from './evidence.ts';

/**
 * The scout looks at every fourth shingle, and at each one only where that stands in the corpus: every run of nine letters holds
 * one that it looks at, and shorter runs alone never make a match.
 */
const STEP = 4;

/** Letters without a shared shingle after which what came before no longer counts: farther than the runs of a chain lie. */
const FAR = 100;

/** Sums up, for each essay, what the shingles of a text may say as it is read: official wording from many essays adds up to none. */
class Tally {
  private readonly index: Index;
  /** For each essay: the bits so far, and the letter of the page at which its last shingle ended. */
  private readonly bits: Int32Array;
  private readonly last: Int32Array;

  constructor(index: Index) {
    this.index = index;
    this.bits = new Int32Array(index.essays.length);
    this.last = new Int32Array(index.essays.length).fill(-FAR - 1);
  }

  /**
   * Adds the shingle that ends before letter `count`: its hash, and its first entry in the index. Returns the most that an essay
   * has come to, in bits.
   */
  add(hash: number, entry: number, count: number): number {
    const { positions, essayOf } = this.index;
    let most = 0;
    for (let at = entry; at >= 0; at = nextEntry(this.index, hash, at + 1)) {
      const position = positions[at]!;
      const essay = essayOf[position]!;
      const last = this.last[essay]!;
      // A phrase that an essay repeats counts there once.
      if (last === count) continue;
      const before = count - last > FAR ? 0 : this.bits[essay]!;
      // A run of n shingles has n + 5 letters: the first brings all of its own, each further one its last.
      const said = last === count - 1 ? this.said(position, SHINGLE - 1) : this.said(position, 0) - BLOCK_COST;
      const bits = before + (said > 0 ? said : 0);
      this.last[essay] = count;
      this.bits[essay] = bits;
      if (bits > most) most = bits;
    }
    return most;
  }

  /** What the letters `from` … of the shingle at a place of the corpus row say, in bits. */
  private said(position: number, from: number): number {
    const { letterFacts } = this.index;
    let bits = 0;
    for (let i = position + from; i < position + SHINGLE; i++)
      bits += Math.min(MOST_BITS, letterFacts[i]! & SURPRISAL_MASK);
    return bits;
  }
}

/**
 * Where the letters of a text are put, over and over: allocating them anew would cost as much as reading the text. A longer text
 * than a part of a page (in UTF-16 units) has its own.
 */
const SCRATCH = new Uint16Array(0x40000);

function lettersOf(text: string): Uint16Array {
  // An import is a cell that is read each time; a local constant is not.
  const fold = FOLD;
  const codes = text.length <= SCRATCH.length ? SCRATCH : new Uint16Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = fold[text.charCodeAt(i)]!;
    codes[count] = letter;
    count += isLetter(letter);
  }
  return codes.subarray(0, count);
}

/** Powers of the base, so that the products of a shingle's letters need not wait for one another. */
const [P1, P2, P3, P4, P5] = [1, 2, 3, 4, 5].map(rollOut) as [number, number, number, number, number];

/** The fingerprint of the shingle that begins at a letter: `fingerprints` of hash.ts, for one place. */
function fingerprintAt(codes: Uint16Array, at: number): number {
  return mix(
    (Math.imul(codes[at]!, P5) +
      Math.imul(codes[at + 1]!, P4) +
      Math.imul(codes[at + 2]!, P3) +
      Math.imul(codes[at + 3]!, P2) +
      Math.imul(codes[at + 4]!, P1) +
      codes[at + 5]!) |
      0,
  );
}

/**
 * Adds the shingles around one that stands in the corpus to the tally: those that were passed over before it, and on until as
 * many in a row are unknown. Returns where it stopped, or −1 once the tally reaches `least`.
 */
function lookClosely(codes: Uint16Array, index: Index, tally: Tally, hit: number, from: number, least: number): number {
  let end = hit + STEP;
  let at = Math.max(from, hit - STEP + 1);
  for (; at < end && at + SHINGLE <= codes.length; at++) {
    const hash = fingerprintAt(codes, at);
    const entry = mayHold(index, hash) ? firstEntry(index, hash) : -1;
    if (entry < 0) continue;
    end = at + STEP;
    if (tally.add(hash, entry, at + SHINGLE) >= least) return -1;
  }
  return at;
}

/**
 * Whether a text shares enough shingles with one essay to be worth a full check: what those that stand close together may say
 * reaches `least` bits. Most pages end here, after one look at every fourth shingle.
 */
export function isWorthChecking(text: string, index: Index, least: number): boolean {
  const codes = lettersOf(text);
  let tally: Tally | undefined;
  let looked = 0;
  for (let at = 0; at + SHINGLE <= codes.length; at += STEP) {
    const hash = fingerprintAt(codes, at);
    if (!mayHold(index, hash) || firstEntry(index, hash) < 0) continue;
    tally ??= new Tally(index);
    looked = lookClosely(codes, index, tally, at, looked, least);
    if (looked < 0) return true;
    at = looked - STEP;
  }
  return false;
}
