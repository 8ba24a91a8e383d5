import type { EssayRow } from '../corpus/essay-row.ts';
import { type Alignment, boundsOf, clip, sameLetters, scoreOf } from './alignment.ts';
import { type Evidence, evidenceOf, reaches, type Thresholds } from './evidence.ts';

/** An alignment that may become a match, with the values by which it is graded. */
export interface Candidate {
  /** Its place in the row. */
  readonly essay: number;
  readonly alignment: Alignment;
  /** Quarters of a letter. */
  readonly score: number;
  readonly evidence: Evidence;
}

/** A candidate that was chosen, and the others that explain the same stretch nearly as well. */
export interface Selected extends Candidate {
  readonly also: readonly Candidate[];
}

/** What the evidence of an alignment is counted with: the essays, and for each letter of the page whether it is quoted. */
export interface EvidenceContext {
  readonly row: EssayRow;
  readonly quoted: Uint8Array;
}

/**
 * Another essay explains a stretch nearly as well if it has at least this share of the letters that the best one has in common: two
 * copies of a text that were edited apart still share nine in ten, two texts on one topic far less.
 */
const NEARLY_AS_WELL = 0.8;

/**
 * Letters of the page between two matches of one essay that are still judged together: the length of a sentence, as a rewriter puts
 * one in between. Unrelated pages quote an essay's set phrases farther apart than that.
 */
const CLOSE = 40;

/** An alignment with its essay, score and evidence. */
export function candidateOf({ row, quoted }: EvidenceContext, alignment: Alignment): Candidate {
  const essay = row.essayOf[alignment[0]!.corpus]!;
  return { essay, alignment, score: scoreOf(alignment), evidence: evidenceOf(row, quoted, alignment) };
}

/** The longest stretch between two page letters that no candidate owns yet. */
function freeStretch(owner: Int32Array, start: number, end: number): [start: number, end: number] {
  let best: [number, number] = [start, start];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && owner[i] === 0) continue;
    if (i - from > best[1] - best[0]) best = [from, i];
    from = i + 1;
  }
  return best;
}

/** A candidate without the letters that better ones own; `null` if nothing is left. */
function freed(context: EvidenceContext, owner: Int32Array, candidate: Candidate): Candidate | null {
  const { page, pageEnd } = boundsOf(candidate.alignment);
  const [start, end] = freeStretch(owner, page, pageEnd);
  if (start === page && end === pageEnd) return candidate;
  const rest = clip(candidate.alignment, start, end);
  return rest.length > 0 ? candidateOf(context, rest) : null;
}

/** The owners of letters of a candidate, each once; the letters of an owner are one stretch. */
function ownersOf(owner: Int32Array, { alignment }: Candidate): number[] {
  const { page, pageEnd } = boundsOf(alignment);
  const owners: number[] = [];
  let last = 0;
  for (let letter = page; letter < pageEnd; letter++) {
    if (owner[letter]! > 0 && owner[letter] !== last) owners.push(owner[letter]!);
    last = owner[letter]!;
  }
  return owners;
}

type Growing = Candidate & { also: Candidate[] };

function remember(context: EvidenceContext, chosen: Growing, other: Candidate): void {
  if (other.essay === chosen.essay || chosen.also.some((a) => a.essay === other.essay)) return;
  const { page, pageEnd } = boundsOf(chosen.alignment);
  const inside = clip(other.alignment, page, pageEnd);
  if (sameLetters(inside) < NEARLY_AS_WELL * sameLetters(chosen.alignment)) return;
  chosen.also.push(candidateOf(context, inside));
}

/**
 * Disjoint candidates of at least this evidence, in page order. Greedy, by score: the best takes its letters of the page first, and each other
 * what better ones left. Another essay that explains the letters of a chosen one nearly as well is remembered as its `also`.
 */
