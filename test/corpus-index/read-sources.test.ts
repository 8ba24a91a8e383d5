import { describe, expect, test } from 'vitest';
import { parseSources } from '../../corpus-index/read-sources.ts';

const entry = (fields: object) => JSON.stringify({ 'a.txt': { title: '甲', essays: 1, cut: {}, ...fields } });

describe('parseSources', () => {
  test('a fact that a document does not state is an empty string, and its year is 0', () => {
    const { 'a.txt': source } = parseSources(entry({}), 'sources.json');
    const unknown = { publisher: '', date: '', url: '', kind: '', year: 0 };
    expect(source).toMatchObject({ title: '甲', ...unknown, cut: { headings: [], starts: [] } });
  });

  test.each([
    ['{', /^sources\.json is no JSON/],
    [entry({ title: '' }), /a\.txt\.title/],
    [entry({ essays: 0 }), /a\.txt\.essays/],
    [entry({ year: 20.22 }), /a\.txt\.year/],
    [entry({ cut: { headings: ['('] } }), /a\.txt\.cut\.headings\.0: is no regular expression/],
    [entry({ cut: { starts: [{ line: 3, hash: 'xyz' }] } }), /starts\.0\.hash: must be 8 hex digits/],
    [entry({ cut: { heading: [] } }), /a\.txt\.cut\.heading/],
  ])('%s is refused', (json, message) => {
    expect(() => parseSources(json, 'sources.json')).toThrow(message);
  });
});
