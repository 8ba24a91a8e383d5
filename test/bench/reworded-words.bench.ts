import { existsSync, readFileSync } from 'node:fs';
import { cut } from 'jieba-wasm';
import { chanceLevels } from '../../src/corpus/chance.ts';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { type OpenSentences, openSentences, withChances } from '../../src/corpus/open-sentences.ts';
import { sentencesFrom } from '../../src/corpus/sentences.ts';
import { findChains, finish, rowOf as lettersRow } from '../../src/match/reworded/find-chains.ts';
import type { TextRow } from '../../src/match/reworded/page-sentences.ts';
import { normalise } from '../../src/text/normalise.ts';
import { sentencesOf } from '../../src/text/sentences.ts';
import { type Page, pagesOf, pathOf, shippedIndex } from './engine-parts.ts';

// Do words find reworded essays better than letters? The same chains over bags of letters, of pairs of letters, of jieba's words,
// and of both: what the best chain of each reworded page is worth, as a multiple of the best chain of any unrelated page.
// Above 1 a page can be told apart at all. Needs ../shared.

/** What a sentence of letters is a bag of. */
type Split = (sentence: string) => string[];

const letters: Split = (sentence) => [...sentence];
const pairs: Split = (sentence) => Array.from({ length: sentence.length - 1 }, (_, i) => sentence.slice(i, i + 2));
const words: Split = (sentence) => cut(sentence, true);

const SPLITS: readonly (readonly [name: string, split: Split | null])[] = [
  ['letters in 1,024 classes', null],
  ['letters', letters],
  ['pairs of letters', pairs],
  ['words (jieba)', words],
  ['letters and pairs', (sentence) => [...letters(sentence), ...pairs(sentence)]],
  ['letters and words', (sentence) => [...letters(sentence), ...words(sentence)]],
];

const KINDS = 1 << 16;

function kindOf(part: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16;
}

function rowOf(text: string, split: Split | null): TextRow {
  if (!split) return lettersRow(text);
  const { codes, at } = normalise(text);
  const sentences = sentencesOf(text, { codes, at });
  const classes: number[] = [];
  const moved = sentences.map((sentence) => {
    const parts = split(String.fromCharCode(...codes.subarray(sentence.letter, sentence.letterEnd)));
    const letter = classes.length;
    classes.push(...parts.map(kindOf));
    return { ...sentence, letter, letterEnd: classes.length };
  });
  return { sentences: moved, classes: Uint16Array.from(classes) };
}

const index = shippedIndex();

function corpusOf(split: Split | null): OpenSentences {
  if (!split) return openSentences(index);
  const classes: number[] = [];
  const essays: number[] = [];
  const starts: number[] = [];
  index.essays.forEach(({ document, start, end }, essay) => {
    const row = rowOf(readFileSync(pathOf(`../shared/corpus/${document}`), 'utf8').slice(start, end), split);
    for (const { letter } of row.sentences) starts.push(classes.length + letter);
    classes.push(...row.classes);
    essays.push(...Array.from(row.classes, () => essay));
  });
  const row = Uint16Array.from(classes);
  const sentences = sentencesFrom(row, Uint32Array.from([...starts, row.length]), KINDS);
  const essayRow = { ...wholeRow(index), essayOf: Uint32Array.from(essays) };
  return withChances(essayRow, sentences, chanceLevels(sentences, row));
}

function bestWorth(sentences: OpenSentences, row: TextRow): number {
  return finish(findChains(row, [{ kind: 'whole', sentences }], 0.2)).chains[0]?.worth ?? 0;
}

function report(name: string, split: Split | null, reworded: readonly Page[], clean: readonly Page[]): void {
  const corpus = corpusOf(split);
  const start = performance.now();
  const worst = Math.max(...clean.map(({ text }) => bestWorth(corpus, rowOf(text, split))));
  const took = ((performance.now() - start) / clean.reduce((sum, { text }) => sum + text.length, 0)) * 5000;
  const ofKind = (kind: string) =>
    reworded
      .filter((page) => page.kind === `reworded-${kind}`)
      .map(({ text }) => bestWorth(corpus, rowOf(text, split)) / worst)
      .sort((a, b) => a - b)
      .map((times) => times.toFixed(1));
  const figures = ['light', 'moderate', 'heavy'].map((kind) => `${kind} ${ofKind(kind).join(' ')}`);
  console.log(`${name.padEnd(26)}${took.toFixed(1).padStart(5)} ms  ${figures.join('  ')}`);
}

const reworded = pagesOf('../shared/eval/cases.jsonl', /^reworded/);
const own = pagesOf('../shared/eval/cases.jsonl', /^clean/);
const clean = pagesOf('../shared/eval/clean.jsonl', /./);
if (!reworded || !own || !clean || !existsSync(pathOf('../shared/corpus'))) {
  console.log('skipped: it needs the texts of ../shared');
} else {
  console.log('ms for 5,000 characters; worth of each reworded page / of the best unrelated page');
  for (const [name, split] of SPLITS) report(name, split, reworded, [...own, ...clean]);
}
