import { GrowingColumn } from '../corpus/growing-column.ts';
import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';

/**
 * Two essays are variants when at least this share of the longer one's shingles stands in the other. One letter in ten
 * changed still leaves 0.9^6 = 0.53 of them. In the shipped corpus the repeats reach 1.00 and the closest other pair, which
 * shares two paragraphs, 0.16. The longer one counts, so that an excerpt does not bind together all essays that hold it.
 */
const MIN_SHARED = 0.5;

/**
 * Essays are compared by one shingle in eight, chosen by its hash: an essay of 500 letters still has 60 of them, and a corpus of
 * a hundred million letters keeps its table near 100 MB.
 */
const SAMPLING = 8;

/** Essays of fewer letters than this are compared by all their shingles: sampling could leave none. */
const SHORT = 64 + SHINGLE - 1;

/**
 * Essays that follow one another in the list of a shingle are compared at this distance at most. A wording that thousands of
 * essays share then proposes four pairs an essay instead of a square; variants share many shingles, and meet in one of them.
 */
const NEIGHBOURS = 4;

/** Hash and essay are packed into one exact number: 32 and 21 bits. */
const MOST_ESSAYS = 2 ** 21;

/** The shingles that an essay is compared by, ascending, each once. */
function comparedShingles(letters: Uint8Array): Uint32Array {
  const hashes = fingerprints(letters, SHINGLE);
  const compared = letters.length < SHORT ? hashes : hashes.filter((hash) => hash % SAMPLING === 0);
  compared.sort();
  return compared.filter((hash, i) => i === 0 || hash !== compared[i - 1]);
}

/** Finds the families of essays that are added one after another; of each it keeps some four bytes for eight letters. */
export class FamilyFinder {
  private readonly hashes = new GrowingColumn();
  private readonly starts = new GrowingColumn();
  /** For each essay the first known member of its family, possibly by way of others. */
  private heads = new Uint32Array(0);

  /** Adds an essay by the bytes of its letters. Throws a RangeError beyond two million essays. */
  add(letters: Uint8Array): void {
    if (this.starts.length >= MOST_ESSAYS)
      throw new RangeError(`more than ${MOST_ESSAYS} essays: build several indexes`);
    this.starts.push(this.hashes.length);
    for (const hash of comparedShingles(letters)) this.hashes.push(hash);
  }

  private hashesOf(essay: number): Uint32Array {
    const starts = this.starts.view();
    return this.hashes.view().subarray(starts[essay]!, starts[essay + 1] ?? this.hashes.length);
  }

  /** One number for each hash of each essay, sorted: equal hashes side by side, their essays in order. */
  private packed(): Float64Array {
    const packed = new Float64Array(this.hashes.length);
    let at = 0;
    for (let essay = 0; essay < this.starts.length; essay++)
      for (const hash of this.hashesOf(essay)) packed[at++] = hash * MOST_ESSAYS + essay;
    return packed.sort();
  }

  private headOf(essay: number): number {
    let head = essay;
    while (this.heads[head] !== head) head = this.heads[head]!;
    this.heads[essay] = head;
    return head;
  }

  private unite(a: number, b: number): void {
    const [first, second] = [this.headOf(a), this.headOf(b)];
    if (first === second || !areVariants(this.hashesOf(a), this.hashesOf(b))) return;
    // The smallest member leads, so that the outcome does not depend on the order of the pairs.
    this.heads[Math.max(first, second)] = Math.min(first, second);
  }

  /** For each essay the place of the first member of its family, its own where it has no variant before it. */
  families(): Uint32Array {
    this.heads = Uint32Array.from({ length: this.starts.length }, (_, essay) => essay);
    const packed = this.packed();
    for (let i = 0; i < packed.length; i++) {
      const hash = Math.floor(packed[i]! / MOST_ESSAYS);
      for (let j = i + 1; j <= i + NEIGHBOURS && j < packed.length; j++) {
        if (Math.floor(packed[j]! / MOST_ESSAYS) !== hash) break;
        this.unite(packed[i]! % MOST_ESSAYS, packed[j]! % MOST_ESSAYS);
      }
    }
    return this.heads.map((_, essay) => this.headOf(essay));
  }
}

/** Whether two ascending lists share at least `wanted` hashes; stops as soon as that is decided. */
function shareAtLeast(a: Uint32Array, b: Uint32Array, wanted: number): boolean {
  let missing = wanted;
  for (let i = 0, j = 0; missing > 0; ) {
    if (Math.min(a.length - i, b.length - j) < missing) return false;
    const [left, right] = [a[i]!, b[j]!];
    if (left === right) missing--;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return true;
}

function areVariants(a: Uint32Array, b: Uint32Array): boolean {
  return shareAtLeast(a, b, MIN_SHARED * Math.max(a.length, b.length));
}
