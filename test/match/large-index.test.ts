import { describe, expect, test } from 'vitest';
import { REWORDED_ESSAYS } from '../../src/corpus/format.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { type EssayInput, writeIndex } from '../../src/corpus/write-index.ts';
import { DENSE, type Sampling, SPARSE } from '../../src/fingerprint/recipe.ts';
import { candidateEssays } from '../../src/match/candidate-essays.ts';
import { THRESHOLDS, thresholdsAmong } from '../../src/match/evidence.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import { addReworded, leastWorthAmong } from '../../src/match/reworded/find-reworded.ts';
import { normalise } from '../../src/text/normalise.ts';
import { OTHER_SENTENCES, OWN_ESSAYS } from '../own-essays.ts';

const GARDEN = OWN_ESSAYS['2_garden.txt'];
const READING = OWN_ESSAYS['3_reading.txt'];
const PASSAGE = GARDEN.split('\n')[2]!.trim();
const PAGE = `${OTHER_SENTENCES[0]}${PASSAGE}${OTHER_SENTENCES[1]}`;

/** Bits that a letter of these tests says: about the mean of the shipped index. */
const BITS = 7;

function essayOf(text: string, place: number): EssayInput {
  const facts = new Uint8Array(normalise(text).codes.length).fill(BITS);
  const record = { document: `${place}`, title: '', heading: '', publisher: '', date: '', url: '', kind: '', year: 0 };
  return { id: `${place}/1`, start: 0, end: text.length, text, facts, ...record };
}

function indexOf(texts: readonly string[], sampling: Sampling, name = 'test'): Index {
  const bytes = writeIndex(
    texts.map(essayOf),
    Uint32Array.from(texts, (text) => texts.indexOf(text)),
    sampling,
  );
  return readIndex(bytes.buffer, name);
}

/** Texts of letters that no other has, so that nothing of them is ever found. */
function strangers(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: 60 }, (_, j) => String.fromCharCode(0x5000 + ((i * 7919 + j * j * 31) % 0x4000))).join(''),
  );
}

describe.each([
  ['dense', DENSE],
  ['sparse', SPARSE],
])('an essay that stands in a %s index', (_, sampling) => {
  test.each([1, 32, 33, 400])('a passage that %i essays contain is found once', (copies) => {
    const texts = [...strangers(20), ...Array.from({ length: copies }, () => GARDEN), READING];
    const matches = findMatches(PAGE, indexOf(texts, sampling));
    expect(matches.map(({ page }) => PAGE.slice(page.start, page.end))).toEqual([PASSAGE.replace(/^[，。]|，$/g, '')]);
    expect(matches[0]!.also.length).toBe(Math.min(copies, 16) - 1);
  });
});

test('a sparse index finds any 21 common letters, wherever they are', () => {
  const index = indexOf([READING, GARDEN], SPARSE);
  const letters = String.fromCharCode(...normalise(GARDEN).codes);
  const guarantee = SPARSE.shingle + SPARSE.stride - 1;
  expect(guarantee).toBe(21);
  for (let start = 0; start + guarantee <= letters.length; start++) {
    expect(candidateEssays(letters.slice(start, start + guarantee), index, 1), `letter ${start}`).toEqual([1]);
  }
});

test('more than 65,536 essays are distinguished', () => {
  const texts = Array.from({ length: 65_600 }, (_, i) => (i === 65_590 ? GARDEN : '一二三四'));
  const [match] = findMatches(PAGE, indexOf(texts, SPARSE));
  expect(match!.best.essay).toBe('test:65590/1');
});

describe('several indexes', () => {
  const first = indexOf([GARDEN], DENSE, 'first');
  const second = indexOf([...strangers(30), READING, GARDEN], SPARSE, 'second');

  test('give disjoint matches, and the essay of the other index is named as a further source', () => {
    const text = `${PAGE}\n${READING.slice(40, 140)}`;
    const matches = findMatches(text, [first, second]);
    expect(matches.map(({ best, also }) => [best.essay, also.map(({ essay }) => essay)])).toEqual([
      ['first:0/1', ['second:31/1']],
      ['second:30/1', []],
    ]);
  });

  test('an index without the passage changes nothing', () => {
    const other = indexOf(strangers(200), SPARSE, 'other');
    expect(findMatches(PAGE, [other, first])).toEqual(findMatches(PAGE, first));
  });
});

