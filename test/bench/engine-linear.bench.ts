// Question: is the time of a check linear in the text, on pages made to break it?
// Aim: four times the text in at most six times the time (linear is four; caches and collections cost the rest).
import { findMatches } from '../../src/match/find-matches.ts';
import { aim, best, corpusTexts, shippedIndex, timed } from './engine-parts.ts';

const ROUNDS = 3;
const LONGEST = 1_000_000;
const MOST_GROWTH = 6;
/** Times below this, in ms, say nothing about growth: a collection of garbage takes as long. */
const LEAST_MS = 3;

const index = shippedIndex();
const corpus = corpusTexts(index);
if (!corpus) console.log('../shared is not there: pages made of the corpus are left out');

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** The essay that is repeated: one of middling length. */
function someEssay(texts: readonly string[]): string {
  const names = [...new Set(index.essays.map(({ document }) => document))];
  const { document, start, end } = index.essays[7]!;
  return texts[names.indexOf(document)]!.slice(start, end);
}

function longSentence(essay: string): string {
  const sentences = essay.match(/[^。！？!?\n]{30,60}[。！？!?]/gu) ?? [essay];
  return sentences[0]!;
}

type Page = readonly [name: string, text: (length: number) => string];

function corpusPages(texts: readonly string[]): Page[] {
  const essay = someEssay(texts);
  const all = texts.join('\n');
  return [
    ['an essay, again and again', (length) => filled(essay, length)],
    ['a sentence of an essay, again and again', (length) => filled(longSentence(essay), length)],
    ['the corpus, again and again', (length) => filled(all, length)],
    ['every second letter of the corpus', (length) => filled([...all].filter((_, i) => i % 2 === 0).join(''), length)],
    ['words of the corpus in another order', (length) => filled(shuffled(all), length)],
  ];
}

/** Seven letters at a time in another order: every piece is a seed, hardly any two are neighbours. */
function shuffled(text: string): string {
  const pieces = text.replace(/[^\p{Script=Han}]/gu, '').match(/.{7}/gsu) ?? [];
  // A step that has no factor in common with the number of pieces visits each of them once.
  const step = 7919;
  return pieces.map((_, i) => pieces[(i * step) % pieces.length]).join('');
}

const pages: readonly Page[] = [
  ['one letter', (length) => '的'.repeat(length)],
  ['one character that is no letter', (length) => '，'.repeat(length)],
  [
    'our own sentence, again and again',
    (length) => filled('村口的老槐树下，几位大娘守着一张旧课桌登记来往的人。', length),
  ],
  ['quotation marks that never close', (length) => filled('“村口的《老槐树「下', length)],
  ...(corpus ? corpusPages(corpus) : []),
];

console.log(`ms for n, 2n and 4n characters, 4n = ${LONGEST}; matches at 4n`);
for (const [name, textOf] of pages) {
  const texts = [LONGEST / 4, LONGEST / 2, LONGEST].map(textOf);
  findMatches(texts[0]!, index);
  const times = texts.map((text) => best(Array.from({ length: ROUNDS }, () => timed(() => findMatches(text, index)))));
  const matches = findMatches(texts[2]!, index).length;
  const cells = times.map((ms) => ms.toFixed(0).padStart(7)).join('');
  console.log(`${cells}  ${name}: ${matches} matches, ${(LONGEST / times[2]! / 1000).toFixed(1)} million characters/s`);
  const growth = times[2]! / Math.max(LEAST_MS, times[0]!);
  aim(`times the time for four times the text, aim ${MOST_GROWTH}`, growth, growth <= MOST_GROWTH);
}
