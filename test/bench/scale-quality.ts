import { answerOf } from '../../src/cli/answer.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import { type LabelledPage, readPages } from '../quality/labelled-pages.ts';
import { type KindScore, scoreAnswers } from '../quality/score-shared.ts';
import { pathOf } from './engine-parts.ts';
import { corpusFile, plantedPages, type ScaleCorpus, TOGETHER } from './scale-corpora.ts';

function answers(pages: readonly LabelledPage[], indexes: readonly Index[], withReworded: boolean): string {
  const sentences = withReworded ? indexes.map(openSentenceIndex) : [];
  const matchesIn = (text: string) => addReworded(text, sentences, findMatches(text, indexes));
  return pages.map(({ id, text }) => JSON.stringify(answerOf(id, text, matchesIn(text), indexes))).join('\n');
}

/** Scores of the literal tier on pages with passages of a corpus planted in them, kind by kind. */
export function plantedScores(corpus: ScaleCorpus, index: Index, seed: number): Promise<KindScore[]> {
  const { file, pages } = plantedPages(corpus, seed);
  return scoreAnswers(file, answers(pages, [index], false), corpusFile(corpus));
}

const CASES = '../shared/eval/cases.jsonl';

/** Scores of both tiers on the labelled pages of `../shared`, in some indexes of the shipped documents, news or both. */
export function labelledScores(indexes: readonly Index[]): Promise<KindScore[]> {
  const pages = readPages(pathOf(CASES));
  return scoreAnswers(pathOf(CASES), answers(pages, indexes, true), corpusFile(TOGETHER));
}
