import { SURPRISAL_MASK } from '../corpus/format.ts';
import { firstEntry, type Index, nextEntry } from '../corpus/index.ts';
import { mix, ROLL_BASE, rollOut } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { FOLD } from '../text/normalise.ts';
import { BLOCK_COST, MOST_BITS } from './evidence.ts';

/** Mask of the ring that keeps a shingle's letters: a power of two not below its length, less one. */
const RING = 7;

/** What the letter that leaves a shingle is multiplied by. */
const LEAVING = rollOut(SHINGLE);

/** Letters without any shared shingle after which what came before no longer counts: farther than the runs of a chain lie. */
const FAR = 100;

/** Sums up what the shingles of a text may say, as it is read. */
class Tally {
  private bits = 0;
  private lastHit = Number.NEGATIVE_INFINITY;
  private readonly index: Index;

  constructor(index: Index) {
    this.index = index;
  }

  /** Adds the shingle with this hash that ends before letter `count`; returns the bits so far. */
  add(hash: number, count: number): number {
    if (count < SHINGLE) return 0;
    if (count - this.lastHit > FAR) this.bits = 0;
    // A run of n shingles has n + 5 letters: the first brings all of its own, each further one its last.
    this.bits += this.lastHit === count - 1 ? this.most(hash, SHINGLE - 1) : this.most(hash, 0) - BLOCK_COST;
    this.lastHit = count;
    return this.bits;
  }

  /** The most that letters `from` … of a shingle say, over all its places in the corpus, in bits. */
  private most(hash: number, from: number): number {
    const { positions, letterFacts } = this.index;
    let most = from === 0 ? BLOCK_COST : 0;
    for (let at = firstEntry(this.index, hash); at >= 0; at = nextEntry(this.index, hash, at + 1)) {
      let bits = 0;
      for (let i = positions[at]! + from; i < positions[at]! + SHINGLE; i++) {
        bits += Math.min(MOST_BITS, letterFacts[i]! & SURPRISAL_MASK);
      }
      if (bits > most) most = bits;
    }
    return most;
  }
}

/**
 * Whether a text shares enough shingles with the corpus to be worth a full check: a sum over shingles that stand close
 * together, never below the evidence of their runs, reaches `least` bits. Most pages end here: one pass, nothing kept.
 */
export function isWorthChecking(text: string, index: Index, least: number): boolean {
  const { filter, filterBits } = index;
  const shift = 32 - filterBits;
  const ring = new Uint16Array(RING + 1);
  const tally = new Tally(index);
  let rolling = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = FOLD[text.charCodeAt(i)]!;
    if (letter === 0) continue;
    rolling = (Math.imul(rolling, ROLL_BASE) + letter - Math.imul(ring[(count - SHINGLE) & RING]!, LEAVING)) | 0;
    ring[count & RING] = letter;
    count++;
    const hash = mix(rolling);
    const slot = hash >>> shift;
    if (((filter[slot >>> 5]! >>> (slot & 31)) & 1) === 0) continue;
    if (firstEntry(index, hash) >= 0 && tally.add(hash, count) >= least) return true;
  }
  return false;
}
