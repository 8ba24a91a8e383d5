import type { Comparison } from '../comparison/compare-files.ts';
import type { FilePair } from '../comparison/pair-evidence.ts';

/** The name that a file is shown by. */
export type Rename = (file: string) => string;

function renamedPair(pair: FilePair, rename: Rename): FilePair {
  const evidence = pair.evidence.map((one) =>
    one.kind === 'direction' ? { ...one, through: one.through.map(rename) } : one,
  );
  return { ...pair, a: rename(pair.a), b: rename(pair.b), evidence };
}

/** A comparison under other names of the files. What stands in their texts stays. */
export function renamed(comparison: Comparison, rename: Rename): Comparison {
  return {
    files: comparison.files.map((file) => ({ ...file, file: rename(file.file) })),
    pairs: comparison.pairs.map((pair) => renamedPair(pair, rename)),
    groups: comparison.groups.map((members) => members.map(rename)),
    many: comparison.many.map((passage) => ({ ...passage, file: rename(passage.file) })),
  };
}
