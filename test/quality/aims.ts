import type { KindScore } from './score-shared.ts';

/** What a kind of page is to reach; a bound that is not named is not set. */
export interface Aim {
  readonly plagdet?: number;
  readonly granularity?: number;
  readonly source?: number;
  readonly share?: number;
  readonly pagesFlagged?: number;
  readonly falseLettersPer10k?: number;
}

const EVERYWHERE: Aim = { granularity: 1.03, source: 0.99, share: 0.01 };
const NOTHING_MARKED: Aim = { pagesFlagged: 0, falseLettersPer10k: 0 };

/** What each kind of labelled page is to reach; clean kinds that are not named are to stay unmarked. */
export const AIMS: Readonly<Record<string, Aim>> = {
  verbatim: { ...EVERYWHERE, plagdet: 0.99 },
  farm: { ...EVERYWHERE, plagdet: 0.99 },
  localised: { ...EVERYWHERE, plagdet: 0.99 },
  garbled: { ...EVERYWHERE, plagdet: 0.99 },
  traditional: { ...EVERYWHERE, plagdet: 0.99 },
  whole: { ...EVERYWHERE, plagdet: 0.99 },
  light: { ...EVERYWHERE, plagdet: 0.985 },
  synonym: { ...EVERYWHERE, plagdet: 0.985 },
  medium: { ...EVERYWHERE, plagdet: 0.97 },
  shuffle: { ...EVERYWHERE, plagdet: 0.96, source: 0.97 },
  mosaic: { ...EVERYWHERE, plagdet: 0.95 },
  'reworded-light': { ...EVERYWHERE, plagdet: 0.96 },
  // Rewritten freely: which sentences of an essay stand behind one is not always plain.
  'reworded-moderate': { ...EVERYWHERE, plagdet: 0.92, granularity: 1.06 },
  'reworded-heavy': { ...EVERYWHERE, plagdet: 0.35, source: 0.9 },
  strong: { ...EVERYWHERE, plagdet: 0.93, granularity: 1.06 },
  'clean-official-covid': { pagesFlagged: 2, falseLettersPer10k: 10 },
};

function aimOf(kind: string): Aim {
  return AIMS[kind] ?? (kind.startsWith('clean') ? NOTHING_MARKED : {});
}

/** The figures of which more is better; of the others less is. */
const MORE_IS_BETTER: readonly string[] = ['plagdet', 'precision', 'recall', 'source'] satisfies (keyof KindScore)[];

/** Whether a figure of that name is worse than a bound. */
export function isWorse(name: string, figure: number, bound: number): boolean {
  return MORE_IS_BETTER.includes(name) ? figure < bound : figure > bound;
}

/** What a kind's scores miss of its aims, in words; empty where all hold. A figure the scorer did not give is not judged. */
export function missedAims(score: KindScore): string[] {
  return Object.entries(aimOf(score.kind)).flatMap(([name, bound]) => {
    const figure = score[name as keyof Aim];
    if (figure === undefined || figure === null || !isWorse(name, figure, bound)) return [];
    return [`${score.kind}: ${name} is ${figure}, the aim is ${bound}`];
  });
}
