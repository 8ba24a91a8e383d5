import type { EssayRecord } from '../corpus/essay.ts';
import type { EssayRef } from '../corpus/essay-ref.ts';
import { MOST_BITS, SURPRISAL_MASK } from '../corpus/format.ts';
import { boundsOf, sameLetters } from '../match/alignment.ts';
import { overlaps } from '../text/span.ts';
import type { ComparedFile } from './compared-file.ts';
import type { KnownEssay, KnownPassage } from './known-passages.ts';
import { collate, newLetters, type VariationUnit } from './variation-units.ts';

/** A file with the known essays that it shares passages with. */
export interface KnownFile {
  readonly file: ComparedFile;
  readonly essays: readonly KnownEssay[];
}

/** A stretch of a known essay that two files share, collated. */
export interface SharedStretch {
  readonly ref: EssayRef;
  readonly record: EssayRecord;
  readonly a: KnownPassage;
  readonly b: KnownPassage;
  readonly units: readonly VariationUnit[];
  /** Letters that the two files have in common in this stretch. */
  readonly letters: number;
  /** log₂ of the likelihood ratio of a common altered text behind both files to each file taken from the essay separately. */
  readonly bits: number;
}

/**
 * Bits of a common change for its position alone. Somebody who alters an essay changes about one word in eight, so a second person changes
 * the same word with a probability of 1/8.
 */
const PLACE_BITS = 3;

/** Further bits of a common omission: about a third of all changes are omissions. */
const OMISSION_BITS = 2;

/** The surprisal of the letters of a file in a unit that the essay does not have, in bits. */
function newLetterBits({ letterFacts }: ComparedFile, passage: KnownPassage, { a }: VariationUnit): number {
  let bits = 0;
  for (let letter = a.start; letter < a.end; letter++) {
    const isNew = newLetters({ passage }, { start: letter, end: letter + 1 }) === 1;
    if (isNew) bits += Math.min(MOST_BITS, letterFacts[letter]! & SURPRISAL_MASK);
  }
  return bits;
}

/**
 * log₂ of the likelihood ratio of one common change: it is nearly certain if an altered text stands behind both files, and as
 * probable as its position and its new letters if each file was altered separately. Common wording therefore adds little.
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

/** Letters that the essay explains in the two files together. */
function explained({ a, b }: SharedStretch): number {
  return sameLetters(a) + sameLetters(b);
}

/**
 * The stretches of known essays that two files share. Variants of an essay explain the same letters of both files; of these the one that
 * explains the most letters is kept, and among equals the one with the least common changes.
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
