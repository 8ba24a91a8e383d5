import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignAll, type Corner, extend } from '../../src/match/align.ts';
import {
  type Alignment,
  between,
  betweenScore,
  boundsOf,
  clip,
  GAP,
  REPLACED,
  SAME,
  sameLetters,
  scoreOf,
  similarityOf,
} from '../../src/match/alignment.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

function corner(page: string, corpus: string, step: 1 | -1 = 1): Corner {
  return {
    page: bytesOf(page),
    corpus: bytesOf(corpus),
    pageFrom: step === 1 ? 0 : page.length - 1,
    corpusFrom: step === 1 ? 0 : corpus.length - 1,
    pageLetters: page.length,
    corpusLetters: corpus.length,
    step,
  };
}

/** The two sides with their equal letters in capitals: `abXcd` and `abcd` aligned are `ABxCD` and `ABCD`. */
function shown(page: string, corpus: string, alignment: Alignment): [page: string, corpus: string] {
  const raised = (text: string, place: (block: Alignment[number]) => number) =>
    alignment.reduce((now, block) => {
      const [start, end] = [place(block), place(block) + block.length];
      return now.slice(0, start) + now.slice(start, end).toUpperCase() + now.slice(end);
    }, text);
  return [raised(page, (block) => block.page), raised(corpus, (block) => block.corpus)];
}

describe('aligning all letters of both sides', () => {
  test.each([
    ['the same', 'abcdef', 'abcdef', 'ABCDEF', 'ABCDEF'],
    ['a letter replaced', 'abxdef', 'abcdef', 'ABxDEF', 'ABcDEF'],
    ['a letter added', 'abcxdef', 'abcdef', 'ABCxDEF', 'ABCDEF'],
    ['letters missing', 'abef', 'abcdef', 'ABEF', 'ABcdEF'],
    ['added here, missing there', 'axxbcdefgh', 'abcdefzzgh', 'AxxBCDEFGH', 'ABCDEFzzGH'],
    ['nothing in common', 'xyz', 'abc', 'xyz', 'abc'],
  ])('%s', (_, page, corpus, pageShown, corpusShown) => {
    expect(shown(page, corpus, alignAll(corner(page, corpus)))).toEqual([pageShown, corpusShown]);
  });
});

describe('extending from a corner', () => {
  test.each([
    ['goes on as long as letters agree', 'abcdefgh', 'abcdefgh', 'ABCDEFGH', 'ABCDEFGH'],
    ['passes an edit', 'abcdxxefghij', 'abcdefghij', 'ABCDxxEFGHIJ', 'ABCDEFGHIJ'],
    ['stops where the sides part', 'abcdefstuvwx', 'abcdefghijkl', 'ABCDEFstuvwx', 'ABCDEFghijkl'],
    ['takes nothing where nothing agrees', 'stuvwx', 'ghijkl', 'stuvwx', 'ghijkl'],
    ['takes nothing from an empty side', '', 'ghijkl', '', 'ghijkl'],
  ])('forward: %s', (_, page, corpus, pageShown, corpusShown) => {
    expect(shown(page, corpus, extend(corner(page, corpus)))).toEqual([pageShown, corpusShown]);
  });

  test('backward extension equals forward extension of the reversed texts', () => {
    const reversed = (text: string): string => [...text].reverse().join('');
    fc.assert(
      fc.property(texts, texts, (page, corpus) => {
        const forward = extend(corner(reversed(page), reversed(corpus)));
        const backward = extend(corner(page, corpus, -1));
        expect(sameLetters(backward)).toBe(sameLetters(forward));
        expect(scoreOf(backward)).toBe(scoreOf(forward));
      }),
    );
  });

  test('extension stops before a stretch that costs more than can be gained behind it', () => {
    const common = 'abcdefgh';
    const far = 'ijklmnop'.repeat(3);
    const [page] = shown(
      common + 'z'.repeat(40) + far,
      common + 'y'.repeat(40) + far,
      extend(corner(common + 'z'.repeat(40) + far, common + 'y'.repeat(40) + far)),
    );
    expect(page).toBe(common.toUpperCase() + 'z'.repeat(40) + far);
  });
});

/** Few letters, so that much agrees. */
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 });

