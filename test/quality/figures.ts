import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isWorse } from './aims.ts';
import type { KindScore } from './score-shared.ts';

const FILE = fileURLToPath(new URL('figures.json', import.meta.url));

const NAMES = ['plagdet', 'precision', 'recall', 'granularity', 'source', 'share', 'pagesFlagged'] as const;

/**
 * The figures are the same on every machine, as nothing in the engine is random. The tolerance is a page of forty that loses a
 * fifth of its letters: a change that trades so little against something else need not be argued, one that costs more must.
 */
const TOLERANCE = 0.005;

/** Figures by kind and name, rounded to three decimals. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The figures of scores that are kept and compared. */
export function figuresOf(scores: readonly KindScore[]): Figures {
  const rounded = ({ kind, ...score }: KindScore) =>
    NAMES.flatMap((name): [string, number][] => {
      const figure = score[name];
      return figure === undefined || figure === null ? [] : [[name, Number(figure.toFixed(3))]];
    });
  return Object.fromEntries(scores.map((score) => [score.kind, Object.fromEntries(rounded(score))]));
}

/** The committed figures. */
export function committedFigures(): Figures {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Figures;
}

/** Puts figures in the place of the committed ones; kinds that were not scored this time keep theirs. */
export function commitFigures(figures: Figures): void {
  writeFileSync(FILE, `${JSON.stringify({ ...committedFigures(), ...figures }, null, 2)}\n`);
}

/** What is worse than in the committed figures by more than the tolerance, in words. */
export function fallen(figures: Figures, committed: Figures): string[] {
  return Object.entries(figures).flatMap(([kind, now]) =>
    Object.entries(now).flatMap(([name, figure]) => {
      const before = committed[kind]?.[name];
      if (before === undefined || Math.abs(figure - before) <= TOLERANCE || !isWorse(name, figure, before)) return [];
      return [`${kind}: ${name} fell from ${before} to ${figure}`.replace('fell', figure > before ? 'rose' : 'fell')];
    }),
  );
}
