import { essayRef } from '../corpus/essay-ref.ts';
import type { LoadedEssay } from '../corpus/essay-row.ts';
import { entriesEnd, essayAt, firstEntry, type Index, mayHold } from '../corpus/loaded-index.ts';
import { fingerprints } from '../fingerprint/hash.ts';
import type { Span } from '../text/span.ts';
import { type MatchBlock, packBlocks } from './blocks.ts';
import { BLOCK_COST, type Evidence, reaches } from './evidence.ts';
import type { Match, SourcePlace } from './match.ts';
import type { Sides } from './sides.ts';

/*
 * Matches with essays whose letters the index does not have (a pack without letter tables). All there is are the shingles that text and
 * essay have in common, and where they stand; the letters between two of them are taken for the same where both sides have as many. So
 * there are no changes to tell, and ends are those of shingles.
 */

/** A shingle in common. Places are letters: of the text, and of the essay. */
interface Hit {
  readonly page: number;
  readonly essay: number;
  readonly bits: number;
}

/** Hits of one essay in order. */
interface HitChain {
  readonly of: LoadedEssay;
  readonly hits: Hit[];
}

/** Letters from one hit of a chain to the next, on either side, at most: as for essays that can be aligned. */
const FAR = 100;

/** By how many letters the two sides of a gap may differ: a longer insertion ends the passage. */
const MOST_SHIFT = 20;

/** Places of a shingle that are looked at, as in essay-tally.ts. */
const MOST_PLACES = 64;

function addHits(index: Index, hash: number, page: number, byEssay: ReadonlyMap<number, Hit[]>): void {
  const first = mayHold(index, hash) ? firstEntry(index, hash) : -1;
  if (first < 0) return;
  const end = Math.min(entriesEnd(index, hash, first), first + MOST_PLACES);
  for (let entry = first; entry < end; entry++) {
    const position = index.positions[entry]!;
    const place = essayAt(index, position);
    const essay = position - index.essayStarts[place]!;
    byEssay.get(place)?.push({ page, essay, bits: index.shingleBits[entry]! });
  }
}

function hitsIn(bytes: Uint8Array, index: Index, essays: readonly LoadedEssay[]): Map<number, Hit[]> {
  const byEssay = new Map(essays.map(({ essay }) => [essay, [] as Hit[]]));
  fingerprints(bytes, index.sampling.shingle).forEach((hash, page) => {
    addHits(index, hash, page, byEssay);
  });
  return byEssay;
}

function follows(last: Hit, next: Hit): boolean {
  const [page, essay] = [next.page - last.page, next.essay - last.essay];
  return page > 0 && essay > 0 && page <= FAR && essay <= FAR && Math.abs(page - essay) <= MOST_SHIFT;
}

/** Joins hits to chains: each goes on the chain that it fits best, the one whose gaps differ least. */
function chainsOf(of: LoadedEssay, hits: readonly Hit[]): HitChain[] {
  const chains: HitChain[] = [];
  let open: HitChain[] = [];
  for (const hit of hits) {
    open = open.filter((chain) => hit.page - chain.hits.at(-1)!.page <= FAR);
    const shift = ({ hits: before }: HitChain) => {
      const last = before.at(-1)!;
      return Math.abs(hit.page - last.page - (hit.essay - last.essay));
    };
    const [best] = open.filter((chain) => follows(chain.hits.at(-1)!, hit)).sort((a, b) => shift(a) - shift(b));
    if (best) best.hits.push(hit);
    else {
      const begun = { of, hits: [hit] };
      chains.push(begun);
      open.push(begun);
    }
  }
  return chains;
}

/** As `Tally` counts: in a run that goes on a shingle adds the bits of its new letters, else all of them less what a block costs. */
function evidenceOf({ of, hits }: HitChain): Evidence {
  const { shingle } = of.index.sampling;
  let bits = 0;
  hits.forEach((hit, i) => {
    const last = hits[i - 1];
    const added = last ? hit.page - last.page : 0;
    const goesOn = last !== undefined && hit.essay - last.essay === added && added <= 2 * shingle;
    bits += goesOn ? (hit.bits * Math.min(added, shingle)) / shingle : Math.max(0, hit.bits - BLOCK_COST);
  });
  return { bits, letters: hits.at(-1)!.page + shingle - hits[0]!.page };
}