function checkBlocks(page: string, corpus: string, alignment: Alignment): void {
  let [pageEnd, corpusEnd] = [0, 0];
  for (const block of alignment) {
    expect(block.length).toBeGreaterThan(0);
    expect(block.page).toBeGreaterThanOrEqual(pageEnd);
    expect(block.corpus).toBeGreaterThanOrEqual(corpusEnd);
    pageEnd = block.page + block.length;
    corpusEnd = block.corpus + block.length;
    expect(page.slice(block.page, pageEnd)).toBe(corpus.slice(block.corpus, corpusEnd));
  }
  expect(pageEnd).toBeLessThanOrEqual(page.length);
  expect(corpusEnd).toBeLessThanOrEqual(corpus.length);
}

/** Needleman and Wunsch's recurrence, as plain as it can be written. */
function bestScore(page: string, corpus: string): number {
  const rows = Array.from({ length: page.length + 1 }, () => new Array<number>(corpus.length + 1).fill(0));
  for (let i = 0; i <= page.length; i++) {
    for (let j = 0; j <= corpus.length; j++) {
      if (i === 0 || j === 0) rows[i]![j] = 0 + GAP * (i + j);
      else {
        const met = rows[i - 1]![j - 1]! + (page[i - 1] === corpus[j - 1] ? SAME : REPLACED);
        rows[i]![j] = Math.max(met, rows[i - 1]![j]! + GAP, rows[i]![j - 1]! + GAP);
      }
    }
  }
  return rows[page.length]![corpus.length]!;
}

/** The score of an alignment together with what stands before and after it. */
function wholeScore(page: string, corpus: string, alignment: Alignment): number {
  const start = { page: 0, corpus: 0, length: 0 };
  const end = { page: page.length, corpus: corpus.length, length: 0 };
  // A score of no letters is −0 or 0.
  return 0 + scoreOf([start, ...alignment, end]);
}

describe('alignments of random texts', () => {
  test('have ascending blocks of equal letters inside both texts', () => {
    fc.assert(
      fc.property(texts, texts, (page, corpus) => {
        checkBlocks(page, corpus, alignAll(corner(page, corpus)));
        checkBlocks(page, corpus, extend(corner(page, corpus)));
        checkBlocks(page, corpus, extend(corner(page, corpus, -1)));
      }),
    );
  });

  test('reach the highest possible score', () => {
    fc.assert(
      fc.property(texts, texts, (page, corpus) => {
        expect(wholeScore(page, corpus, alignAll(corner(page, corpus)))).toBe(bestScore(page, corpus));
      }),
    );
  });

  test('of a text with itself are one block of the whole text, with similarity 1', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(text.length > 0);
        for (const alignment of [alignAll(corner(text, text)), extend(corner(text, text))]) {
          expect(alignment).toEqual([{ page: 0, corpus: 0, length: text.length }]);
          expect(similarityOf(alignment)).toBe(1);
        }
      }),
    );
  });

  test('have a similarity above 0 and at most 1, and 1 only without differences', () => {
    fc.assert(
      fc.property(texts, texts, (page, corpus) => {
        const alignment = alignAll(corner(page, corpus));
        fc.pre(alignment.length > 0);
        const alike = similarityOf(alignment);
        expect(alike).toBeGreaterThan(0);
        expect(alike).toBeLessThanOrEqual(1);
        expect(alike === 1).toBe(alignment.length === 1);
      }),
    );
  });

  test('clipped to a span of the page keep exactly the letters in it', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(40), fc.nat(40), (page, corpus, one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const alignment = alignAll(corner(page, corpus));
        const clipped = clip(alignment, start, end);
        checkBlocks(page, corpus, clipped);
        const inside = (at: number): boolean => at >= start && at < end;
        const letters = alignment.flatMap((block) => Array.from({ length: block.length }, (_, i) => block.page + i));
        expect(sameLetters(clipped)).toBe(letters.filter(inside).length);
        if (clipped.length > 0) expect(boundsOf(clipped).page).toBeGreaterThanOrEqual(start);
        if (clipped.length > 0) expect(boundsOf(clipped).pageEnd).toBeLessThanOrEqual(end);
        expect(clip(clipped, start, end)).toEqual(clipped);
      }),
    );
  });
});

test('the gap between two blocks costs by its kind', () => {
  const a = { page: 0, corpus: 0, length: 5 };
  const gap = (page: number, corpus: number) => ({ page: 5 + page, corpus: 5 + corpus, length: 1 });
  expect(between(a, gap(2, 3))).toEqual({ page: 2, corpus: 3 });
  expect(betweenScore(a, gap(2, 2))).toBe(2 * REPLACED);
  expect(betweenScore(a, gap(0, 2))).toBe(2 * GAP);
  expect(betweenScore(a, gap(3, 1))).toBe(REPLACED + 2 * GAP);
});
