import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineHash } from '../../corpus-index/line-hash.ts';
import { tagWords } from '../../corpus-index/tag-words.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { readIndex } from '../../src/corpus/read-index.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { findMatches } from '../../src/match/find-matches.ts';
import type { Match } from '../../src/match/match.ts';
import { addOwnInSteps, findWithOwn } from '../../src/match/own-matches.ts';
import { addReworded } from '../../src/match/reworded/find-reworded.ts';
import { leastWorthFor, thresholdsFor } from '../../src/match/sensitivity.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, type OwnEssay } from '../own-essays.ts';

function indexOf(name: string, ...essays: readonly OwnEssay[]): Index {
  const documents = essays.map((essay) => ({ name: essay, text: OWN_ESSAYS[essay] }));
  const bytes = buildIndex(documents, { sources: {}, wording: null, tagWords, lineHash });
  return readIndex(new Uint8Array(bytes).buffer, name);
}

/** Counts, and holds the first two paragraphs of the user's own essay, and another essay. */
const shipped = indexOf('shipped', '4_variant.txt', '3_reading.txt');
const mine = indexOf('library', '1_checkpoint.txt', '2_garden.txt');

const THRESHOLDS = thresholdsFor('balanced');
const LINES = (essay: OwnEssay) => OWN_ESSAYS[essay].split('\n');
const isMine = ({ best }: Match) => best.essay.startsWith('library:');
const wordsOf = (text: string, { page }: Match) => text.slice(page.start, page.end);

function all(text: string): Match[] {
  const literal = findMatches(text, [shipped], THRESHOLDS);
  const least = leastWorthFor('balanced');
  const counted = addReworded(text, openSentenceIndex(shipped), literal, least);
  const own = { indexes: [mine], sentences: [openSentenceIndex(mine)], thresholds: THRESHOLDS, least };
  const steps = addOwnInSteps(text, counted, own);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('matches with own essays', () => {
  const text = [OTHER_SENTENCES[0], OWN_ESSAYS['1_checkpoint.txt'], OTHER_SENTENCES[1]].join('\n');

  it('are what the essays that count leave: the last paragraph, which they do not have', () => {
    const found = findWithOwn(text, [shipped], [mine], THRESHOLDS);
    expect(found.map(isMine)).toEqual([false, true]);
    expect(wordsOf(text, found[1]!)).toContain(LINES('1_checkpoint.txt')[3]!.trim().slice(0, 40));
    expect(wordsOf(text, found[0]!)).toContain('老槐树下支起了一顶旧帐篷');
  });

  it('are found where no other essay stands, with the same source as in a search of their own', () => {
    const garden = `${OTHER_SENTENCES[2]}\n${OWN_ESSAYS['2_garden.txt']}`;
    const [alone] = findMatches(garden, [mine], THRESHOLDS);
    expect(findWithOwn(garden, [shipped], [mine], THRESHOLDS)).toEqual([alone]);
    expect(findWithOwn(garden, [shipped], [], THRESHOLDS)).toEqual([]);
  });

  it('take nothing from the others, and all are disjoint and in page order', () => {
    const sentence = fc.constantFrom(
      ...OTHER_SENTENCES,
      ...Object.keys(OWN_ESSAYS).flatMap((essay) => LINES(essay as OwnEssay)),
    );
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 12 }), (sentences) => {
        const page = sentences.join('\n');
        const counted = findMatches(page, [shipped], THRESHOLDS);
        const found = findWithOwn(page, [shipped], [mine], THRESHOLDS);
        expect(found.filter((match) => !isMine(match))).toEqual(counted);
        for (const [i, match] of found.entries()) {
          expect(match.page.start).toBeLessThan(match.page.end);
          if (i > 0) expect(match.page.start).toBeGreaterThanOrEqual(found[i - 1]!.page.end);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are added to reworded ones too, in what is left', () => {
    const found = all(text);
    expect(found.map(isMine)).toEqual([false, true]);
    const reworded = addReworded(text, openSentenceIndex(shipped), findMatches(text, [shipped], THRESHOLDS));
    expect(found.filter((match) => !isMine(match))).toEqual(reworded);
  });
});
