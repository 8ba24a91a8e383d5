import { bytesOf } from '../fingerprint/hash.ts';
import { alignAll } from '../match/align.ts';
import { type Alignment, boundsOf } from '../match/alignment.ts';
import { lengthOf, type Span } from '../text/span.ts';

/** One of two files that share a stretch of an essay: its letters and the alignment of that stretch with the essay. */
export interface Witness {
  readonly codes: Uint16Array;
  readonly passage: Alignment;
}

/** How two witnesses relate to the essay and to each other in a variation unit. */
export type Reading =
  | 'common' // both agree against the essay
  | 'only-a' // only the first differs from the essay
  | 'only-b' // only the second differs from the essay
  | 'each'; // all three differ

/**
 * A variation unit, in the term of textual criticism: a place where at least one of two witnesses differs from the essay. Spans count
 * letters.
 */
export interface VariationUnit {
  readonly reading: Reading;
  readonly source: Span;
  readonly a: Span;
  readonly b: Span;
}

/**
 * Consecutive letters that all three texts must share to separate two units. A single letter between two edited words often agrees by
 * chance only.
 */
const LEAST_ANCHOR = 2;

/** Product of the lengths of two readings up to which a unit is split. Longer ones are sentences that were rewritten as a whole. */
const MOST_SQUARE = 4096;

/** Two witnesses and the stretch of the essay that both have; it begins at letter `start` of the essay. */
interface Collation {
  readonly start: number;
  readonly a: Witness;
  readonly b: Witness;
  /** For each letter of the stretch the position of the same letter in the witness, or −1. */
  readonly onA: Int32Array;
  readonly onB: Int32Array;
}

function lettersOn({ passage }: Witness, start: number, end: number): Int32Array {
  const places = new Int32Array(Math.max(0, end - start)).fill(-1);
  for (const { page, corpus, length } of passage) {
    const last = Math.min(corpus + length, end);
    for (let at = Math.max(corpus, start); at < last; at++) places[at - start] = page + at - corpus;
  }
  return places;
}

function collationOf(a: Witness, b: Witness): Collation {
  const [boundsA, boundsB] = [boundsOf(a.passage), boundsOf(b.passage)];
  const start = Math.max(boundsA.corpus, boundsB.corpus);
  const end = Math.min(boundsA.corpusEnd, boundsB.corpusEnd);
  return { start, a, b, onA: lettersOn(a, start, end), onB: lettersOn(b, start, end) };
}

/** Stretches that both witnesses have unchanged: first and last letter, both inclusive, from the start of the collation. */
function anchorsOf({ onA, onB }: Collation): Span[] {
  const anchors: Span[] = [];
  for (let at = 0; at < onA.length; at++) {
    if (onA[at]! < 0 || onB[at]! < 0) continue;
    const start = at;
    while (at + 1 < onA.length && onA[at + 1] === onA[at]! + 1 && onB[at + 1] === onB[at]! + 1) at++;
    if (at - start + 1 >= LEAST_ANCHOR) anchors.push({ start, end: at });
  }
  return anchors;
}

function sameLetters({ a, b }: Collation, spanA: Span, spanB: Span): boolean {
  if (lengthOf(spanA) !== lengthOf(spanB)) return false;
  for (let i = spanA.start; i < spanA.end; i++) {
    if (a.codes[i] !== b.codes[i - spanA.start + spanB.start]) return false;
  }
  return true;
}

/** Whether a witness agrees with the essay from one letter of the collation to another. */
function isUnchanged(places: Int32Array, before: number, after: number): boolean {
  for (let at = before; at < after; at++) if (places[at]! < 0 || places[at + 1] !== places[at]! + 1) return false;
  return true;
}

/** The number of letters in a span of a witness that are not aligned with the essay. */
export function newLetters({ passage }: Pick<Witness, 'passage'>, { start, end }: Span): number {
  let count = end - start;
  for (const { page, length } of passage) count -= Math.max(0, Math.min(page + length, end) - Math.max(page, start));
  return count;
}

/** Which witness changed a part of a unit. `accounted`: no letters of the essay are missing, or a common change replaces them. */
function partReading({ a, b }: Collation, part: Both, accounted: boolean): Reading {
  const [newA, newB] = [newLetters(a, part.a) > 0, newLetters(b, part.b) > 0];
  const [lengthA, lengthB] = [lengthOf(part.a), lengthOf(part.b)];
  if (newA && newB) return 'each';
  if (newA) return lengthB > 0 || accounted ? 'only-a' : 'each';
  if (newB) return lengthA > 0 || accounted ? 'only-b' : 'each';
  // Both have letters of the essay alone: the one that has fewer left some out.
  return lengthA > lengthB ? 'only-b' : 'only-a';
}