/** Stretches of hits on one diagonal, each close to the one before: first letter on each side, and length. */
function runsOf({ of, hits }: HitChain): { page: number; essay: number; length: number }[] {
  const { shingle } = of.index.sampling;
  const runs: { page: number; essay: number; length: number }[] = [];
  for (const { page, essay } of hits) {
    const run = runs.at(-1);
    const isClose = run !== undefined && page - (run.page + run.length) <= shingle;
    if (isClose && essay - page === run.essay - run.page) run.length = page + shingle - run.page;
    else runs.push({ page, essay, length: shingle });
  }
  // A new diagonal may begin inside the run before it: the letters go to the later one.
  return runs.map((run, i) => {
    const next = runs[i + 1];
    const most = next ? Math.min(next.page - run.page, next.essay - run.essay) : run.length;
    return { ...run, length: Math.max(1, Math.min(run.length, most)) };
  });
}

/** About where a letter of an essay stands in its document: a bare block does not say it. */
function offsetOf({ block }: LoadedEssay, letter: number): number {
  const { start, end } = block.record;
  return start + Math.round(((end - start) * letter) / Math.max(1, block.letterBytes.length));
}

function placeOf({ of, hits }: HitChain): SourcePlace {
  const { shingle } = of.index.sampling;
  const source = { start: offsetOf(of, hits[0]!.essay), end: offsetOf(of, hits.at(-1)!.essay + shingle) };
  return { essay: essayRef(of.index.name, of.block.record.id), source };
}

function blocksIn({ letters: { at } }: Sides, chain: HitChain): MatchBlock[] {
  const runs = runsOf(chain);
  return runs.map(({ page, essay, length }, i) => {
    const last = runs[i - 1];
    return {
      page: { start: at[page]!, end: at[page + length - 1]! + 1 },
      source: offsetOf(chain.of, essay),
      letters: length,
      missing: last ? Math.max(0, essay - last.essay - last.length) : 0,
      before: 'replaced',
    };
  });
}

function spanOf({ letters: { at } }: Sides, { of, hits }: HitChain): Span {
  const end = hits.at(-1)!.page + of.index.sampling.shingle;
  return { start: at[hits[0]!.page]!, end: at[end - 1]! + 1 };
}

/** The share of the essay's shingles on the stretch that the text has too. */
function similarityOf({ of, hits }: HitChain): number {
  const { stride } = of.index.sampling;
  return Math.min(1, hits.length / ((hits.at(-1)!.essay - hits[0]!.essay) / stride + 1));
}

function matchOf(sides: Sides, chain: HitChain, also: readonly HitChain[]): Match {
  const [page, best] = [spanOf(sides, chain), placeOf(chain)];
  return {
    kind: 'literal',
    page,
    letters: evidenceOf(chain).letters,
    similarity: similarityOf(chain),
    best,
    also: also.map(placeOf),
    changes: [],
    alignment: packBlocks(blocksIn(sides, chain), page.start, best.source.start),
  };
}

interface Found {
  readonly chain: HitChain;
  readonly evidence: Evidence;
  readonly page: Span;
}

const meet = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** An essay is named beside the best if it is worth at least this part of it, as among essays that can be aligned. */
const NEARLY_AS_GOOD = 0.8;

/**
 * The stretches of a text that have enough shingles in common with one of these essays, whose blocks are bare; disjoint and in page
 * order. `least` is what a match needs alone, in bits of its shingles: passages whose letters would be enough, but whose shingles are not, are missed.
 */
export function findBareMatches(sides: Sides, essays: readonly LoadedEssay[], least: Evidence): Match[] {
  const chains = [...Map.groupBy(essays, ({ index }) => index)].flatMap(([index, of]) => {
    const hits = hitsIn(sides.bytes, index, of);
    return of.flatMap((essay) => chainsOf(essay, hits.get(essay.essay)!));
  });
  const found = chains
    .map((chain): Found => ({ chain, evidence: evidenceOf(chain), page: spanOf(sides, chain) }))
    .filter(({ chain, evidence }) => chain.hits.length > 1 && reaches(evidence, least))
    .sort((a, b) => b.evidence.bits - a.evidence.bits);
  const best: Found[] = [];
  for (const one of found) if (!best.some(({ page }) => meet(page, one.page))) best.push(one);
  return best
    .map((one) => {
      const others = found.filter(
        (other) =>
          other.chain.of !== one.chain.of &&
          meet(other.page, one.page) &&
          other.evidence.bits >= NEARLY_AS_GOOD * one.evidence.bits,
      );
      return matchOf(sides, one.chain, [...new Map(others.map(({ chain }) => [chain.of, chain])).values()]);
    })
    .sort((a, b) => a.page.start - b.page.start);
}