test('a match needs half a bit more evidence for each doubling of the number of letters searched', () => {
  const [small, twice] = [1e6, 2e6].map((letters) => thresholdsAmong(letters, THRESHOLDS));
  expect(twice!.alone.bits - small!.alone.bits).toBeCloseTo(0.5);
  expect(twice!.together.bits - small!.together.bits).toBeCloseTo(0.5);
  expect(twice!.beside).toEqual(small!.beside);
  expect(thresholdsAmong(1000, THRESHOLDS)).toEqual(THRESHOLDS);
});

describe('reworded passages', () => {
  const rewritten = `${OTHER_SENTENCES[0]}废弃的楼顶被社区改作菜园,木箱一字排开二十四个,哪家认领哪家浇。起初谁都不看好这件事,物业担心会漏水,邻居怕招蚊虫,只有三楼刘奶奶每天提着小桶,给辣椒苗搭好架子。到七月,辣椒红了,黄瓜爬满竹竿,孩子们一放学都往楼顶上跑。原来见面不打招呼的几家,因交换种子渐渐熟了,楼道里堆放多年的杂物也被人主动清走。年底一算账,菜园共收菜四百多斤,大半送了独居老人。`;

  test('are found where essays are retrieved first', () => {
    const index = indexOf([...strangers(300), READING, GARDEN], SPARSE);
    const from = openSentenceIndex(index);
    expect(from.kind).toBe('retrieved');
    const matches = addReworded(rewritten, from, []);
    expect(matches.map(({ kind, best }) => [kind, best.essay])).toContainEqual(['reworded', 'test:301/1']);
    expect(addReworded(OTHER_SENTENCES.join(''), from, [])).toEqual([]);
  });

  test('are not searched in an index of more than 21,000 essays', () => {
    const index = indexOf(
      Array.from({ length: REWORDED_ESSAYS + 1 }, () => '一二三四'),
      SPARSE,
    );
    expect(openSentenceIndex(index)).toEqual({ kind: 'off' });
  });

  describe('with several indexes', () => {
    const sentences = GARDEN.split('。');
    const shorter = sentences.filter((_, i) => i !== 2).join('。');
    const searched = (...texts: (readonly [name: string, text: string])[]) =>
      texts.map(([name, text]) => openSentenceIndex(indexOf([READING, text], DENSE, name)));
    const bestOf = (matches: readonly Match[]) => matches.map(({ best }) => best.essay);

    test('are of the most similar essay, whatever the order of the indexes', () => {
      const orders = [searched(['poor', shorter], ['good', GARDEN]), searched(['good', GARDEN], ['poor', shorter])];
      for (const indexes of orders) {
        expect(addReworded(rewritten, indexes.slice(0, 1), [])).not.toEqual([]);
        expect(bestOf(addReworded(rewritten, indexes, []))).toEqual(['good:1/1']);
      }
    });

    test('name the essay of another index as a further source', () => {
      const [match, ...more] = addReworded(rewritten, searched(['first', GARDEN], ['second', GARDEN]), []);
      expect([match!.best.essay, match!.also.map(({ essay }) => essay)]).toEqual(['first:1/1', ['second:1/1']]);
      expect(more).toEqual([]);
    });

    test('need the worth that the total number of searched letters requires', () => {
      const worth = (count: number) =>
        leastWorthAmong(searched(...Array.from({ length: count }, () => ['one', GARDEN] as const)), 1);
      expect(worth(2)).toBe(1);
      const large = indexOf(strangers(3000), SPARSE);
      const [alone, both] = [[large], [large, large]].map((all) => leastWorthAmong(all.map(openSentenceIndex), 1));
      expect(alone).toBeGreaterThan(1);
      expect(both! - alone!).toBeCloseTo(0.01);
    });
  });
});
