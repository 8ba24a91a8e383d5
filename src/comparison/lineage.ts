import type { FilePair } from './pair-evidence.ts';

/** The giver and the taker of a pair with a direction. */
function takenBy({ a, b, from }: FilePair): { giver: string; taker: string } | null {
  if (from === null) return null;
  return from === 'a' ? { giver: a, taker: b } : { giver: b, taker: a };
}

/** Adds to each direction the files between giver and taker. */
export function withLineage(pairs: readonly FilePair[]): FilePair[] {
  const takers = new Map<string, Set<string>>();
  for (const pair of pairs) {
    const told = takenBy(pair);
    if (told) takers.set(told.giver, (takers.get(told.giver) ?? new Set()).add(told.taker));
  }
  return pairs.map((pair) => {
    const told = takenBy(pair);
    if (!told) return pair;
    const through = [...takers.get(told.giver)!].filter((between) => takers.get(between)?.has(told.taker));
    const evidence = pair.evidence.map((one) => (one.kind === 'direction' ? { ...one, through } : one));
    return { ...pair, evidence };
  });
}

/** The connected components of the graph of pairs that have at least two files; each in the order of `files`. */
export function groupsOf(files: readonly string[], pairs: readonly Pick<FilePair, 'a' | 'b'>[]): string[][] {
  const neighbours = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { a, b } of pairs) {
    neighbours.get(a)!.push(b);
    neighbours.get(b)!.push(a);
  }
  const seen = new Set<string>();
  const groups: string[][] = [];
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const group = new Set([file]);
    for (const member of group) for (const next of neighbours.get(member)!) group.add(next);
    for (const member of group) seen.add(member);
    if (group.size > 1) groups.push(files.filter((one) => group.has(one)));
  }
  return groups;
}
