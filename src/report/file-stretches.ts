import type { Comparison } from '../comparison/compare-files.ts';
import type { FilePair } from '../comparison/pair-evidence.ts';
import type { MatchKind } from '../match/match.ts';
import { overlaps, type Span } from '../text/span.ts';
import { essayName } from './essay-name.ts';
import type { TextView } from './page-view.ts';

/** A stretch of a file, in UTF-16 units, with what it also stands in. */
export interface Stretch extends Span {
  /** `literal`, `reworded`: a known essay. `given`: what everyone was given. `shared`: another file. */
  readonly by: MatchKind | 'given' | 'shared';
  /** Name of the essay or of the other file; `''` for what everyone was given. */
  readonly name: string;
  /** Whether the essay is one of the user's own, which does not count in the share. */
  readonly isOwn?: boolean;
}

/** The order in which a place of several stretches is shown: what everyone was given explains it first. */
const FIRST_SHOWN: readonly Stretch['by'][] = ['given', 'literal', 'reworded', 'shared'];

function inOrder(stretches: readonly Stretch[]): Stretch[] {
  return stretches.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function sharedIn(file: string, { a, b, evidence }: FilePair): Stretch[] {
  const [side, name] = a === file ? (['a', b] as const) : (['b', a] as const);
  return evidence.flatMap((one) => (one.kind === 'direction' ? [] : [{ ...one[side], by: 'shared' as const, name }]));
}

/** What of each file also stands elsewhere, in the order of its text. Stretches of a file may overlap. */
export function stretchesOfFiles({ files, pairs }: Pick<Comparison, 'files' | 'pairs'>): Map<string, Stretch[]> {
  const shared = new Map<string, Stretch[]>(files.map(({ file }) => [file, []]));
  for (const pair of pairs) for (const file of [pair.a, pair.b]) shared.get(file)?.push(...sharedIn(file, pair));
  return new Map(
    files.map(({ file, explained }) => {
      const known = explained.map(({ start, end, by, ...essay }) => ({ start, end, by, name: essayName(essay) }));
      return [file, inOrder([...known, ...shared.get(file)!])];
    }),
  );
}

/** The marks of one text that was checked, in the order of the text. */
export function stretchesOfText({ marks }: Pick<TextView, 'marks'>): Stretch[] {
  return marks.map(({ page, kind, own, ...essay }) => ({ ...page, by: kind, name: essayName(essay), isOwn: own }));
}

/** A piece of a text: which stretches it belongs to, the one that is shown first. */
export interface Piece extends Span {
  readonly of: readonly Stretch[];
}

/** A text of a length cut where stretches begin and end. The pieces are in order and cover it; those outside of all have no stretch. */
export function piecesOf(stretches: readonly Stretch[], length: number): Piece[] {
  const cuts = [...new Set([0, length, ...stretches.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const rank = ({ by }: Stretch) => FIRST_SHOWN.indexOf(by);
  return cuts.slice(1).map((end, i) => {
    const piece = { start: cuts[i]!, end };
    const of = stretches.filter((one) => overlaps(one, piece)).sort((a, b) => rank(a) - rank(b));
    return { ...piece, of };
  });
}
