import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { addReworded, addRewordedInSteps } from '../../src/match/reworded/find-reworded.ts';
import { aim, best, type Page, pagesOf, shippedIndex, timed } from './engine-parts.ts';

// Question: what does the reworded tier cost? Aims: 150 ms at most for a page of 5,000 characters, no step over 30 ms (the
// background answers other tabs between steps), 5 MB at most for what it makes of the index, time linear in the text.

const ROUNDS = 15;
const LONGEST_STEP_MS = 30;

const index = shippedIndex();
const before = memory();
let sentences = openSentenceIndex(index);
const opened = timed(() => {
  sentences = openSentenceIndex(index);
});

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Texts of a length, cut from pages that follow each other. */
function textOf(pages: readonly Page[], length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++) text += `${pages[i % pages.length]!.text}\n`;
  return text.slice(0, length);
}

const check = (text: string) => addReworded(text, sentences, findMatches(text, index));
const tierAlone = (text: string, literal = findMatches(text, index)) =>
  timed(() => addReworded(text, sentences, literal));
const bestOf = (run: () => number) => best(Array.from({ length: ROUNDS }, run));

function stepsOf(text: string): number[] {
  const steps = addRewordedInSteps(text, sentences, findMatches(text, index));
  const took: number[] = [];
  let done: boolean | undefined = false;
  const next = () => {
    done = steps.next().done;
  };
  while (!done) took.push(timed(next));
  return took;
}

/** The longest step; each counts as in its best of some rounds, as the machine does other things too. */
function longestStep(text: string): number {
  const rounds = Array.from({ length: 7 }, () => stepsOf(text));
  return Math.max(...rounds[0]!.map((_, i) => best(rounds.map((round) => round[i]!))));
}

const pages = (kinds: RegExp): Page[] =>
  pagesOf('../shared/eval/clean.jsonl', kinds) ?? pagesOf('test/fixtures/labelled-pages.jsonl', /^clean-own$/)!;
const official = pages(/^clean-official-covid$/);
const tech = pages(/^clean-tech$/);
const reworded = pagesOf('test/fixtures/labelled-pages.jsonl', /^reworded-/)!;

console.log(`made of the index in ${opened.toFixed(1)} ms, ${((memory() - before) / 2 ** 20).toFixed(2)} MB`);
aim('MB that it keeps (5)', (memory() - before) / 2 ** 20, (memory() - before) / 2 ** 20 <= 5);
for (const [name, of] of [
  ['official news, the likest of all', official],
  ['tech weeklies', tech],
  ['reworded essays', reworded],
] as const) {
  const text = textOf(of, 5_000);
  const ms = bestOf(() => tierAlone(text));
  aim(`ms for 5,000 characters of ${name} (150)`, ms, ms <= 150);
}
const literal = bestOf(() => timed(() => findMatches(textOf(official, 5_000), index)));
console.log(`       the literal tier on the first of them: ${literal.toFixed(2)} ms`);

const part = textOf(official, 200_000);
const step = longestStep(part);
aim(`longest step, ms, in a part of 200,000 characters (${LONGEST_STEP_MS})`, step, step <= LONGEST_STEP_MS);

for (const [name, of] of [
  ['one reworded essay again and again', reworded.slice(6, 7)],
  ['official news', official],
] as const) {
  const [half, whole] = [250_000, 500_000].map((length) => {
    const text = textOf(of, length);
    return best(Array.from({ length: 5 }, () => timed(() => check(text))));
  }) as [number, number];
  console.log(`       500,000 characters of ${name}: ${whole.toFixed(0)} ms`);
  aim('times as long for twice the text (2.5)', whole / half, whole / half <= 2.5);
}
