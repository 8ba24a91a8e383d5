import { type EssayLists, nearestEssays } from '../../corpus/essay-lists.ts';
import type { TextRow } from './page-sentences.ts';

/** Sentences that are asked for together, and those that the next question repeats: a rewriter keeps the order of so many. */
const WINDOW = 5;
const STEP = 3;

/** Essays that are looked at for each window: the true one is the first nearly always, and variants of it follow. */
const MOST_ESSAYS = 4;

/** The essays that may hold sentences of a text in other words, ascending; yields where it may pause. */
export function* essaysNear({ sentences, classes }: TextRow, lists: EssayLists): Generator<void, number[]> {
  const essays = new Set<number>();
  const scores = new Float32Array(lists.essays);
  for (let first = 0; first < sentences.length; first += STEP) {
    const [start, end] = [sentences[first]!, sentences[Math.min(first + WINDOW, sentences.length) - 1]!];
    const found = nearestEssays(lists, classes, start.letter, end.letterEnd, MOST_ESSAYS, scores);
    for (const essay of found) essays.add(essay);
    yield;
    if (first + WINDOW >= sentences.length) break;
  }
  return [...essays].sort((a, b) => a - b);
}
