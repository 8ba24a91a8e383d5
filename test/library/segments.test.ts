import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tagWords } from '../../corpus-index/tag-words.ts';
import { LIBRARY_INDEX } from '../../src/corpus/essay-ref.ts';
import { IndexError } from '../../src/corpus/format.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { planMerges } from '../../src/library/plan-merges.ts';
import type { LibraryEssay } from '../../src/library/records.ts';
import { buildSegment, type EssayWithText, mergeSegments } from '../../src/library/segments.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { normalise } from '../../src/text/normalise.ts';
import { readWording } from '../../src/wording/wording-file.ts';
import { OWN_ESSAYS } from '../own-essays.ts';

const tools = { wording: readWording(readFileSync('corpus-index/built/wording.bin')), tagWords };

function essayOf(id: string, text: string): EssayWithText {
  const essay: LibraryEssay = {
    id,
    collection: 'c',
    title: `题${id}`,
    author: '某人',
    date: '2025-03-01',
    url: '',
    tags: [],
    note: '',
    added: 1,
    letters: normalise(text).codes.length,
    characters: text.length,
    digest: id,
    segment: null,
    pending: 1,
  };
  return { essay, text };
}

const [first, second, third] = Object.values(OWN_ESSAYS).map((text, i) => essayOf(`e${i + 1}`, text));

const found = (bytes: ArrayBuffer, text: string): string[] =>
  findMatches(text, readIndex(bytes, LIBRARY_INDEX)).map(({ best }) => best.essay);

describe('a segment of the library', () => {
  it('finds its essays by their own ids, at offsets of their own texts', () => {
    const { bytes, essays } = buildSegment([first!, second!], tools);
    expect(essays).toBe(2);
    const index = readIndex(bytes, LIBRARY_INDEX);
    const [match] = findMatches(second!.text, index);
    expect(match?.best.essay).toBe('library:e2');
    const { start, end } = match!.best.source;
    expect(second!.text.slice(start, end)).toContain('起初没有人看好这件事');
    expect(index.essays[1]).toMatchObject({ title: '题e2', publisher: '某人', year: 2025, heading: '' });
  });

  it('merged with others is, without the dead, what one build of the living gives', () => {
    const one = buildSegment([first!, second!], tools);
    const other = buildSegment([third!], tools);
    const merged = mergeSegments([
      { bytes: one.bytes, dead: ['e1'] },
      { bytes: other.bytes, dead: [] },
    ])!;
    expect(new Uint8Array(merged.bytes)).toEqual(new Uint8Array(buildSegment([second!, third!], tools).bytes));
    expect(found(merged.bytes, second!.text)).toEqual(['library:e2']);
    expect(found(merged.bytes, third!.text)).toEqual(['library:e3']);
    expect(found(merged.bytes, first!.text)).toEqual([]);
  });

  it('in which an essay stands twice is refused as damaged when it is merged', () => {
    const { bytes } = buildSegment([first!], tools);
    const twice = { bytes, dead: [] };
    expect(() => mergeSegments([twice, twice])).toThrow(IndexError);
  });

  it('of which nothing is left is none', () => {
    const { bytes } = buildSegment([first!], tools);
    expect(mergeSegments([{ bytes, dead: ['e1'] }])).toBeNull();
  });
});

describe('the plan of merges', () => {
  const segment = (letters: number, collection = 'c', dead: string[] = []) => ({ letters, collection, dead });
  const plans = (...segments: ReturnType<typeof segment>[]) =>
    planMerges(segments).map((plan) => plan.map(({ letters }) => letters));

  it.each([
    ['two of a size', [100, 100], [[100, 100]]],
    ['a small one beside a large one', [10, 1000], []],
    ['small ones that are half of the next', [30, 40, 100, 1000], [[30, 40, 100]]],
    ['sizes that double', [100, 250, 800], []],
    ['one that makes all of them fall together', [60, 100, 250, 700], [[60, 100, 250, 700]]],
  ])('%s', (_name, sizes, expected) => {
    expect(plans(...sizes.map((letters) => segment(letters)))).toEqual(expected);
  });

  it('keeps collections apart, and takes those with dead essays', () => {
    expect(plans(segment(100, 'a'), segment(100, 'b'))).toEqual([]);
    expect(plans(segment(10), segment(1000, 'c', ['x']))).toEqual([[1000]]);
  });

  it('keeps a growing collection to some log₂ n segments', () => {
    let segments: { letters: number; collection: string; dead: string[] }[] = [];
    for (let i = 0; i < 500; i++) {
      segments.push(segment(32));
      for (const plan of planMerges(segments)) {
        const sum = plan.reduce((total, { letters }) => total + letters, 0);
        segments = [...segments.filter((each) => !plan.includes(each)), segment(sum)];
      }
      expect(segments.length).toBeLessThanOrEqual(2 + Math.log2(i + 1));
    }
  });
});
