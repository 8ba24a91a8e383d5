import type { Index } from '../../corpus/loaded-index.ts';
import { openSentenceIndexInSteps, type SentenceIndex } from '../../corpus/open-sentences.ts';
import { addRewordedInSteps } from '../../match/reworded/find-reworded.ts';
import { leastWorthFor } from '../../match/sensitivity.ts';
import type { RewordedMatcher } from './checker.ts';

/** How long the tier works at a stretch, in ms: the background answers other tabs in between. */
const STRETCH = 10;

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function drive<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < STRETCH) continue;
    await nextTurn();
    since = performance.now();
  }
}

/**
 * Makes a matcher that adds reworded matches to the literal ones of a text. It first lets answers that are ready go out, works in short
 * stretches, and on one text at a time. What it needs of an index it makes once.
 */
export function makeRewordedMatcher(): RewordedMatcher {
  const opened = new WeakMap<Index, SentenceIndex>();
  let turn: Promise<unknown> = Promise.resolve();
  const sentencesOf = async (index: Index): Promise<SentenceIndex> => {
    const known = opened.get(index) ?? (await drive(openSentenceIndexInSteps(index)));
    opened.set(index, known);
    return known;
  };
  return (text, index, sensitivity, literal) => {
    const matches = turn.then(nextTurn).then(async () => {
      const sentences = await sentencesOf(index);
      return drive(addRewordedInSteps(text, sentences, literal, leastWorthFor(sensitivity)));
    });
    turn = matches.catch(() => undefined);
    return matches;
  };
}
