import type { Index } from '../corpus/loaded-index.ts';
import { openSentenceIndex } from '../corpus/open-sentences.ts';
import type { WordingModel } from '../wording/wording-file.ts';
import { type ClassFile, type ComparedFile, comparedFiles, hasLetters } from './compared-file.ts';
import { emptyFigures, type FileFigures, figuresOf, type Searched } from './file-figures.ts';
import { type AlignedFile, alignedFiles, filesToAlign } from './file-pairs.ts';
import { indexOfFiles } from './index-of-files.ts';
import { type Explained, explainedIn } from './known-passages.ts';
import { groupsOf, withLineage } from './lineage.ts';
import { type FilePair, pairOf } from './pair-evidence.ts';
import { type PassageOfMany, passagesOfMany } from './passages-of-many.ts';

/** The material that files are compared with, besides one another. */
export interface ComparisonOptions {
  /** Indexes of known essays. Their blocks must be readable synchronously (`readBlock` is not null). */
  readonly known: readonly Index[];
  /** Indexes of the user's own essays: they explain what files share as known ones do, and count in no share. */
  readonly own?: readonly Index[];
  /** Texts that everyone was given, such as the task sheet. Passages of them are no evidence. */
  readonly given: readonly string[];
  /** The model of common wording; if null, every letter counts the same. */
  readonly wording: WordingModel | null;
  /** Passages that more files than this share are listed in `Comparison.many`. At least 1. */
  readonly many: number;
}

/** The result of a comparison. Plain data, so that a worker can post it. Files are referred to by name, in the order given. */
export interface Comparison {
  readonly files: readonly FileFigures[];
  /** Pairs by their number of letters in common, largest first. */
  readonly pairs: readonly FilePair[];
  /** Connected components of the graph of pairs. */
  readonly groups: readonly (readonly string[])[];
  /** Passages that more files than `many` share: candidates for `given`, to be confirmed by the user. */
  readonly many: readonly PassageOfMany[];
}

/** Progress of a comparison: `done` of `of` steps, which take about equally long. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** The results of the first stage, file by file. */
interface Known {
  readonly explained: readonly Explained[];
  readonly figures: readonly FileFigures[];
}

function searchedOf({ known, own = [], given, wording }: ComparisonOptions): Searched {
  const texts = given.map((text, i) => ({ name: String(i), text })).filter(hasLetters);
  return {
    known,
    own,
    sentences: known.map(openSentenceIndex),
    given: texts.length > 0 ? indexOfFiles(texts, 'given', wording) : null,
  };
}

function* checkFiles(files: readonly ComparedFile[], searched: Searched): Generator<void, Known> {
  const explained: Explained[] = [];
  const figures: FileFigures[] = [];
  for (const file of files) {
    const one = explainedIn(file, searched.given, [...searched.known, ...searched.own]);
    explained.push(one);
    figures.push(figuresOf(file, one, searched));
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

/** Stages that process each file once: check, look-up of candidates, alignment, judgement. */
const STEPS = 4;

/** Converts the steps of a generator to progress. */
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

/**
 * The entry point of the comparison. Finds the files that share passages which neither known essays nor the given texts explain, the
 * groups that they form and, if the text shows it, whose text was taken. Each step of the generator processes one file in one stage, so
 * a caller can report progress, pause between steps, or cancel by not continuing. Offsets are UTF-16 units of the files. Throws an Error
 * if two files have the same name. Time grows with the letters of the files and with the number of pairs that share a passage.
 */
export function compareFiles(files: readonly ClassFile[], options: ComparisonOptions): Generator<Progress, Comparison> {
  const names = files.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`two files are called ${twice}: rename one of them`);
  return counted(steps(files, options), STEPS * files.filter(hasLetters).length);
}
