import { loadEssay } from '../corpus/essay-row.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { type Alignment, type Block, boundsOf } from '../match/alignment.ts';
import { type Evidence, THRESHOLDS } from '../match/evidence.ts';
import { alignWith, essaysToLoad, type LiteralCheck } from '../match/literal-check.ts';
import { type Candidate, disjoint, gradeCandidates } from '../match/select.ts';
import type { ComparedFile } from './compared-file.ts';
import { type Side, unexplainedPart } from './unexplained.ts';

/** For each file the earlier files that may share enough with it: either of the two may have said so. Yields after each file. */
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

/** A stretch that two files share and nothing explains. */
export interface SharedPassage {
  /** Letters of the later file (`page`) and of the earlier one (`corpus`) that are the same. */
  readonly blocks: Alignment;
  readonly evidence: Evidence;
}

/** An earlier file, by its place, and what the later one shares with it. */
export interface AlignedFile {
  readonly earlier: number;
  readonly passages: readonly SharedPassage[];
}

function inFile(alignment: Alignment, start: number): Block[] {
  return alignment.map((block) => ({ ...block, corpus: block.corpus - start }));
}

/** Passages by the rules of the engine for matches: enough alone, or beside others; a refrain counts once. */
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

/** What a file shares with earlier ones and nothing explains. `sides` are all files, in the order of their index. */
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

/** The last letters of blocks on both sides, as half-open spans of letters. */
export function boundsOfPassage({ blocks }: SharedPassage) {
  const { page, pageEnd, corpus, corpusEnd } = boundsOf(blocks);
  return { later: { start: page, end: pageEnd }, earlier: { start: corpus, end: corpusEnd } };
}
