import { Converter } from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { essayByRef } from '../../src/corpus/essay-by-ref.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, type OwnEssay, ownIndex } from '../own-essays.ts';

const [BEFORE, AFTER, THIRD] = OTHER_SENTENCES;
const CHECKPOINT = OWN_ESSAYS['1_checkpoint.txt'];
const GARDEN = OWN_ESSAYS['2_garden.txt'];
const READING = OWN_ESSAYS['3_reading.txt'];

/** A paragraph of an essay, without its indent; the title is paragraph 0. */
const paragraph = (essay: string, number: number): string => essay.split('\n')[number]!.trim();

const PASSAGE = paragraph(GARDEN, 2);
const WITHOUT_STOP = PASSAGE.slice(0, -1);

const inText = (passage: string): string => `${BEFORE}\n${passage}\n${AFTER}`;

const marked = (text: string): string[] =>
  findMatches(text, ownIndex()).map(({ page }) => text.slice(page.start, page.end));

/** What the essay's document has at the place that a match names. */
function sourceOf({ best }: Match): string {
  const { document } = essayByRef(ownIndex(), best.essay)!;
  return OWN_ESSAYS[document as OwnEssay].slice(best.source.start, best.source.end);
}

const toTaiwan = Converter({ from: 'cn', to: 'tw' });

describe('a passage inside other text is marked to the letter', () => {
  test.each([
    ['word for word', WITHOUT_STOP],
    ['with Chinese commas for Latin ones', WITHOUT_STOP.replaceAll(',', '，')],
    ['without any punctuation', WITHOUT_STOP.replaceAll(/[,。]/gu, '')],
    ['with doubled punctuation', WITHOUT_STOP.replaceAll(',', '，，').replaceAll('。', '。。')],
    ['broken into lines, as documents on the web are', WITHOUT_STOP.replaceAll(/(.{9})/gu, '$1\n')],
    ['with page numbers inside', WITHOUT_STOP.replace('竹竿', '竹\n- 17 -\n竿')],
    ['in the traditional script', toTaiwan(WITHOUT_STOP)],
    ['with readings in brackets', WITHOUT_STOP.replace('辣椒', '辣(là)椒(jiāo)').replace('杂物', '杂（zá）物')],
    ['with invisible characters', WITHOUT_STOP.replaceAll('了', '\u200b了')],
    ['with emoji', WITHOUT_STOP.replaceAll(',', '😷💪')],
    ['with an article replaced', WITHOUT_STOP.replace('熟络', '亲近')],
    ['with words left out', WITHOUT_STOP.replace('主动', '').replace('放学以后', '')],
    ['with words put in', WITHOUT_STOP.replace('黄瓜', '顺着木架的黄瓜')],
    ['with characters covered', WITHOUT_STOP.replaceAll(/[椒竿学]/gu, '*')],
    ['with another number', WITHOUT_STOP.replace('七月', '八月')],
  ])('%s', (_, passage) => {
    expect(marked(inText(passage))).toEqual([passage]);
  });

  test.each([
    ['at the very start of the text', (passage: string) => `${passage}${AFTER}`],
    ['at its very end', (passage: string) => `${BEFORE}${passage}`],
    ['as all of it', (passage: string) => passage],
  ])('%s', (_, around) => {
    expect(marked(around(WITHOUT_STOP))).toEqual([WITHOUT_STOP]);
  });

  test('an equal letter at the end of the paragraph before the passage is not marked', () => {
    // In the essay, too, the letter before the passage is 子.
    expect(marked(`管理员在楼梯口摆了一把椅子。\n${PASSAGE}\n${AFTER}`)).toEqual([PASSAGE]);
  });

  test.each([
    [
      'a heading behind it, with the words that the essay goes on with',
      `${paragraph(GARDEN, 1)}\n到了七月\n${AFTER}`,
      1,
    ],
    ['the same of six letters', `${paragraph(GARDEN, 1)}\n到了七月,辣椒\n${AFTER}`, 1],
    [
      'a heading before it, with the words that the essay has there',
      `${BEFORE}\n有人主动清走了\n${paragraph(GARDEN, 3)}`,
      3,
    ],
    ['a paragraph that goes on otherwise', `${paragraph(GARDEN, 1)}\n到了七月的最后一天,谁都没有想到。${AFTER}`, 1],
  ])('a mark does not run on into the next block: %s', (_, text, number) => {
    expect(marked(text)).toEqual([paragraph(GARDEN, number)]);
  });

  test('a mark continues into the next block if the match does', () => {
    const sentence =
      '起初没有人看好这件事,物业担心漏水,邻居担心蚊虫,只有三楼的刘奶奶每天提着小桶上去,给她的辣椒苗搭架子。';
    const block = '到了七月,辣椒红了,黄瓜爬满了竹竿';
    expect(marked(`${BEFORE}\n${sentence}\n${block}\n${AFTER}`)).toEqual([`${sentence}\n${block}`]);
  });

  test('an edited word at the edge of a sentence is marked', () => {
    const passage = WITHOUT_STOP.replace('清走了', '搬掉了');
    expect(marked(inText(`${passage}。`))).toEqual([`${passage}。`]);
  });

  test('a passage with half of its words replaced is one match, not five', () => {
    const passage = WITHOUT_STOP.replace('红了', '结满枝头')
      .replace('孩子们', '学生')
      .replace('几家人', '几户邻居')
      .replace('多年的', '许久的')
      .replace('主动', '悄悄');
    expect(marked(inText(passage))).toEqual([passage]);
  });
});

