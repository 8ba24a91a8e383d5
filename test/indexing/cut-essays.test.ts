import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { readSources } from '../../corpus-index/read-sources.ts';
import { cutEssays, documentNumber } from '../../src/indexing/cut-essays.ts';
import type { Source } from '../../src/indexing/source.ts';
import { describeShared, sharedLines, sharedPath } from '../shared-corpus.ts';

const FIXTURES = new URL('../fixtures/documents/', import.meta.url);
const sources = readSources(new URL('sources.json', FIXTURES).pathname);
const fixture = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8');

/** Each essay as `heading: first words … last words`. */
function gist(name: string, text = fixture(name), source = sources[name]): string[] {
  return cutEssays(name, text, source, lineHash).map(({ heading, start, end }) => {
    const essay = text.slice(start, end);
    return `${heading}: ${essay.slice(0, 4)} … ${essay.slice(-4)}`;
  });
}

function changed(name: string, change: Partial<Source> | { cut: Partial<Source['cut']> }): Source {
  const source = sources[name]!;
  return { ...source, ...change, cut: { ...source.cut, ...change.cut } };
}

describe('a document with an entry in sources.json', () => {
  test('numbered headings begin essays; an editor’s note at the end of a line is no part of one', () => {
    expect(gist('numbered.txt')).toEqual([
      '小镇读书会的心得体会篇1: 周末的读 … 的故事。',
      '小镇读书会的心得体会篇2: 有人问我 … 人着迷。',
      '小镇读书会的心得体会篇3: 散会以后 … 包桂花。',
    ]);
  });

  test('a part with headings is followed by an unnumbered part', () => {
    expect(gist('sections.txt')).toEqual([
      '种菜日记1: 阳台上的 … 不能少。',
      '种菜日记2: 鸽子来偷 … 赶它们。',
      '第 3 篇: 邻居的丝 … 做种子。',
      '第 4 篇: 楼下的李 … 忙捉虫。',
    ]);
  });

  test('essays have title, publisher, date, ordinal and id', () => {
    const [first] = cutEssays('sections.txt', fixture('sections.txt'), sources['sections.txt'], lineHash);
    expect(first).toMatchObject({
      document: 'sections.txt',
      id: 'sections/1',
      title: '种菜日记 (精选2篇)',
      publisher: '菜园网',
      date: '2020-03-04 00:00:00',
      ordinal: 1,
    });
  });

  test('CRLF and a byte order mark shift offsets but do not change the text', () => {
    const crlf = `\uFEFF${fixture('sections.txt').replaceAll('\n', '\r\n')}`;
    expect(gist('sections.txt', crlf)).toEqual(gist('sections.txt'));
  });
});

describe('a document that does not agree with its entry is refused, with the place and the remedy', () => {
  const text = fixture('sections.txt');
  const cases: [string, string, Source, RegExp][] = [
    [
      'a start moved',
      `\n${text}`,
      sources['sections.txt']!,
      /line 21 has no text, sources\.json expects hash 89960a81.*"starts"/,
    ],
    [
      'a start changed',
      text.replace('丝瓜', '南瓜'),
      sources['sections.txt']!,
      /line 21 has hash [0-9a-f]{8}.*89960a81/,
    ],
    [
      'a heading without text',
      text.replace('种菜日记2\n', '种菜日记2\n种菜日记3\n'),
      changed('sections.txt', { cut: { starts: [] } }),
      /line 13 «种菜日记2» heads no text/,
    ],
    [
      'text in no essay',
      text,
      changed('sections.txt', { cut: { starts: [] } }),
      /line 21 \(hash 89960a81\) stands in no essay/,
    ],
    [
      'a pattern that fits nothing',
      text,
      changed('sections.txt', { cut: { headings: ['^篇\\d'] } }),
      /no line that fits \^篇\\d: mend "headings"/,
    ],
    [
      'another number of essays',
      text,
      changed('sections.txt', { essays: 5 }),
      /gives 4 essays, sources\.json expects 5/,
    ],
  ];
  test.each(cases)('%s', (_, document, source, message) => {
    expect(() => cutEssays('sections.txt', document, source, lineHash)).toThrow(message);
  });

  test('a tail whose text is not in the line is refused', () => {
    const source = changed('numbered.txt', { cut: { tails: [{ line: 15, hash: '8969403f', from: '以上是' }] } });
    expect(() => cutEssays('numbered.txt', fixture('numbered.txt'), source, lineHash)).toThrow(
      /line 15 does not hold «以上是»/,
    );
  });
});

describe('a document without an entry is one essay', () => {
  test('its title is its first line', () => {
    const [essay, ...more] = cutEssays('plain.txt', fixture('plain.txt'), undefined, lineHash);
    expect(more).toEqual([]);
    expect(essay).toMatchObject({ id: 'plain/1', title: '旧信箱', heading: '第 1 篇', publisher: '', date: '' });
    expect(gist('plain.txt')).toEqual(['第 1 篇: 搬家那天 … 明信片。']);
  });

  test('its title is its file name if the first line is a sentence', () => {
    const [essay] = cutEssays('untitled-bom-crlf.txt', fixture('untitled-bom-crlf.txt'), undefined, lineHash);
    expect(essay?.title).toBe('untitled-bom-crlf');
    expect(gist('untitled-bom-crlf.txt')).toEqual(['第 1 篇: 湖边的早 … 了小雨。']);
  });

  test('a document without text is refused', () => {
    expect(() => cutEssays('blank.txt', ' \n\uFEFF\t\n', undefined, lineHash)).toThrow('blank.txt holds no text');
  });

  test('of any text, the essay is a trimmed stretch', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('山', '水', '。', ' ', '\n', '\r\n', '\u3000') }), (text) => {
        fc.pre(text.trim() !== '');
        const [essay] = cutEssays('any.txt', text, undefined, lineHash);
        const words = text.slice(essay?.start, essay?.end);
        expect(words).not.toBe('');
        expect(words).toBe(words.trim());
      }),
    );
  });
});

test.each([
  ['002_5b6a7ef2.txt', '002'],
  ['7.txt', '7'],
  ['2022总结.txt', '2022总结'],
  ['my essay.txt', 'my essay'],
])('the document number of %s is %s', (document, number) => {
  expect(documentNumber(document)).toBe(number);
});

describeShared('the shipped corpus', ['corpus', 'eval/cases.jsonl'], () => {
  const shipped = readSources(new URL('../../corpus-index/sources.json', import.meta.url).pathname);
  const essays = readdirSync(sharedPath('corpus'))
    .sort()
    .flatMap((name) => cutEssays(name, readFileSync(sharedPath(`corpus/${name}`), 'utf8'), shipped[name], lineHash));

  test('cutting gives as many essays as a careful reader finds', () => {
    const counts = Object.groupBy(essays, (essay) => documentNumber(essay.document));
    expect(Object.entries(counts).map(([number, found]) => [number, found?.length])).toEqual([
      ['000', 14],
      ['001', 5],
      ['002', 20],
      ['003', 5],
      ['004', 10],
    ]);
  });

  test('every labelled passage is inside one essay', () => {
    type Case = { id: string; truth: { doc: string; docStart: number; docEnd: number }[] };
    const outside = sharedLines<Case>('eval/cases.jsonl').flatMap(({ id, truth }) =>
      truth
        .filter((t) => !essays.some((e) => e.document === t.doc && e.start <= t.docStart && t.docEnd <= e.end))
        .map((t) => `${id}: ${t.doc} ${t.docStart}–${t.docEnd}`),
    );
    expect(outside).toEqual([]);
  });
});
