import { describe, expect, test } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { tagWords } from '../../corpus-index/tag-words.ts';
import { trainWording } from '../../corpus-index/train-wording.ts';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { evidenceOf, quotationMask } from '../../src/match/evidence.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { thresholdsFor } from '../../src/match/sensitivity.ts';
import { normalise } from '../../src/text/normalise.ts';
import { readWording } from '../../src/wording/wording-file.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, ownIndex } from '../own-essays.ts';

const [BEFORE, AFTER] = OTHER_SENTENCES;

const marked = (text: string, index = ownIndex()): string[] =>
  findMatches(text, index).map(({ page }) => text.slice(page.start, page.end));

function quoted(text: string): string {
  const letters = normalise(text);
  const inside = quotationMask(text, letters);
  return [...letters.at]
    .filter((_, i) => inside[i] === 1)
    .map((offset) => text[offset])
    .join('');
}

describe('text in short quotation marks', () => {
  test.each([
    ['他说“山高水长”，走了', '山高水长'],
    ['他說「山高水長」，走了', '山高水長'],
    ['书名是《桃林》和『远山』', '桃林远山'],
    ['“没有合上的引号，后面很长', ''],
    ['“一行\n两行”', ''],
    [`“${'长'.repeat(41)}”`, ''],
    ['没有引号', ''],
  ])('%s', (text, letters) => {
    expect(quoted(text)).toBe(letters);
  });
});

describe('evidence', () => {
  const row = wholeRow(ownIndex());
  const none = new Uint8Array(row.letterCount);
  const blocks = (...all: [page: number, length: number][]) =>
    evidenceOf(
      row,
      none,
      all.map(([page, length]) => ({ page, corpus: page, length })),
    );

  test('grows with the letters in common', () => {
    expect(blocks([0, 12]).bits).toBeLessThan(blocks([0, 24]).bits);
    expect(blocks([0, 12]).letters).toBe(12);
  });

  test('is larger for one long run than for as many scattered letters', () => {
    const scattered = blocks([0, 6], [8, 6], [16, 6], [24, 6]);
    expect(scattered.letters).toBe(blocks([0, 24]).letters);
    expect(scattered.bits).toBeLessThan(blocks([0, 24]).bits);
  });

  test('is 0 for single common letters', () => {
    expect(blocks([0, 1], [3, 1], [6, 1], [9, 1]).bits).toBe(0);
  });

  test('is 0 for quoted letters', () => {
    const all = new Uint8Array(row.letterCount).fill(1);
    expect(evidenceOf(row, all, [{ page: 0, corpus: 0, length: 30 }])).toEqual({ bits: 0, letters: 30 });
  });
});

describe('stock wording', () => {
  const stock = '因为交换种子渐渐熟络起来,连楼道里堆了多年的杂物也有人主动清走了';
  const official = Array.from({ length: 40 }, (_, i) => `第${i}号通知。${stock}。请各单位认真落实。`);
  const documents = Object.entries(OWN_ESSAYS).map(([name, text]) => ({ name, text }));
  const wording = readWording(trainWording(official));
  const index = readIndex(
    new Uint8Array(buildIndex(documents, { sources: {}, wording, tagWords, lineHash })).buffer,
    'test',
  );

  test('is not marked by itself', () => {
    expect(marked(`${BEFORE}${stock}。${AFTER}`)).toEqual([`${stock}。`]);
    expect(marked(`${BEFORE}${stock}。${AFTER}`, index)).toEqual([]);
  });

  test('is marked within text of the essay’s own', () => {
    const paragraph = OWN_ESSAYS['2_garden.txt'].split('\n')[2]!.trim().slice(0, -1);
    expect(paragraph).toContain(stock);
    expect(marked(`${BEFORE}\n${paragraph}。\n${AFTER}`, index)).toEqual([`${paragraph}。`]);
  });
});

describe('a passage that is too short alone', () => {
  const clauses = [
    '后半夜风从河滩上刮过来',
    '远处偶尔有狗叫',
    '也有人默默放下一箱橘子',
    '一张课桌守住的不只是一条水泥路',
  ] as const;

  test.each(clauses)('is not marked: %s', (clause) => {
    expect(marked(`${BEFORE}${clause}。${AFTER}`)).toEqual([]);
  });

  test('is marked beside other passages of the same essay', () => {
    const found = marked(`${BEFORE}\n${clauses.join('。大家听了都点头。')}。\n${AFTER}`);
    expect(found.join('')).toContain(clauses[0]);
    expect(found.join('')).toContain(clauses[3]);
  });

  test('is not marked beside repetitions of the same words', () => {
    expect(marked(`${BEFORE}\n${`${clauses[1]}。大家听了都点头。`.repeat(12)}\n${AFTER}`)).toEqual([]);
  });
});

describe('sensitivity', () => {
  const passages = Object.values(OWN_ESSAYS).flatMap((essay) => essay.match(/[\u4e00-\u9fff，,]{8,}/gu) ?? []);
  const count = (level: Parameters<typeof thresholdsFor>[0]): number =>
    passages.filter((text) => findMatches(BEFORE + text + AFTER, ownIndex(), thresholdsFor(level)).length > 0).length;

  test('the more eager setting marks more', () => {
    const [careful, balanced, eager] = [count('careful'), count('balanced'), count('eager')];
    expect(careful).toBeLessThan(balanced);
    expect(balanced).toBeLessThan(eager);
  });

  test('the balanced setting equals the default of the engine', () => {
    for (const text of passages) {
      expect(findMatches(text, ownIndex(), thresholdsFor('balanced'))).toEqual(findMatches(text, ownIndex()));
    }
  });
});
