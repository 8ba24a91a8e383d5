import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { openWording, readDocuments, sourcesFor } from '../../corpus-index/read-documents.ts';
import { runIndex } from '../../corpus-index/run-index.ts';
import { tagWords } from '../../corpus-index/tag-words.ts';
import { allEssays } from '../../src/corpus/all-essays.ts';
import { wholeRow } from '../../src/corpus/essay-row.ts';
import { SURPRISAL_MASK } from '../../src/corpus/format.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';

const DOCUMENTS = fileURLToPath(new URL('../fixtures/documents/', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../../corpus-index/built/essays.bin', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deja-lu-index-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { code: number; out: string; err: string } {
  const out: string[] = [];
  const err: string[] = [];
  const code = runIndex(args, { cwd: folder, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function built(name: string, ...options: string[]): Buffer {
  expect(run('build', '--corpus', DOCUMENTS, '--out', name, ...options)).toMatchObject({ code: 0, err: '' });
  return readFileSync(join(folder, name));
}

function opened(bytes: Buffer): Index {
  return readIndex(new Uint8Array(bytes).buffer, 'test');
}

describe('index build', () => {
  test('one’s own documents, with or without an entry in the folder’s sources.json', () => {
    const { essays } = opened(built('own.bin'));
    expect(essays.map(({ id, heading }) => `${id} ${heading}`)).toEqual([
      'numbered/1 小镇读书会的心得体会篇1',
      'numbered/2 小镇读书会的心得体会篇2',
      'numbered/3 小镇读书会的心得体会篇3',
      'plain/1 第 1 篇',
      'sections/1 种菜日记1',
      'sections/2 种菜日记2',
      'sections/3 第 3 篇',
      'sections/4 第 4 篇',
      'untitled-bom-crlf/1 第 1 篇',
    ]);
  });

  test('the same input gives the same bytes', () => {
    expect(built('twice.bin').equals(built('own.bin'))).toBe(true);
  });

  test('wording that the texts of the model repeat counts less', () => {
    const phrase = '每天清晨浇一小杯水,不能多也不能少。';
    const line = JSON.stringify({ text: `${phrase}另一些话也在这里。`.repeat(20) });
    expect(run('model', '--texts', textsOf(gzipSync(line)), '--out', 'wording.bin')).toMatchObject({
      code: 0,
      err: '',
    });
    const index = opened(built('official.bin', '--wording', 'wording.bin'));
    const [start, end] = [index.essayStarts[4]!, index.essayStarts[5]!];
    const mean = (from: number, to: number) =>
      wholeRow(index)
        .letterFacts.slice(from, to)
        .reduce((sum, facts) => sum + (facts & SURPRISAL_MASK), 0) /
      (to - from);
    // The essay ends with the phrase's sixteen letters.
    expect(mean(end - 12, end)).toBeLessThan(2);
    expect(mean(start, end - 16)).toBeGreaterThan(6);
  });

  test.each([
    [['build', '--out', 'x.bin'], /--corpus is missing/],
    [['build', '--corpus', DOCUMENTS], /--out is missing/],
    [['build', '--corpus', 'nowhere', '--out', 'x.bin'], /nowhere does not exist/],
    [['build', '--corpus', '.', '--out', 'x.bin', '--sources', 'none.json'], /none\.json/],
    [['build', '--corps', '.'], /--corps/],
    [['mend'], /no such command: mend/],
    [[], /no such command: none given/],
    [['verify'], /give one FILE/],
    [['verify', 'nowhere.bin'], /nowhere\.bin/],
    [['inspect', 'nowhere.bin'], /nowhere\.bin/],
  ])('a call that is at fault: %s', (args, message) => {
    const { code, out, err } = run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('lines of a .jsonl or .jsonl.gz file are essays of their own, with the facts beside their text', () => {
    const line = {
      id: 'a-1',
      title: '楼顶',
      author: '某人',
      date: '2021-05-06',
      url: 'https://example.com/a',
      text: ' 楼顶上种菜。 ',
    };
    const lines = [line, { id: 'a-2', text: '邻居在桥头钓鱼。' }].map((one) => JSON.stringify(one)).join('\n');
    writeFileSync(join(folder, 'lines.jsonl'), lines);
    writeFileSync(join(folder, 'lines.jsonl.gz'), gzipSync(lines));
    for (const name of ['lines.jsonl', 'lines.jsonl.gz'])
      expect(run('build', '--corpus', name, '--out', `${name}.bin`)).toMatchObject({ code: 0, err: '' });
    const bytes = readFileSync(join(folder, 'lines.jsonl.bin'));
    expect(bytes.equals(readFileSync(join(folder, 'lines.jsonl.gz.bin')))).toBe(true);
    const [first, second] = allEssays(opened(bytes));
    const { title, date, url } = line;
    expect(first).toMatchObject({
      id: 'a-1/1',
      document: 'a-1',
      title,
      publisher: '某人',
      date,
      url,
      year: 2021,
      start: 1,
    });
    expect(second).toMatchObject({ id: 'a-2/1', publisher: '', url: '', year: 0 });
  });

  test.each([
    ['{"text":"山"}', /lines\.jsonl line 1: id/],
    ['{"id":"a","text":"山高"}\n{', /line 2 is no JSON/],
    ['{"id":"a","text":"山高"}\n{"id":"a","text":"水长"}', /a and a both give an essay a\/1/],
  ])('a faulty line is named, and no file is left: %s', (lines, message) => {
    writeFileSync(join(folder, 'lines.jsonl'), lines);
    expect(run('build', '--corpus', 'lines.jsonl', '--out', 'faulty.bin')).toMatchObject({
      code: 2,
      err: expect.stringMatching(message),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('faulty'))).toEqual([]);
  });

  test('two documents of the same number are refused', () => {
    const documents = ['1_a.txt', '1_b.txt'].map((name) => ({ name, text: '山高水长。' }));
    expect(() => buildIndex(documents, { sources: {}, wording: null, tagWords, lineHash })).toThrow(
      '1_a.txt and 1_b.txt both give an essay 1/1: rename one of them',
    );
  });
});

function textsOf(gz: Uint8Array): string {
  const texts = mkdtempSync(join(folder, 'texts-'));
  writeFileSync(join(texts, 'official.jsonl.gz'), gz);
  return texts;
}

describe('index verify and inspect', () => {
  test('a whole file passes', () => {
    built('own.bin');
    expect(run('verify', 'own.bin')).toMatchObject({
      code: 0,
      out: expect.stringContaining('own.bin: whole, 9 essays'),
    });
  });

  test('a damaged one does not', () => {
    const bytes = built('own.bin');
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(folder, 'damaged.bin'), bytes);
    expect(run('verify', 'damaged.bin')).toMatchObject({ code: 1, err: expect.stringContaining('the checksum is') });
  });

  test('inspect lists essays with heading and variants', () => {
    const { code, out } = run('inspect', SHIPPED);
    expect(code).toBe(0);
    expect(out).toMatch(/^5 documents, 54 essays/mu);
    expect(out).toMatch(/^ {2}000\/10 {2}1169 letters .*= 000\/1$/mu);
  });
});

describeShared('the shipped index', ['corpus'], () => {
  test('is what a build from the shared corpus gives, byte for byte', { timeout: 120_000 }, () => {
    const corpus = sharedPath('corpus');
    const bytes = buildIndex(readDocuments(corpus), {
      sources: sourcesFor(corpus),
      wording: openWording(),
      tagWords,
      lineHash,
    });
    expect(Buffer.from(bytes).equals(readFileSync(SHIPPED))).toBe(true);
  });

  test('stays under 8 bytes a letter', () => {
    const { byteLength, letterCount } = opened(readFileSync(SHIPPED));
    expect(byteLength / letterCount).toBeLessThan(8);
  });
});
