import { type EssayLists, nearestEssays } from '../../corpus/essay-lists.ts';
import type { TextRow } from './page-sentences.ts';

/**
 * Number of sentences in a query, and the distance between the starts of two queries. A rewriter keeps the order of that many
 * sentences.
 */
const WINDOW = 5;
const STEP = 3;

/** Most essays that are compared for each window: the true one is nearly always first, and its variants follow. */
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
