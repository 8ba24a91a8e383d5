import type { Index } from '../corpus/loaded-index.ts';
import { openSentenceIndex, type SentenceIndex } from '../corpus/open-sentences.ts';
import { findMatches } from '../match/find-matches.ts';
import { addReworded } from '../match/reworded/find-reworded.ts';
import { letterFrom } from '../text/normalise.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import { type ClassFile, type ComparedFile, comparedFiles, hasLetters } from './compared-file.ts';
import { type AlignedFile, alignedFiles, filesToAlign } from './file-pairs.ts';
import { indexOfFiles } from './index-of-files.ts';
import { type Explained, explainedIn, GIVEN } from './known-passages.ts';
import { groupsOf, withLineage } from './lineage.ts';
import { type FilePair, pairOf } from './pair-evidence.ts';
import { type PassageOfMany, passagesOfMany } from './passages-of-many.ts';

/** What files are compared with beside one another. */
export interface ComparisonOptions {
  /** Known essays. The blocks of these indexes must be readable at once. */
  readonly known: readonly Index[];
  /** Texts that everyone was given, such as the task sheet: what stands in them is no evidence. */
  readonly given: readonly string[];
  /** What is common wording; with null every letter counts the same. */
  readonly wording: WordingModel | null;
  /** A passage that more files than this share is offered as one that everyone may have been given. */
  readonly many: number;
}

/** A file of a comparison. */
export interface FileFigures {
  readonly file: string;
  /** Han letters. */
  readonly letters: number;
  /** Share of them that also stand in known essays, word for word or reworded, and not in what everyone was given; 0–1. */
  readonly share: number;
}

/** How files hang together. Files are named by their names, in the order in which they were given. */
export interface Comparison {
  readonly files: readonly FileFigures[];
  /** Those with most letters in common first. */
  readonly pairs: readonly FilePair[];
  /** Files that hang together by pairs. */
  readonly groups: readonly (readonly string[])[];
  /** Passages that so many files share that everyone may have been given them. */
  readonly many: readonly PassageOfMany[];
}

/** How far a comparison is, in steps of about equal length. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** What is known of the files before they are compared with one another. */
interface Known {
  readonly explained: readonly Explained[];
  readonly figures: readonly FileFigures[];
}

function shareOf({ text, letters: { at } }: ComparedFile, explained: Explained, searched: Searched): number {
  let marked = 0;
  for (const { page } of addReworded(text, searched.sentences, findMatches(text, searched.known))) {
    const end = letterFrom(at, page.end);
    for (let i = letterFrom(at, page.start); i < end; i++) if ((explained.letters[i]! & GIVEN) === 0) marked++;
  }
  return marked / at.length;
}

/** The indexes that files are checked against, and their sentences in the same order. */
interface Searched {
  readonly known: readonly Index[];
  readonly sentences: readonly SentenceIndex[];
  readonly given: Index | null;
}

function searchedOf({ known, given, wording }: ComparisonOptions): Searched {
  const texts = given.map((text, i) => ({ name: String(i), text })).filter(hasLetters);
  return {
    known,
    sentences: known.map(openSentenceIndex),
    given: texts.length > 0 ? indexOfFiles(texts, 'given', wording) : null,
  };
}

function* checkFiles(files: readonly ComparedFile[], searched: Searched): Generator<void, Known> {
  const explained: Explained[] = [];
  const figures: FileFigures[] = [];
  for (const file of files) {
    const one = explainedIn(file, searched.given, searched.known);
    explained.push(one);
    figures.push({ file: file.name, letters: file.letters.at.length, share: shareOf(file, one, searched) });
    yield;
  }
  return { explained, figures };
}

function* alignFiles(
  files: readonly ComparedFile[],
  { explained }: Known,
  index: Index,
): Generator<void, AlignedFile[][]> {
  const sides = files.map((file, i) => ({ file, explained: explained[i]!.letters }));
  const earlier = yield* filesToAlign(files, index);
  const aligned: AlignedFile[][] = [];
  for (const i of files.keys()) {
    aligned.push(alignedFiles(sides, i, earlier[i]!, index));
    yield;
  }
  return aligned;
}

function pairsOf(
  files: readonly ComparedFile[],
  { explained }: Known,
  later: number,
  aligned: readonly AlignedFile[],
): FilePair[] {
  const known = (file: number) => ({ file: files[file]!, essays: explained[file]!.essays });
  const passages = new Map(aligned.map((one) => [one.earlier, one.passages]));
  return Array.from({ length: later }, (_, earlier) =>
    pairOf(known(earlier), known(later), passages.get(earlier) ?? []),
  ).filter((pair) => pair !== null);
}

/** Times that each file is taken up: to be checked, to be looked for in others, to be aligned, to be judged. */
const STEPS = 4;

/** Numbers the steps of a generator. */
function* counted<T>(steps: Generator<void, T>, of: number): Generator<Progress, T> {
  for (let done = 1; ; done++) {
    const next = steps.next();
    if (next.done) return next.value;
    yield { done, of };
  }
}

function* steps(all: readonly ClassFile[], options: ComparisonOptions): Generator<void, Comparison> {
  const withLetters = all.filter(hasLetters);
  const names = all.map(({ name }) => name);
  if (withLetters.length === 0) return { files: names.map(emptyFigures), pairs: [], groups: [], many: [] };
  const index = indexOfFiles(withLetters, 'files', options.wording);
  const files = comparedFiles(withLetters, index);
  const known = yield* checkFiles(files, searchedOf(options));
  const aligned = yield* alignFiles(files, known, index);
  const found: FilePair[] = [];
  for (const i of files.keys()) {
    found.push(...pairsOf(files, known, i, aligned[i]!));
    yield;
  }
  const pairs = withLineage(found).sort((a, b) => b.letters - a.letters);
  const figures = new Map(known.figures.map((one) => [one.file, one]));
  return {
    files: names.map((name) => figures.get(name) ?? emptyFigures(name)),
    pairs,
    groups: groupsOf(names, pairs),
    many: passagesOfMany(files, aligned, options.many),
  };
}

function emptyFigures(file: string): FileFigures {
  return { file, letters: 0, share: 0 };
}

/**
 * The single door of the comparison: which files share what neither known essays nor what everyone was given explains, how they hang
 * together, and, where the text tells it, who wrote from whom. A generator that does a file's share of work between two steps, so
 * that who drives it may show how far it is, pause, or stop. Offsets are UTF-16 units of the files. Throws an Error where two files
 * have one name. Time grows with the letters of the files and with the pairs that share something.
 */
export function compareFiles(files: readonly ClassFile[], options: ComparisonOptions): Generator<Progress, Comparison> {
  const names = files.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`two files are called ${twice}: rename one of them`);
  return counted(steps(files, options), STEPS * files.filter(hasLetters).length);
}
