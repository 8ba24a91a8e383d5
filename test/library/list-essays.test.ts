import { describe, expect, it } from 'vitest';
import { listed, type Sort } from '../../src/library/list-essays.ts';
import type { LibraryEssay } from '../../src/library/records.ts';

function essay(id: string, change: Partial<LibraryEssay>): LibraryEssay {
  const facts = { title: '', author: '', date: '', url: '', tags: [], note: '' };
  const rest = { collection: 'c', added: 0, letters: 0, characters: 0, digest: id, segment: null, pending: 0 } as const;
  return { id, ...facts, ...rest, ...change };
}

const ESSAYS = [
  essay('a', { title: '爱莲', author: '周', date: '2023', added: 1, letters: 300, tags: ['花'] }),
  essay('b', { title: '背影', author: '朱', date: '2025', added: 2, letters: 100, note: 'Station' }),
  essay('c', { title: '春', author: '朱', date: '2024-05', added: 3, letters: 200, collection: 'd' }),
];

const ids = (search: string, sort: Sort = 'added', collection = '') =>
  listed(ESSAYS, { search, sort, collection })
    .map(({ id }) => id)
    .join('');

describe('the list of essays', () => {
  it.each([
    ['added', 'cba'],
    ['title', 'abc'],
    ['date', 'bca'],
    ['letters', 'acb'],
  ] as const)('sorts by %s', (sort, expected) => expect(ids('', sort)).toBe(expected));

  it('finds all typed words, whatever their case, in title, author, tags and note', () => {
    expect(ids('朱')).toBe('cb');
    expect(ids('朱 station')).toBe('b');
    expect(ids('花')).toBe('a');
    expect(ids('没有')).toBe('');
  });

  it('takes one collection alone', () => expect(ids('', 'added', 'd')).toBe('c'));
});
