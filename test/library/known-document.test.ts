import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { documentsInFolder, sourcesFor } from '../../corpus-index/read-documents.ts';
import { tagWords } from '../../corpus-index/tag-words.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { knownDocument } from '../../src/library/known-document.ts';
import { describeShared, sharedPath } from '../shared-corpus.ts';

const FOLDER = 'test/fixtures/documents';
const documents = await Array.fromAsync(documentsInFolder(FOLDER));
const bytes = buildIndex(documents, { sources: sourcesFor(FOLDER), wording: null, tagWords, lineHash });
const index = readIndex(bytes.buffer, 'own');
const numbered = readFileSync(`${FOLDER}/numbered.txt`, 'utf8');

const cutOf = (text: string) =>
  knownDocument(text, index)?.essays.map(({ start, end }) => text.slice(start, end)) ?? null;

describe('a document that an index was made of', () => {
  it('is known by its letters, and cut as the index cuts it', () => {
    const records = index.essays.filter(({ document }) => document === 'numbered.txt');
    expect(records).toHaveLength(3);
    expect(knownDocument(numbered, index)).toEqual({
      title: '小镇读书会的心得体会3篇',
      publisher: '',
      date: '2021-05-06 10:20:30',
      essays: records.map(({ heading, start, end }) => ({ heading, start, end })),
    });
  });

  it('is known whatever its lines, its punctuation and its script are', () => {
    const other = numbered.replaceAll('\n', '\r\n').replaceAll('。', '！').replaceAll('书', '書');
    const [first] = cutOf(other)!;
    expect(first).toMatch(/^周末的读書会.*祖父修桥的故事！$/su);
  });

  it('begins and ends with the digits and marks of its lines', () => {
    const [first] = cutOf(numbered.replace('  周末', '  “12 周末').replace('的故事。', '的故事。”'))!;
    expect(first).toMatch(/^“12 周末.*的故事。”$/su);
  });

  it.each([
    ['that lacks a letter of one essay', numbered.replace('桂花', '桂')],
    ['that lacks an essay', numbered.slice(0, numbered.indexOf('小镇读书会的心得体会篇3'))],
    ['of other letters', '石榴树下的风吹了一整夜。'],
    ['without letters', '1, 2, 3'],
  ])('is not a text %s', (_what, text) => expect(knownDocument(text, index)).toBeNull());
});

describeShared('the shipped documents', ['corpus'], () => {
  it('are known one by one', () => {
    const shipped = readIndex(new Uint8Array(readFileSync('corpus-index/built/essays.bin')).buffer, 'shipped');
    const known = readdirSync(sharedPath('corpus')).map((name) =>
      knownDocument(readFileSync(sharedPath(`corpus/${name}`), 'utf8'), shipped),
    );
    expect(known.map((document) => document?.essays.length)).toEqual([14, 5, 20, 5, 10]);
  });
});
