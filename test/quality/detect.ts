import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Answer, answerOf } from '../../src/cli/answer.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import type { LabelledPage } from './labelled-pages.ts';

/** What finds the matches of a text, in page order and disjoint. */
export type Detector = (text: string) => Match[] | Promise<Match[]>;

/** The shipped index. */
export function shippedIndex(): Index {
  const path = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));
  return readIndex(new Uint8Array(readFileSync(path)).buffer, 'test');
}

/** Both tiers of the engine, as the command line and the extension run them. */
export function engineDetector(index: Index): Detector {
  const sentences = openSentenceIndex(index);
  return (text) => addReworded(text, sentences, findMatches(text, index));
}

/** What the command line would answer for each page. */
export async function detect(pages: readonly LabelledPage[], detector: Detector, index: Index): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { id, text } of pages) answers.push(answerOf(id, text, await detector(text), [index]));
  return answers;
}
