import { loadEssay } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { type Alignment, type Block, boundsOf } from '../match/alignment.ts';
import { type Evidence, THRESHOLDS } from '../match/evidence.ts';
import { alignWith, essaysToLoad, type LiteralCheck } from '../match/literal-check.ts';
import { type Candidate, disjoint, gradeCandidates } from '../match/select.ts';
import type { ComparedFile } from './compared-file.ts';
import { type Side, unexplainedPart } from './unexplained.ts';

/** For each file the earlier files that share enough shingles with it, looked up from either side. Yields after each file. */
export function* filesToAlign(files: readonly ComparedFile[], index: Index): Generator<void, Set<number>[]> {
  const earlier = files.map(() => new Set<number>());
  for (const [file, { text }] of files.entries()) {
    for (const other of essaysToLoad(text, [index])[0]!.essays) {
      if (other !== file) earlier[Math.max(file, other)]!.add(Math.min(file, other));
    }
    yield;
  }
  return earlier;
}

/** A stretch that two files share and that nothing else explains. */
export interface SharedPassage {
  /** Equal letters: `page` counts letters of the later file, `corpus` those of the earlier file. */
  readonly blocks: Alignment;
  readonly evidence: Evidence;
}

/** The position of an earlier file, and the passages that the later file shares with it. */
export interface AlignedFile {
  readonly earlier: number;
  readonly passages: readonly SharedPassage[];
}

function inFile(alignment: Alignment, start: number): Block[] {
  return alignment.map((block) => ({ ...block, corpus: block.corpus - start }));
}

/** Selects and grades passages by the rules for matches: each must have enough evidence alone, or together with others close by. */
function passagesOf(check: LiteralCheck, sides: readonly Side[], file: number, candidates: Candidate[]): AlignedFile {
  const { row, thresholds } = check;
  const place = candidates[0]!.essay;
  const [start, earlier] = [row.essayStarts[place]!, row.essays[place]!.essay];
  const both = { page: sides[file]!, other: sides[earlier]! };
  const { quoted, letters } = both.page.file;
  const chosen = disjoint({ row, quoted }, candidates, letters.at.length, thresholds.beside);
  const free = chosen.flatMap((one) => unexplainedPart(row, both, one, start) ?? []);
  const kept = gradeCandidates(
    row,
    free.map((one) => ({ ...one, also: [] })),
    thresholds,
  ).filter(({ grade }) => grade !== 'weak');
  return { earlier, passages: kept.map(({ alignment, evidence }) => ({ blocks: inFile(alignment, start), evidence })) };
}

/** The passages that a file shares with earlier files and that nothing else explains. `sides` are all files, in the order of `index`. */
export function alignedFiles(
  sides: readonly Side[],
  file: number,
  earlier: Iterable<number>,
  index: Index,
): AlignedFile[] {
  const loaded = [...earlier].sort((a, b) => a - b).map((other) => loadEssay(index, other));
  const check = alignWith(sides[file]!.file.text, loaded, [index], THRESHOLDS);
  const byFile = Map.groupBy(check.candidates, ({ essay }) => essay);
  return [...byFile.values()].map((candidates) => passagesOf(check, sides, file, candidates));
}

/** The spans of a passage in both files, in letters. */
export function boundsOfPassage({ blocks }: SharedPassage) {
  const { page, pageEnd, corpus, corpusEnd } = boundsOf(blocks);
  return { later: { start: page, end: pageEnd }, earlier: { start: corpus, end: corpusEnd } };
}
