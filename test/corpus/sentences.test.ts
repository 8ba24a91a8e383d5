import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceLevel, chanceLevels } from '../../src/corpus/chance.ts';
import { sourceOffset } from '../../src/corpus/essay-row.ts';
import { openSentences } from '../../src/corpus/open-sentences.ts';
import { bagInformation, bagOf, likeness, sentencesFrom, sharedInformation } from '../../src/corpus/sentences.ts';
import { OWN_ESSAYS, ownIndex } from '../own-essays.ts';

const someRow = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 12,
});

function rowOf(sentences: readonly (readonly number[])[]): { classes: Uint16Array; starts: Uint32Array } {
  const starts = [0];
  for (const sentence of sentences) starts.push(starts.at(-1)! + sentence.length);
  return { classes: Uint16Array.from(sentences.flat()), starts: Uint32Array.from(starts) };
}

const countIn = (sentence: readonly number[], known: number): number => sentence.filter((one) => one === known).length;

/** What two sentences share, counted the slow way. */
function sharedSlowly(all: readonly (readonly number[])[], here: readonly number[], there: readonly number[]): number {
  return [...new Set(here)].reduce((sum, known) => {
    const having = all.filter((sentence) => sentence.includes(known)).length;
    return sum + Math.log((all.length + 1) / (having + 1)) * Math.sqrt(countIn(here, known) * countIn(there, known));
  }, 0);
}

test('shared information equals that of counting every pair of sentences', () => {
  fc.assert(
    fc.property(someRow, (all) => {
      const { classes, starts } = rowOf(all);
      const sentences = sentencesFrom(classes, starts);
      const shared = new Float32Array(sentences.count);
      all.forEach((here, i) => {
        const bag = bagOf(classes, starts[i]!, starts[i + 1]!);
        sharedInformation(sentences, bag, shared);
        all.forEach((there, j) => {
          expect(shared[j]).toBeCloseTo(sharedSlowly(all, here, there), 3);
        });
        expect(bagInformation(sentences, bag)).toBeCloseTo(sentences.information[i]!, 3);
      });
    }),
  );
});

describe('likeness', () => {
  test('a sentence has likeness 1 to itself, and 0 to one without a common letter', () => {
    const { classes, starts } = rowOf([[1, 2, 2], [3, 4], [5]]);
    const sentences = sentencesFrom(classes, starts);
    const shared = new Float32Array(3);
    sharedInformation(sentences, bagOf(classes, 0, 3), shared);
    const [here, there] = sentences.information as unknown as [number, number];
    expect(likeness(shared[0]!, here, here)).toBeCloseTo(1);
    expect(likeness(shared[1]!, here, there)).toBe(0);
  });

  test('an empty sentence has likeness 0 to every sentence', () => {
    expect(likeness(0, 0, 3)).toBe(0);
  });
});

describe('the level of chance likeness', () => {
  test('is higher for a sentence of common letters than for one of rare letters', () => {
    const everyday = Array.from({ length: 300 }, (_, i) => [1, 2, 3, 100 + i]);
    const { classes, starts } = rowOf([[1, 2, 3], [90, 91, 92], ...everyday]);
    const [common, rare] = chanceLevels(sentencesFrom(classes, starts), classes);
    expect(common).toBeGreaterThan(rare!);
  });

  test('is not raised by copies of the sentence', () => {
    const strangers = Array.from({ length: 300 }, (_, i) => [200 + i, 600 + i]);
    const copies = Array.from({ length: 20 }, () => [1, 2, 3]);
    const level = (all: readonly (readonly number[])[]): number => {
      const { classes, starts } = rowOf(all);
      return chanceLevels(sentencesFrom(classes, starts), classes)[0]!;
    };
    expect(level([[1, 2, 3], ...copies, ...strangers])).toBeLessThanOrEqual(level([[1, 2, 3], ...strangers]));
  });

  test('is that of the prior in an empty index', () => {
    const nothing = sentencesFrom(new Uint16Array(0), Uint32Array.of(0));
    expect(chanceLevel(nothing, 3, new Float32Array(0))).toBeGreaterThan(0);
  });
});

test('sentences of an opened index begin where those of its documents do', () => {
  const index = ownIndex();
  const { starts, count, chances, row } = openSentences(index);
  const texts = [...starts.slice(0, count)].map((letter) => {
    const { document } = row.essays[row.essayOf[letter]!]!.record;
    const text = OWN_ESSAYS[document as keyof typeof OWN_ESSAYS];
    return text.slice(0, sourceOffset(row, letter)).trimEnd().at(-1);
  });
  expect(count).toBeGreaterThan(20);
  expect(chances.length).toBe(count);
  expect(new Set(texts)).toEqual(new Set(['下', '园', '会', '守', '。', ';'].filter((mark) => texts.includes(mark))));
});
