import type { Index } from '../../corpus/loaded-index.ts';
import { openSentenceIndexInSteps, type SentenceIndex } from '../../corpus/open-sentences.ts';
import { addOwnInSteps } from '../../match/own-matches.ts';
import { addRewordedInSteps } from '../../match/reworded/find-reworded.ts';
import { leastWorthFor, thresholdsFor } from '../../match/sensitivity.ts';
import type { RewordedMatcher } from './checker.ts';
import { makeTurns } from './turns.ts';

/** Ms of work at a stretch; the background answers other tabs in between. */
const STRETCH = 10;

const ALWAYS = () => true;

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

// Runs steps in stretches. Resolves with `null` when the result is no longer wanted between two stretches.
async function drive<T>(steps: Generator<void, T>, isWanted: () => boolean): Promise<T | null> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < STRETCH) continue;
    await nextTurn();
    if (!isWanted()) return null;
    since = performance.now();
  }
}

/**
 * Makes a matcher that adds reworded matches to literal ones. It first lets pending replies be sent, then works in short
 * stretches on the texts of some tabs in turn, one of each, and drops a text whose answer is no longer wanted. The sentences of an
 * index are opened once.
 */
export function makeRewordedMatcher(): RewordedMatcher {
  const takeTurn = makeTurns();
  const opened = new WeakMap<Index, Promise<SentenceIndex>>();
  const sentencesOf = (index: Index): Promise<SentenceIndex> => {
    // Completed even if this text is no longer wanted, as the next one needs the sentences too.
    const sentences = opened.get(index) ?? drive(openSentenceIndexInSteps(index), ALWAYS).then((made) => made!);
    opened.set(index, sentences);
    return sentences;
  };
  const openAll = async (indexes: readonly Index[]): Promise<SentenceIndex[]> => {
    const all: SentenceIndex[] = [];
    for (const index of indexes) all.push(await sentencesOf(index));
    return all;
  };
  return (text, { counted, own, isOwn }, sensitivity, literal, { tab, isWanted }) =>
    takeTurn(tab, isWanted, async () => {
      await nextTurn();
      const least = leastWorthFor(sensitivity);
      const known = literal.filter(({ best }) => !isOwn(best.essay));
      const steps = addRewordedInSteps(text, await openAll(counted), known, least);
      const matches = isWanted() ? await drive(steps, isWanted) : null;
      if (!matches || own.length === 0) return matches;
      const search = { indexes: own, sentences: await openAll(own), thresholds: thresholdsFor(sensitivity), least };
      return drive(addOwnInSteps(text, matches, search), isWanted);
    });
}
