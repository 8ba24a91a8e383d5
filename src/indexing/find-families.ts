import { fingerprints } from '../fingerprint/hash.ts';
import { SHINGLE } from '../fingerprint/recipe.ts';
import { normalise } from '../text/normalise.ts';

/**
 * Two essays are variants when at least this share of the longer one's shingles stands in the other. One letter in ten
 * changed still leaves 0.9^6 = 0.53 of them. In the shipped corpus the repeats reach 1.00 and the closest other pair, which
 * shares two paragraphs, 0.16. The longer one counts, so that an excerpt does not bind together all essays that hold it.
 */
const MIN_SHARED = 0.5;

/**
 * Candidates are found by one shingle in eight, chosen by its hash: a variant of the shortest essays worth having (100
 * letters) still shows some six of them, and a corpus of ten million letters keeps its table small.
 */
const SAMPLING = 8;

/** Essays with fewer shingles than this are looked up by all of them: sampling could leave none. */
const SHORT = 64;

/** A shingle that stands in more essays than this is a stock phrase and proposes no candidates: pairs grow with its square. */
const MAX_ESSAYS_OF_SHINGLE = 64;

function shinglesOf(text: string): ReadonlySet<number> {
  return new Set(fingerprints(normalise(text).codes, SHINGLE));
}

function essaysOfShingles(shingles: readonly ReadonlySet<number>[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [essay, set] of shingles.entries()) {
    for (const hash of set) {
      if (set.size >= SHORT && hash % SAMPLING !== 0) continue;
      const found = places.get(hash);
      if (found) found.push(essay);
      else places.set(hash, [essay]);
    }
  }
  return places;
}

function candidates(shingles: readonly ReadonlySet<number>[]): Map<number, Set<number>> {
  const pairs = new Map<number, Set<number>>();
  for (const essays of essaysOfShingles(shingles).values()) {
    if (essays.length > MAX_ESSAYS_OF_SHINGLE) continue;
    for (const [i, a] of essays.entries()) {
      for (const b of essays.slice(i + 1)) pairs.set(a, (pairs.get(a) ?? new Set()).add(b));
    }
  }
  return pairs;
}

function areVariants(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const wanted = MIN_SHARED * Math.max(a.size, b.size);
  return Math.min(a.size, b.size) >= wanted && a.intersection(b).size >= wanted;
}

// Union by the smallest member, so that the outcome does not depend on the order of the pairs.
function headOf(heads: number[], essay: number): number {
  let head = essay;
  while (heads[head] !== head) head = heads[head]!;
  heads[essay] = head;
  return head;
}

function familyHeads(shingles: readonly ReadonlySet<number>[]): number[] {
  const heads = shingles.map((_, essay) => essay);
  for (const [a, others] of candidates(shingles)) {
    for (const b of others) {
      if (!areVariants(shingles[a]!, shingles[b]!)) continue;
      const [first, second] = [headOf(heads, a), headOf(heads, b)];
      heads[Math.max(first, second)] = Math.min(first, second);
    }
  }
  return shingles.map((_, essay) => headOf(heads, essay));
}

/**
 * The families of these essays, near-identical ones together: for each essay the places of its variants, itself left out,
 * in order. Variants of variants belong to the same family.
 */
export function findFamilies(texts: readonly string[]): number[][] {
  const heads = familyHeads(texts.map(shinglesOf));
  const members = Map.groupBy(heads.keys(), (essay) => heads[essay]!);
  return heads.map((head, essay) => members.get(head)!.filter((other) => other !== essay));
}