/** A span in each witness. */
type Both = Pick<VariationUnit, 'a' | 'b'>;

/** The equal letters of two readings of a unit, in order. */
function commonParts({ a, b }: Collation, unit: Both): Both[] {
  const bytes = ({ codes }: Witness, { start, end }: Span) => bytesOf(codes.subarray(start, end));
  const [page, corpus] = [bytes(a, unit.a), bytes(b, unit.b)];
  if (page.length === 0 || corpus.length === 0) return [];
  const from = { pageFrom: 0, corpusFrom: 0, step: 1 } as const;
  const blocks = alignAll({ ...from, page, corpus, pageLetters: page.length, corpusLetters: corpus.length });
  return blocks.map((block) => {
    const [startA, startB] = [unit.a.start + block.page, unit.b.start + block.corpus];
    return { a: { start: startA, end: startA + block.length }, b: { start: startB, end: startB + block.length } };
  });
}

/** The parts of a unit in which the witnesses differ: between, before and after the equal parts. */
function differences(unit: Both, parts: readonly Both[]): Both[] {
  const end = { a: { start: unit.a.end, end: unit.a.end }, b: { start: unit.b.end, end: unit.b.end } };
  let [atA, atB] = [unit.a.start, unit.b.start];
  const between = [...parts, end].map(({ a, b }) => {
    const one = { a: { start: atA, end: a.start }, b: { start: atB, end: b.start } };
    [atA, atB] = [a.end, b.end];
    return one;
  });
  return between.filter(({ a, b }) => lengthOf(a) + lengthOf(b) > 0);
}

/** Splits a unit in which all three texts differ into common changes and changes of one witness. */
function partsOf(collation: Collation, unit: VariationUnit): VariationUnit[] {
  const { a, b } = collation;
  if (lengthOf(unit.a) * lengthOf(unit.b) > MOST_SQUARE) return [unit];
  const parts = commonParts(collation, unit);
  const changed = parts.filter((part) => newLetters(a, part.a) > 0 && newLetters(b, part.b) > 0);
  const missing = lengthOf(unit.source) - (lengthOf(unit.a) - newLetters(a, unit.a));
  const accounted = changed.length > 0 || missing === 0;
  const { source } = unit;
  return [
    ...changed.map((part): VariationUnit => ({ ...part, source, reading: 'common' })),
    ...differences(unit, parts).map((part) => ({ ...part, source, reading: partReading(collation, part, accounted) })),
  ];
}

function unitsBetween(collation: Collation, before: number, after: number): VariationUnit[] {
  const { start, onA, onB } = collation;
  const a = { start: onA[before]! + 1, end: onA[after]! };
  const b = { start: onB[before]! + 1, end: onB[after]! };
  const unit = { source: { start: start + before + 1, end: start + after }, a, b };
  if (sameLetters(collation, a, b)) return [{ ...unit, reading: 'common' }];
  if (isUnchanged(onB, before, after)) return [{ ...unit, reading: 'only-a' }];
  if (isUnchanged(onA, before, after)) return [{ ...unit, reading: 'only-b' }];
  return partsOf(collation, { ...unit, reading: 'each' });
}

/** The result of a collation. */
export interface Collated {
  /** In the order of the essay. Letters before the first stretch that both have unchanged, and after the last, are left out. */
  readonly units: readonly VariationUnit[];
  /** Letters that the witnesses have in common, those of common changes included. */
  readonly letters: number;
}

function commonLetters({ a, onA, onB }: Collation, units: readonly VariationUnit[]): number {
  const ofEssay = onA.reduce((count, letter, at) => count + (letter >= 0 && onB[at]! >= 0 ? 1 : 0), 0);
  const ofChanges = units.filter(({ reading }) => reading === 'common').map((unit) => newLetters(a, unit.a));
  return ofChanges.reduce((sum, letters) => sum + letters, ofEssay);
}

/** Collates two witnesses with the stretch of the essay that both have. */
export function collate(a: Witness, b: Witness): Collated {
  const collation = collationOf(a, b);
  const anchors = anchorsOf(collation);
  const units = anchors.slice(1).flatMap((next, i) => unitsBetween(collation, anchors[i]!.end, next.start));
  return { units, letters: commonLetters(collation, units) };
}
