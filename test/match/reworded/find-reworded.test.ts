import fc from 'fast-check';
import { Converter } from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { essayByRef } from '../../../src/corpus/essay-by-ref.ts';
import { openSentenceIndex } from '../../../src/corpus/open-sentences.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import type { Match } from '../../../src/match/match.ts';
import { addReworded, addRewordedInSteps } from '../../../src/match/reworded/find-reworded.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, type OwnEssay, ownIndex } from '../../own-essays.ts';

const index = ownIndex();
const sentences = openSentenceIndex(index);
const [BEFORE, AFTER, ASIDE] = OTHER_SENTENCES;

/** The garden essay, sentence by sentence in other words. */
const GARDEN = [
  '废弃的楼顶被社区改造成了一片菜园，木箱排成一字，一共二十四个，哪家认领了就由哪家来浇水。',
  '一开始谁都不看好，物业怕漏水，邻居怕招蚊虫，每天提着小桶往上走的只有三楼刘奶奶，她要替辣椒苗搭架子。',
  '七月一到，辣椒变红，竹竿上爬满黄瓜，放了学的孩子全往楼顶跑。',
  '几家从前见面连招呼都不打的人，换着换着种子就熟络了，楼道里那些堆了好几年的杂物，也有人主动去清走。',
  '到年底一算，菜园收的菜有四百多斤，独居老人分到了大半。',
  '我觉得社区这两个字，大约就起头于一把辣椒、一只木箱。',
] as const;

const find = (text: string): Match[] => addReworded(text, sentences, findMatches(text, index));
const marked = (text: string): string[] => find(text).map(({ page }) => text.slice(page.start, page.end));
const kinds = (text: string): string[] => find(text).map(({ kind }) => kind);

const paragraph = (essay: OwnEssay, number: number): string => OWN_ESSAYS[essay].split('\n')[number]!.trim();

describe('an essay in other words is marked', () => {
  const passage = GARDEN.join('');

  test.each([
    ['as all of the text', passage],
    ['between other text', `${BEFORE}\n${passage}\n${AFTER}`],
    ['each sentence in a paragraph of its own', GARDEN.join('\n\n')],
    ['with Latin punctuation', passage.replaceAll('，', ',').replaceAll('。', '. ').replaceAll('. ', '!')],
  ])('%s', (_, text) => {
    expect(kinds(text)).toEqual(['reworded']);
    const [found] = find(text);
    expect(text.slice(found!.page.start, found!.page.end).replaceAll(/[\s,!，。]/gu, '')).toBe(
      passage.replaceAll(/[，。]/gu, ''),
    );
  });

  test('in traditional characters', () => {
    const traditional = Converter({ from: 'cn', to: 'tw' })(passage);
    expect(marked(`${BEFORE}${traditional}${AFTER}`)).toEqual([traditional]);
  });

  test('with a sentence of the rewriter’s own left out of the marks', () => {
    const halves = [GARDEN.slice(0, 3).join(''), GARDEN.slice(3).join('')];
    expect(marked(halves.join(ASIDE))).toEqual(halves);
  });

  test('where one sentence became two', () => {
    const split = passage.replace('一共二十四个，哪家', '一共二十四个。哪家');
    expect(marked(split)).toEqual([split]);
  });

  test('where two sentences became one', () => {
    const joined = passage.replace('全往楼顶跑。几家', '全往楼顶跑，几家');
    expect(marked(joined)).toEqual([joined]);
  });

  test('where a sentence was left out', () => {
    const shorter = GARDEN.filter((_, i) => i !== 3).join('');
    expect(marked(shorter)).toEqual([shorter]);
  });

  test('the match names the essay and the sentences in it', () => {
    const [{ best, similarity, letters, changes, alignment }] = find(passage) as [Match];
    const { document } = essayByRef(index, best.essay)!;
    expect(document).toBe('2_garden.txt');
    const source = OWN_ESSAYS['2_garden.txt'].slice(best.source.start, best.source.end);
    expect(source.startsWith('社区把废弃的楼顶')).toBe(true);
    expect(source.endsWith('一把辣椒开始的')).toBe(true);
    expect(letters).toBe(passage.replaceAll(/[，。、]/gu, '').length);
    expect(similarity).toBeGreaterThan(0.4);
    expect(similarity).toBeLessThan(1);
    expect([changes, alignment]).toEqual([[], []]);
  });
});

