import { essayByRef } from '../../../src/corpus/essay-by-ref.ts';
import { openSentenceIndex } from '../../../src/corpus/open-sentences.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import type { Match } from '../../../src/match/match.ts';
import { addReworded } from '../../../src/match/reworded/find-reworded.ts';
import { hanCount, isHan } from '../../../src/text/han.ts';
import { normalise } from '../../../src/text/normalise.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';
import { ownIndex } from '../../own-essays.ts';
import { must, type Target } from '../target.ts';
import { adversarialText, anyUnits } from '../texts.ts';

/** Letters and their offsets, and sentences, of any UTF-16 units. */
export const letters: Target = {
  name: 'letters',
  limit: 500,
  async open() {
    return (random) => {
      const text = random.once(2) ? anyUnits(random, 3_000) : adversarialText(random, 2_000);
      const { codes, at } = normalise(text);
      must(codes.length === at.length, 'each letter has its offset');
      must(codes.length === hanCount(text), 'letters are the Han characters');
      at.forEach((offset, i) => {
        must(offset < text.length && (i === 0 || offset > at[i - 1]!), 'offsets rise inside the text');
        must(isHan(text.charCodeAt(offset)), 'a letter stands at its offset');
        must(normalise(text.charAt(offset)).codes[0] === codes[i], 'a letter is the same by itself');
      });
      let last = 0;
      for (const { start, end } of sentencesOf(text, { codes, at })) {
        must(start >= last && end > start && end <= text.length, 'sentences are in order and inside');
        last = end;
      }
      return codes.length > 0;
    };
  },
};

function checkMatches(text: string, matches: readonly Match[]): boolean {
  const index = ownIndex();
  let last = 0;
  for (const { page, letters: count, similarity, best, also } of matches) {
    must(
      page.start >= last && page.end > page.start && page.end <= text.length,
      'matches are disjoint, in order and inside',
    );
    last = page.end;
    must(hanCount(text, page.start, page.end) === count, 'a match counts its letters');
    must(similarity > 0 && similarity <= 1, 'a similarity is a share');
    for (const { essay, source } of [best, ...also]) {
      const { start, end } = essayByRef(index, essay)!;
      must(source.start >= start && source.end > source.start && source.end <= end, 'a source lies in its essay');
    }
  }
  return matches.length > 0;
}

/** The whole engine, both tiers, on texts that cost an aligner most. */
export const engine: Target = {
  name: 'engine',
  limit: 2_000,
  async open() {
    const index = ownIndex();
    const sentences = openSentenceIndex(index);
    return (random) => {
      const text = adversarialText(random, random.once(50) ? 50_000 : 3_000);
      const literal = findMatches(text, index);
      checkMatches(text, literal);
      return checkMatches(text, addReworded(text, sentences, literal));
    };
  },
};