describe('the properties of a match', () => {
  const [match] = findMatches(inText(WITHOUT_STOP), ownIndex());

  test('the essay, and the place in its document', () => {
    expect(essayByRef(ownIndex(), match!.best.essay)!.document).toBe('2_garden.txt');
    expect(sourceOf(match!)).toBe(WITHOUT_STOP);
  });

  test('the number of letters, and the similarity of the two sides', () => {
    expect(match).toMatchObject({ kind: 'literal', letters: WITHOUT_STOP.replaceAll(/[,。]/gu, '').length });
    expect(match!.similarity).toBe(1);
  });

  test('the similarity falls with the number of changes', () => {
    const edits = [WITHOUT_STOP];
    for (const [from, to] of [
      ['熟络', '亲近'],
      ['放学以后', '每天傍晚'],
      ['爬满了竹竿', '也挂满了架子'],
    ] as const) {
      edits.push(edits.at(-1)!.replace(from, to));
    }
    const alike = edits.map((text) => findMatches(inText(text), ownIndex())[0]!.similarity);
    expect(alike).toEqual([...alike].sort((a, b) => b - a));
    expect(new Set(alike).size).toBe(alike.length);
  });

  test('variants of an essay are named as further sources, and no letter is counted twice', () => {
    const shared = paragraph(CHECKPOINT, 1);
    const matches = findMatches(inText(shared), ownIndex());
    expect(matches).toHaveLength(1);
    const documents = [matches[0]!.best, ...matches[0]!.also].map(
      ({ essay }) => essayByRef(ownIndex(), essay)!.document,
    );
    expect(documents.sort()).toEqual(['1_checkpoint.txt', '4_variant.txt']);
    expect(sourceOf({ ...matches[0]!, best: matches[0]!.also[0]! })).toBe(shared.slice(0, -1));
  });

  test('the variant that contains more of the passage is the best source', () => {
    const both = CHECKPOINT.split('\n').slice(1).join('\n');
    const [whole] = findMatches(inText(both), ownIndex());
    expect(essayByRef(ownIndex(), whole!.best.essay)!.document).toBe('1_checkpoint.txt');
  });
});

describe('several passages', () => {
  const first = paragraph(GARDEN, 3).slice(0, -1);
  const second = paragraph(READING, 2).slice(0, -1);

  test('of two essays are two matches, in page order', () => {
    const text = [BEFORE, second, AFTER, first, THIRD].join('\n');
    const matches = findMatches(text, ownIndex());
    expect(matches.map(({ page }) => text.slice(page.start, page.end))).toEqual([second, first]);
    expect(matches.map(({ best }) => essayByRef(ownIndex(), best.essay)!.document)).toEqual([
      '3_reading.txt',
      '2_garden.txt',
    ]);
  });

  test('side by side, each ends where the other begins', () => {
    const text = `${BEFORE}${second}。${first}。${AFTER}`;
    expect(marked(text)).toEqual([`${second}。`, `${first}。`]);
  });

  test('sentences of one passage in changed order are all found', () => {
    const sentences = paragraph(READING, 1).split(/(?<=。)/u);
    const others = paragraph(READING, 2).split(/(?<=。)/u);
    const order = [others[1], sentences[0], others[2]].join('');
    expect(marked(`${BEFORE}${order}${AFTER}`).join('').replaceAll('。', '')).toBe(order.replaceAll('。', ''));
  });

  test('a passage that occurs twice on the page is marked twice', () => {
    expect(marked([BEFORE, first, AFTER, first, THIRD].join('\n'))).toEqual([first, first]);
  });
});

describe('nothing is marked', () => {
  test.each([
    ['in an empty text', ''],
    ['where no letter stands', 'Plain text, 2024! \u{1f637}\n'],
    ['in text of one’s own', OTHER_SENTENCES.join('\n')],
    ['for a few words in common', inText('她们在楼顶的木箱旁边种了黄瓜和辣椒。')],
    ['for one short clause in common', inText('大家都说，黄瓜爬满了竹竿。')],
    ['for the essay’s title alone', inText('老槐树下的值守')],
    ['for the essay read backwards', inText([...PASSAGE].reverse().join(''))],
    ['for its letters in another order', inText([...PASSAGE].sort().join(''))],
  ])('%s', (_, text) => {
    expect(marked(text)).toEqual([]);
  });

  test('for a sentence that the page puts in quotation marks; without them it is marked', () => {
    const sentence = '我想,所谓社区,大概就是从一只木箱、一把辣椒开始的';
    expect(marked(inText(`他说：“${sentence}。”`))).toEqual([]);
    expect(marked(inText(`${sentence}。`))).toEqual([`${sentence}。`]);
  });
});