test('a further essay with the same sentences is named too', () => {
  const text =
    '那一年的正月里，老槐树下面支着一顶旧帐篷，守在掉了漆的课桌后面的是几位退了休的老教师，进村的车一辆一辆都要登记。' +
    '天太冷，钢笔水也结冰，笔就揣进怀里焐着，写上一行再焐一阵。' +
    '夜班最是难熬。后半夜河滩上起风，吹得帐篷绳子吱呀响，偶尔远处传来狗叫声。' +
    '教了一辈子书的王老师讲，全村三百二十六户的姓名，就数那几个晚上背得最滚瓜烂熟。';
  const [{ best, also }] = find(text) as [Match];
  const documents = [best, ...also].map(({ essay }) => essayByRef(index, essay)!.document);
  expect(documents.sort()).toEqual(['1_checkpoint.txt', '4_variant.txt']);
});

describe('a text that is no reworded essay is not marked', () => {
  test.each([
    ['other text', OTHER_SENTENCES.join('')],
    ['one sentence in other words', `${BEFORE}${GARDEN[2]}${AFTER}`],
    ['its sentences far apart', GARDEN.slice(0, 3).join(OTHER_SENTENCES.join('').repeat(3))],
    ['text in another language', 'The garden on the roof belongs to everyone. '.repeat(20)],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(marked(text)).toEqual([]);
  });
});

describe('beside literal matches', () => {
  const literal = paragraph('2_garden.txt', 2);

  test('literal passages stay literal, and the other passages of the essay are reworded matches', () => {
    const text = `${GARDEN[0]}${GARDEN[1]}\n${literal}\n${GARDEN[4]}${GARDEN[5]}`;
    expect(kinds(text)).toEqual(['reworded', 'literal', 'reworded']);
    expect(marked(text)[1]).toContain('到了七月,辣椒红了');
  });

  test('all matches are disjoint and in order', () => {
    const pieces = fc.constantFrom(...GARDEN, ...OTHER_SENTENCES, literal, paragraph('1_checkpoint.txt', 1));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { page, letters } of find(text)) {
          expect(page.start).toBeGreaterThanOrEqual(last);
          expect(page.end).toBeGreaterThan(page.start);
          expect(letters).toBeGreaterThan(0);
          last = page.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 60 },
    );
  });
});

test('running in steps gives the same result, and a long text has many steps', () => {
  const text = `${OTHER_SENTENCES.join('').repeat(40)}${GARDEN.join('')}`;
  const steps = addRewordedInSteps(text, sentences, []);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) pauses++;
  expect(step.value).toEqual(find(text));
  expect(pauses).toBeGreaterThan(5);
});

test('with a higher least worth fewer chains count', () => {
  const text = GARDEN.slice(0, 4).join('');
  const counts = [0.3, 0.6, 0.9, 3].map((least) => addReworded(text, sentences, [], least).length);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts[0]).toBeGreaterThan(counts.at(-1)!);
});

describe('a page that repeats itself', () => {
  const passage = GARDEN.join('');
  const longest = (text: string): number => {
    const before = process.cpuUsage().user;
    find(text);
    return (process.cpuUsage().user - before) / 1_000_000;
  };

  test.each([
    ['200,000 units of sentences of one letter', '我。', 200_000],
    ['200,000 units of sentences of two letters', '我们。', 200_000],
    ['20,000 units of sentences of nine letters that an essay has', '刘奶奶提着小桶上去。', 20_000],
  ])('with %s takes seconds, not minutes', (_what, sentence, length) => {
    // Half a minute to four minutes, before short ones were left out and the figures of repeated ones kept.
    expect(longest(sentence.repeat(length / sentence.length))).toBeLessThan(5);
  });

  test('with thousands of short sentences still has the reworded passage among them', () => {
    expect(marked(`${'好。'.repeat(6_000)}${passage}${'好。'.repeat(6_000)}`)).toEqual([passage]);
  });

  test('with a reworded passage again and again has each of them', () => {
    const repeated = `${passage}\n${BEFORE}\n`.repeat(120);
    expect(marked(repeated).filter((text) => text.length >= passage.length - 1).length).toBeGreaterThan(100);
  });
});
