import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Answer, answerOf } from '../../src/cli/answer.ts';
import type { Index } from '../../src/corpus/index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import type { LabelledPage } from './labelled-pages.ts';

/** What finds the matches of a text, in page order and disjoint. Further tiers of the engine are plugged in here. */
export type Detector = (text: string) => Match[] | Promise<Match[]>;

/** The shipped index. */
export function shippedIndex(): Index {
  const path = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));
  return readIndex(new Uint8Array(readFileSync(path)).buffer);
}

/** The literal tier. */
export function literalDetector(index: Index): Detector {
  return (text) => findMatches(text, index);
}

/** What the command line would answer for each page. */
export async function detect(pages: readonly LabelledPage[], detector: Detector, index: Index): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { id, text } of pages) answers.push(answerOf(id, text, await detector(text), index));
  return answers;
}
