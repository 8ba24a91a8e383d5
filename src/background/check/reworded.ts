import type { Index } from '../../corpus/loaded-index.ts';
import { type OpenSentences, openSentences } from '../../corpus/open-sentences.ts';
import type { Match } from '../../match/match.ts';
import { addRewordedInSteps } from '../../match/reworded/find-reworded.ts';
import { leastWorthFor } from '../../match/sensitivity.ts';
import type { Matcher } from './checker.ts';

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
 * Makes a matcher that adds reworded matches to those of `literal`. It first lets answers that are ready go out, works in short
 * stretches, and on one text at a time. What it needs of an index it makes once.
 */
export function makeRewordedMatcher(literal: (...ask: Parameters<Matcher>) => readonly Match[]): Matcher {
  let opened: { readonly index: Index; readonly sentences: OpenSentences } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const sentencesOf = (index: Index): OpenSentences => {
    if (opened?.index !== index) opened = { index, sentences: openSentences(index) };
    return opened.sentences;
  };
  return (text, index, sensitivity) => {
    const matches = turn.then(nextTurn).then(() => {
      const found = literal(text, index, sensitivity);
      return drive(addRewordedInSteps(text, index, sentencesOf(index), found, leastWorthFor(sensitivity)));
    });
    turn = matches.catch(() => undefined);
    return matches;
  };
}
