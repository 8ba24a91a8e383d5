import type { Comparison } from '../comparison/compare-files.ts';
import { groupsOf } from '../comparison/lineage.ts';
import type { FilePair } from '../comparison/pair-evidence.ts';

/** What is left out of a report: files by their names, pairs by `pairKey`. */
export interface LeftOut {
  readonly files: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/** A string that tells a pair of a comparison from the others. */
export function pairKey({ a, b }: Pick<FilePair, 'a' | 'b'>): string {
  return `${a}\n${b}`;
}

/** A pair whose direction names none of the files that are left out. */
function without(files: LeftOut['files'], pair: FilePair): FilePair {
  const evidence = pair.evidence.map((one) =>
    one.kind === 'direction' ? { ...one, through: one.through.filter((file) => !files.has(file)) } : one,
  );
  return { ...pair, evidence };
}

/** A comparison without what is left out. A pair goes with either of its files; groups are those that the other pairs make. */
export function chosenOf(comparison: Comparison, { files: leftFiles, pairs: leftPairs }: LeftOut): Comparison {
  const files = comparison.files.filter(({ file }) => !leftFiles.has(file));
  const pairs = comparison.pairs
    .filter((pair) => !leftFiles.has(pair.a) && !leftFiles.has(pair.b) && !leftPairs.has(pairKey(pair)))
    .map((pair) => without(leftFiles, pair));
  const names = files.map(({ file }) => file);
  const many = comparison.many.filter(({ file }) => !leftFiles.has(file));
  return { files, pairs, groups: groupsOf(names, pairs), many };
}
