import type { Index } from '../corpus/index.ts';
import { type Alignment, boundsOf, clip, sameLetters, scoreOf } from './alignment.ts';
import { evidenceOf } from './evidence.ts';

/** An alignment that may become a match, with what it is judged by. */
export interface Candidate {
  readonly essay: number;
  readonly alignment: Alignment;
  /** Quarters of a letter. */
  readonly score: number;
  /** Bits. */
  readonly evidence: number;
}

/** A candidate that was chosen, and the others that explain the same stretch nearly as well. */
export interface Selected extends Candidate {
  readonly also: readonly Candidate[];
}

export interface Thresholds {
  alone: number;
  beside: number;
  together: number;
}

/** Another essay explains a stretch as well if its alignment there scores at least this share of the best one's. */
const NEARLY_AS_WELL = 0.8;

export function candidateOf(index: Index, alignment: Alignment): Candidate {
  const essay = index.essayOf[alignment[0]!.corpus]!;
  return { essay, alignment, score: scoreOf(alignment), evidence: evidenceOf(index, alignment) };
}

/** The longest stretch of the alignment's page letters that nobody owns yet. */
function freeStretch(owner: Int32Array, start: number, end: number): [number, number] {
  let best: [number, number] = [start, start];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && owner[i] === 0) continue;
    if (i - from > best[1] - best[0]) best = [from, i];
    from = i + 1;
  }
  return best;
}

/** A candidate cut to what is free of better ones; null where too little is left. */
function freed(index: Index, owner: Int32Array, candidate: Candidate): Candidate | null {
  const { page, pageEnd } = boundsOf(candidate.alignment);
  const [start, end] = freeStretch(owner, page, pageEnd);
  if (start === page && end === pageEnd) return candidate;
  const rest = clip(candidate.alignment, start, end);
  return rest.length > 0 ? candidateOf(index, rest) : null;
}

/**
 * Disjoint candidates, best first: each takes the letters of the page that no better one has. A candidate whose letters are
 * taken by one of another essay is remembered as `also` of that one, where it explains them nearly as well.
 */
export function disjoint(
  index: Index,
  candidates: readonly Candidate[],
  pageLetters: number,
  least: number,
): Selected[] {
  const owner = new Int32Array(pageLetters);
  const chosen: (Candidate & { also: Candidate[] })[] = [];
  const ordered = [...candidates].sort((a, b) => b.score - a.score || a.alignment[0]!.corpus - b.alignment[0]!.corpus);
  for (const candidate of ordered) {
    const { page, pageEnd } = boundsOf(candidate.alignment);
    for (const number of new Set(owner.subarray(page, pageEnd)))
      if (number > 0) remember(index, chosen[number - 1]!, candidate);
    const free = freed(index, owner, candidate);
    if (!free || free.evidence < least) continue;
    chosen.push({ ...free, also: [] });
    const bounds = boundsOf(free.alignment);
    owner.fill(chosen.length, bounds.page, bounds.pageEnd);
  }
  return chosen.sort((a, b) => a.alignment[0]!.page - b.alignment[0]!.page);
}

function remember(index: Index, chosen: Candidate & { also: Candidate[] }, other: Candidate): void {
  if (other.essay === chosen.essay || chosen.also.some((a) => a.essay === other.essay)) return;
  const { page, pageEnd } = boundsOf(chosen.alignment);
  const inside = clip(other.alignment, page, pageEnd);
  if (inside.length === 0) return;
  if (sameLetters(inside) < NEARLY_AS_WELL * sameLetters(chosen.alignment)) return;
  chosen.also.push(candidateOf(index, inside));
}

/** Keeps what is strong alone, and what is weak beside enough of the same essay or its variants. */
export function convincing(index: Index, selected: readonly Selected[], t: Thresholds): Selected[] {
  const totals = new Map<number, number>();
  for (const s of selected)
    for (const essay of essaysOf(index, s)) totals.set(essay, (totals.get(essay) ?? 0) + s.evidence);
  return selected.filter(
    (s) =>
      s.evidence >= t.alone ||
      (s.evidence >= t.beside && essaysOf(index, s).some((essay) => totals.get(essay)! >= t.together)),
  );
}

function essaysOf(index: Index, { essay, also }: Selected): number[] {
  return [...new Set([essay, ...index.essays[essay]!.family, ...also.map((a) => a.essay)])];
}
