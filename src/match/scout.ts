import { SURPRISAL_MASK } from '../corpus/format.ts';
import { filterMask, filterWord, firstEntry, type Index, nextEntry } from '../corpus/index.ts';
import { mix, ROLL_BASE, rollOut } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { FOLD } from '../text/normalise.ts';
import { BLOCK_COST, MOST_BITS } from './evidence.ts';

/** What the letter that leaves a shingle is multiplied by. */
const LEAVING = rollOut(SHINGLE);

/** Constants of this module, as an import is a cell that is read each time. */
const BASE = ROLL_BASE;
const LENGTH = SHINGLE;

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
 * Whether a text shares enough shingles with one essay to be worth a full check: what those that stand close together may say
 * reaches `least` bits. Most pages end here: one pass, nothing kept.
 */
export function isWorthChecking(text: string, index: Index, least: number): boolean {
  const { filter, filterBits } = index;
  // An import is a cell that is read each time; a local constant is not.
  const fold = FOLD;
  let tally: Tally | undefined;
  let rolling = 0;
  let count = 0;
  // The shingle's letters, oldest first: variables are shifted faster than a ring is indexed.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = fold[text.charCodeAt(i)]!;
    if (letter === 0) continue;
    rolling = (Math.imul(rolling, BASE) + letter - Math.imul(a, LEAVING)) | 0;
    a = b;
    b = c;
    c = d;
    d = e;
    e = f;
    f = letter;
    count++;
    const hash = mix(rolling);
    const mask = filterMask(hash, filterBits);
    if ((filter[filterWord(hash, filterBits)]! & mask) !== mask || count < LENGTH) continue;
    const entry = firstEntry(index, hash);
    if (entry < 0) continue;
    tally ??= new Tally(index);
    if (tally.add(hash, entry, count) >= least) return true;
  }
  return false;
}