export function disjoint(
  context: EvidenceContext,
  candidates: readonly Candidate[],
  letters: number,
  least: Evidence,
): Selected[] {
  const owner = new Int32Array(letters);
  const chosen: Growing[] = [];
  const ordered = [...candidates].sort((a, b) => b.score - a.score || a.alignment[0]!.corpus - b.alignment[0]!.corpus);
  for (const candidate of ordered) {
    for (const better of ownersOf(owner, candidate)) remember(context, chosen[better - 1]!, candidate);
    const free = freed(context, owner, candidate);
    if (!free || !reaches(free.evidence, least)) continue;
    chosen.push({ ...free, also: [] });
    const bounds = boundsOf(free.alignment);
    owner.fill(chosen.length, bounds.page, bounds.pageEnd);
  }
  return chosen.sort((a, b) => a.alignment[0]!.page - b.alignment[0]!.page);
}

/** For each essay of a row the first essay of the row that belongs to its family. */
function familiesIn({ essays }: EssayRow): number[] {
  const firsts = new Map<string, number>();
  return essays.map(({ index, essay }, place) => {
    const family = `${index.checksum} ${index.families[essay]}`;
    const first = firsts.get(family) ?? place;
    firsts.set(family, first);
    return first;
  });
}

/** Groups of matches that share an essay (or a variant of it) and are close together on the page. */
function groups(row: EssayRow, selected: readonly Selected[]): Selected[][] {
  const families = familiesIn(row);
  const open = new Map<number, Selected[]>();
  const all: Selected[][] = [];
  for (const one of selected) {
    const { page } = boundsOf(one.alignment);
    const family = families[one.essay]!;
    const group = open.get(family);
    if (group && page - boundsOf(group.at(-1)!.alignment).pageEnd <= CLOSE) group.push(one);
    else {
      const begun = [one];
      open.set(family, begun);
      all.push(begun);
    }
  }
  return all;
}

/**
 * The evidence of a group. Letters of an essay count once, however often the page repeats them: of candidates that show the
 * same ones, the strongest.
 */
function together(group: readonly Selected[]): Evidence {
  let bits = 0;
  let letters = 0;
  let end = 0;
  let last: Evidence = { bits: 0, letters: 0 };
  const inEssayOrder = group.map(({ alignment, evidence }) => ({ ...boundsOf(alignment), evidence }));
  inEssayOrder.sort((a, b) => a.corpus - b.corpus);
  for (const { corpus, corpusEnd, evidence } of inEssayOrder) {
    const again = corpus < end;
    if (again && evidence.bits <= last.bits) continue;
    bits += evidence.bits - (again ? last.bits : 0);
    letters += evidence.letters - (again ? last.letters : 0);
    end = Math.max(end, corpusEnd);
    last = evidence;
  }
  return { bits, letters };
}

/** What decided about a match: `alone` and `together` are kept, `weak` is not. */
export type Grade = 'alone' | 'together' | 'weak';

/** A disjoint candidate with what decided about it. */
export interface GradedCandidate extends Selected {
  readonly grade: Grade;
  /** The evidence of its group: itself and the matches of the same essay close by. */
  readonly group: Evidence;
}

function gradeOf(one: Selected, group: Evidence, { alone, together, beside }: Thresholds): Grade {
  if (reaches(one.evidence, alone)) return 'alone';
  return reaches(group, together) && reaches(one.evidence, beside) ? 'together' : 'weak';
}

/** Grades disjoint candidates, in page order: whether their evidence suffices alone, or beside matches of the same essay. */
export function gradeCandidates(
  row: EssayRow,
  selected: readonly Selected[],
  thresholds: Thresholds,
): GradedCandidate[] {
  const graded = groups(row, selected).flatMap((group) => {
    const evidence = together(group);
    return group.map((one) => ({ ...one, group: evidence, grade: gradeOf(one, evidence, thresholds) }));
  });
  return graded.sort((a, b) => a.alignment[0]!.page - b.alignment[0]!.page);
}
