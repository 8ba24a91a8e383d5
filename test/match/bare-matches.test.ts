import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { blocksOf } from '../../src/match/blocks.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import { OTHER_SENTENCES, OWN_ESSAYS } from '../own-essays.ts';
import { indexOfTexts } from '../packs/own-packs.ts';

const [checkpoint, garden, reading] = Object.values(OWN_ESSAYS) as [string, string, string];

const TEXTS = { checkpoint, garden, reading };

const bare = readIndex(indexOfTexts(TEXTS, true), 'bare');
const whole = readIndex(indexOfTexts(TEXTS), 'whole');

const around = (passage: string): string => `${OTHER_SENTENCES[0]}${passage}${OTHER_SENTENCES[1]}`;

describe('an index without letter tables', () => {
  it('finds whole essays and long passages, at the words of the text', () => {
    const passage = garden.slice(60, 180);
    const text = around(passage);
    const [match, ...others] = findMatches(text, bare);
    expect(others).toEqual([]);
    expect(match).toMatchObject({ kind: 'literal', best: { essay: 'bare:garden' }, also: [], changes: [] });
    const found = text.slice(match!.page.start, match!.page.end);
    expect(passage).toContain(found);
    // Ends are those of shingles: fourteen letters at most are missing on either side.
    expect(found.length).toBeGreaterThan(passage.length - 40);
    expect(match!.similarity).toBeCloseTo(1, 1);
  });

  it('finds nothing in other texts, and nothing shorter than its shingles can tell', () => {
    expect(findMatches(OTHER_SENTENCES.join(''), bare)).toEqual([]);
    expect(findMatches(around(garden.slice(60, 85)), bare)).toEqual([]);
  });

  it('says of a passage with a change in it where the essay goes on', () => {
    const passage = reading.slice(20, 150).replace('主持读书会的', '一手操持这个读书会的一直');
    const [match] = findMatches(around(passage), bare);
    expect(match!.best.essay).toBe('bare:reading');
    expect(blocksOf(match!).length).toBeGreaterThan(1);
  });

  it('gives way where the letters of another index can be compared', () => {
    const text = around(checkpoint);
    const matches = findMatches(text, [bare, whole]);
    expect(matches.map(({ best }) => best.essay)).toEqual(findMatches(text, whole).map(({ best }) => best.essay));
  });

  it('has nothing for the reworded tier', () => {
    expect(openSentenceIndex(bare).kind).toBe('off');
  });

  it('finds of any passage what lies in the text, in order, each stretch of it once', () => {
    const part = fc.record({
      from: fc.constantFrom(checkpoint, garden, reading),
      start: fc.nat(200),
      length: fc.nat(250),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const text = parts.map(({ from, start, length }) => from.slice(start, start + length)).join(OTHER_SENTENCES[2]);
        let end = 0;
        for (const { page, best } of findMatches(text, bare)) {
          expect(page.start).toBeGreaterThanOrEqual(end);
          expect(page.end).toBeGreaterThan(page.start);
          expect(page.end).toBeLessThanOrEqual(text.length);
          expect(best.essay).toMatch(/^bare:(checkpoint|garden|reading)$/u);
          end = page.end;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps no letter: its blocks are as long as their records', () => {
    const blocks = bare.blockStarts.at(-1)!;
    expect(blocks).toBeLessThan(3 * 120);
    expect(whole.blockStarts.at(-1)!).toBeGreaterThan(3 * 300);
  });
});

describe('withdrawn essays', () => {
  const without = readIndex(indexOfTexts(TEXTS), 'own', ['garden', 'unknown']);

  it('are not found, the others are', () => {
    expect(findMatches(garden, without)).toEqual([]);
    expect(findMatches(reading, without)[0]!.best.essay).toBe('own:reading');
  });

  it('are not found reworded either', () => {
    const sentences = openSentenceIndex(without);
    const row = sentences.kind === 'whole' ? sentences.sentences : null;
    const chances = [...row!.chances].filter((_, sentence) => row!.row.essayOf[row!.starts[sentence]!] === 1);
    expect(chances.length).toBeGreaterThan(3);
    expect(chances.every((chance) => chance > 1)).toBe(true);
  });
});
