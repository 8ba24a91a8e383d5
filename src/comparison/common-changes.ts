import type { EssayRecord } from '../corpus/essay.ts';
import type { EssayRef } from '../corpus/essay-ref.ts';
import { MOST_BITS, SURPRISAL_MASK } from '../corpus/format.ts';
import { boundsOf, sameLetters } from '../match/alignment.ts';
import { overlaps } from '../text/span.ts';
import type { ComparedFile } from './compared-file.ts';
import type { KnownEssay, KnownPassage } from './known-passages.ts';
import { collate, newLetters, type VariationUnit } from './variation-units.ts';

/** A file and the known essays of which it has passages. */
export interface KnownFile {
  readonly file: ComparedFile;
  readonly essays: readonly KnownEssay[];
}

/** What two files did to a stretch of a known essay that both have. */
export interface SharedStretch {
  readonly ref: EssayRef;
  readonly record: EssayRecord;
  readonly a: KnownPassage;
  readonly b: KnownPassage;
  readonly units: readonly VariationUnit[];
  /** Letters that the files have in common on it. */
  readonly letters: number;
  /** By how many bits the changes in common speak for one text behind both files, rather than two that were taken from the essay. */
  readonly bits: number;
}

/**
 * What a change in common says by its place alone, in bits: of the words of an essay one in eight is changed where somebody changes
 * it, so a second person changes the very word that a first one did one time in eight.
 */
const PLACE_BITS = 3;

/** What it says beside that where letters were left out: of the changes a third leave something out. */
const OMISSION_BITS = 2;

/** The bits of the letters of a file in a unit that the essay has not. */
function newLetterBits({ letterFacts }: ComparedFile, passage: KnownPassage, { a }: VariationUnit): number {
  let bits = 0;
  for (let letter = a.start; letter < a.end; letter++) {
    const isNew = newLetters({ passage }, { start: letter, end: letter + 1 }) === 1;
    if (isNew) bits += Math.min(MOST_BITS, letterFacts[letter]! & SURPRISAL_MASK);
  }
  return bits;
}

/**
 * The logarithm of a likelihood ratio: how likely it is that two files have a change in common when one text stands behind both, which
 * is nearly certain, over how likely when each changed the essay by itself. What a model of common wording expects says little.
 */
function unitBits(file: ComparedFile, passage: KnownPassage, unit: VariationUnit): number {
  if (unit.reading !== 'common') return 0;
  const bits = newLetterBits(file, passage, unit);
  return PLACE_BITS + (bits > 0 ? bits : OMISSION_BITS);
}

function stretchOf(a: KnownFile, b: KnownFile, essay: KnownEssay, inA: KnownPassage, inB: KnownPassage): SharedStretch {
  const { units, letters } = collate(
    { codes: a.file.letters.codes, passage: inA },
    { codes: b.file.letters.codes, passage: inB },
  );
  const bits = units.reduce((sum, unit) => sum + unitBits(a.file, inA, unit), 0);
  return { ref: essay.ref, record: essay.record, a: inA, b: inB, units, letters, bits };
}

function stretchesOf(a: KnownFile, b: KnownFile): SharedStretch[] {
  return a.essays.flatMap((essay) => {
    const same = b.essays.find(({ ref }) => ref === essay.ref);
    if (!same) return [];
    return essay.passages.flatMap((passage) =>
      same.passages
        .filter((other) => overlapsInEssay(passage, other))
        .map((other) => stretchOf(a, b, essay, passage, other)),
    );
  });
}

function overlapsInEssay(a: KnownPassage, b: KnownPassage): boolean {
  const [one, two] = [boundsOf(a), boundsOf(b)];
  return overlaps({ start: one.corpus, end: one.corpusEnd }, { start: two.corpus, end: two.corpusEnd });
}

function onPage(passage: KnownPassage): { start: number; end: number } {
  const { page, pageEnd } = boundsOf(passage);
  return { start: page, end: pageEnd };
}

/** Letters that the essay explains, in both files. */
function explained({ a, b }: SharedStretch): number {
  return sameLetters(a) + sameLetters(b);
}

/**
 * What two files did to the known essays that both have. Variants of one essay explain the same letters: of those that meet in both files
 * the one counts that explains most, and of several such the one that leaves least in common.
 */
export function sharedStretches(a: KnownFile, b: KnownFile): SharedStretch[] {
  const ordered = stretchesOf(a, b).sort((s, t) => explained(t) - explained(s) || s.bits - t.bits);
  const kept: SharedStretch[] = [];
  for (const one of ordered) {
    const known = kept.some((k) => overlaps(onPage(k.a), onPage(one.a)) && overlaps(onPage(k.b), onPage(one.b)));
    if (!known) kept.push(one);
  }
  return kept;
}
