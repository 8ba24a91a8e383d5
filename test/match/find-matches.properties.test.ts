import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { essayByRef } from '../../src/corpus/essay-by-ref.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import { hanCount } from '../../src/text/han.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, type OwnEssay, ownIndex } from '../own-essays.ts';

const essays = Object.values(OWN_ESSAYS);
const sentences = essays.flatMap((essay) => essay.split(/(?<=[。;])/u));

/** Any units at all, halves of surrogate pairs among them. */
const anyUnits = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });

/** Pieces of essays, other sentences and noise, run together. */
const mixedText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sentences),
      fc.constantFrom(...OTHER_SENTENCES),
      fc
        .tuple(fc.constantFrom(...essays), fc.nat(200), fc.nat(80))
        .map(([text, from, length]) => text.slice(from, from + length)),
      anyUnits,
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

function check(text: string, matches: readonly Match[]): void {
  let last = 0;
  for (const { page, letters, similarity, best, also } of matches) {
    expect(page.start).toBeGreaterThanOrEqual(last);
    expect(page.end).toBeGreaterThan(page.start);
    expect(page.end).toBeLessThanOrEqual(text.length);
    last = page.end;
    expect(hanCount(text, page.start, page.end)).toBe(letters);
    expect(similarity).toBeGreaterThan(0);
    expect(similarity).toBeLessThanOrEqual(1);
    for (const { essay, source } of [best, ...also]) {
      const { start, end } = essayByRef(ownIndex(), essay)!;
      expect(source.start).toBeGreaterThanOrEqual(start);
      expect(source.end).toBeGreaterThan(source.start);
      expect(source.end).toBeLessThanOrEqual(end);
    }
    expect(new Set([best, ...also].map(({ essay }) => essay)).size).toBe(1 + also.length);
  }
}

describe('for any text', () => {
  test('matches are in page order, disjoint, inside the text and inside their essay', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        check(text, findMatches(text, ownIndex()));
      }),
      {
        numRuns: 300,
        // A match of a few letters on both sides of a sentence's end once vanished while its borders were trimmed.
        examples: [[`${essays[0]!.split('进村的车')[0]}进村的车。,焐一阵。\n　　最难的`]],
      },
    );
  });

  test('matches can be sent in a message: they are plain JSON', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const matches = findMatches(text, ownIndex());
        expect(JSON.parse(JSON.stringify(matches))).toEqual(matches);
      }),
    );
  });

  test('the same text gives the same matches', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        expect(findMatches(text, ownIndex())).toEqual(findMatches(text, ownIndex()));
      }),
    );
  });
});

interface Edit {
  /** 0–1: where in the passage. */
  readonly place: number;
  readonly kind: 'replace' | 'drop' | 'insert';
}

const edits = fc.array(
  fc.record({
    place: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    kind: fc.constantFrom<Edit['kind']>('replace', 'drop', 'insert'),
  }),
  { maxLength: 5 },
);

/** Letters that none of the essays has. */
const FOREIGN = '鲸鳄犀';

function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((now, { place, kind }, i) => {
    const at = Math.floor(place * now.length);
    const letter = FOREIGN[i % FOREIGN.length]!;
    if (kind === 'insert') return now.slice(0, at) + letter + now.slice(at);
    return now.slice(0, at) + (kind === 'replace' ? letter : '') + now.slice(at + 1);
  }, text);
}

/** Passages of sixty units or more, each wholly inside a paragraph. */
const passages = (Object.keys(OWN_ESSAYS) as OwnEssay[]).flatMap((document) =>
  OWN_ESSAYS[document]
    .split('\n')
    .slice(1)
    .map((text) => ({ document, text: text.trim() })),
);

describe('a planted passage with random edits', () => {
  const planted = fc.record({ passage: fc.constantFrom(...passages), all: edits });

  test('is found: most of its letters are marked, and the essay is named', () => {
    fc.assert(
      fc.property(planted, ({ passage: { document, text }, all }) => {
        const page = edited(text, all);
        const whole = `${OTHER_SENTENCES[0]}\n${page}\n${OTHER_SENTENCES[1]}`;
        const from = OTHER_SENTENCES[0].length + 1;
        const matches = findMatches(whole, ownIndex());
        const letters = matches.reduce(
          (sum, match) =>
            sum + hanCount(whole, Math.max(from, match.page.start), Math.min(from + page.length, match.page.end)),
          0,
        );
        expect(letters).toBeGreaterThanOrEqual(0.9 * hanCount(page));
        const named = matches.flatMap(({ best, also }) =>
          [best, ...also].map(({ essay }) => essayByRef(ownIndex(), essay)!),
        );
        expect(named.map((essay) => essay.document)).toContain(document);
      }),
      { numRuns: 300 },
    );
  });

  test('is not changed by other text after it', () => {
    const others = fc.array(fc.constantFrom(...OTHER_SENTENCES), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(planted, others, ({ passage: { text }, all }, more) => {
        const page = `${OTHER_SENTENCES[0]}\n${edited(text, all)}\n${OTHER_SENTENCES[1]}\n`;
        expect(findMatches(page + more.join('\n'), ownIndex())).toEqual(findMatches(page, ownIndex()));
      }),
    );
  });

  test('is shifted by other text before it, and not changed otherwise', () => {
    const others = fc.array(fc.constantFrom(...OTHER_SENTENCES), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(planted, others, ({ passage: { text }, all }, more) => {
        // The letter before the passage must not be one that stands before it in an essay, too.
        const page = `${FOREIGN}\n${edited(text, all)}\n${OTHER_SENTENCES[1]}`;
        const before = more.join('\n');
        const moved = findMatches(page, ownIndex()).map((match) => ({
          ...match,
          page: { start: match.page.start + before.length, end: match.page.end + before.length },
        }));
        expect(findMatches(before + page, ownIndex())).toEqual(moved);
      }),
    );
  });
});
