import { readdirSync, readFileSync } from 'node:fs';
import { sharedPath } from '../shared-corpus.ts';

/** What the made classes need of `../shared`. */
export const CLASS_NEEDED = [
  'class/essays',
  'class/make-class.mjs',
  'class/score-class.mjs',
  'class/peers.mjs',
  'corpus',
];

/** mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

const hanOf = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;

function textsIn(folder: string): string[] {
  const names = readdirSync(sharedPath(folder)).filter((name) => name.endsWith('.txt'));
  return names.sort().map((name) => readFileSync(sharedPath(`${folder}/${name}`), 'utf8').replaceAll('\r', ''));
}

/** Essays that pupils wrote, paragraphs of known essays, and a hand that alters texts: what made classes are made of. */
export interface Maker {
  readonly essays: readonly string[];
  readonly known: () => string;
  /** A paragraph or two of an essay, 120 letters or more. */
  readonly passageOf: (essay: string) => string;
  /** Replaces words (of ten changes four), leaves some out (three), or puts some in (three). `rate` is the part of the words changed. */
  readonly altered: (text: string, rate: number) => string;
  /** The essay with a passage put in between two paragraphs. */
  readonly inserted: (essay: string, passage: string) => string;
}

/** A maker of classes from `../shared`. The same seed makes the same. */
export function makerFrom(seed: number): Maker {
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  // Of the essays that are there twice, or share a verse, the first is taken (README of ../shared/class).
  const essays = textsIn('class/essays').filter((_, i) => ![87, 89, 73, 97, 127].includes(i + 1));
  const paragraphs = textsIn('corpus').flatMap((text) => text.split('\n').map((line) => line.trim()));
  const known = paragraphs.filter(
    (line) => hanOf(line) >= 150 && hanOf(line) <= 420 && !/小编|推荐|下载|范文|网友/u.test(line),
  );
  const vocabulary = essays
    .slice(0, 20)
    .flatMap(wordsOf)
    .filter((word) => /^\p{Script=Han}{2,3}$/u.test(word));
  const alteredWord = (word: string): string => {
    const kind = random();
    if (kind < 0.3) return '';
    return kind < 0.7 ? pick(vocabulary) : word + pick(vocabulary);
  };
  return {
    essays,
    known: () => pick(known),
    passageOf: (essay) => {
      const lines = essay.split('\n').filter((line) => hanOf(line) >= 20);
      let passage = '';
      for (let at = Math.floor(random() * lines.length); hanOf(passage) < 120; at++)
        passage += lines[at % lines.length]!;
      return passage;
    },
    altered: (text, rate) =>
      wordsOf(text)
        .map((word) => (hanOf(word) === 0 || random() > rate ? word : alteredWord(word)))
        .join(''),
    inserted: (essay, passage) => {
      const lines = essay.split('\n');
      lines.splice(1 + Math.floor(random() * lines.length), 0, `　　${passage}`);
      return lines.join('\n');
    },
  };
}
