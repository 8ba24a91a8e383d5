import { expect, test } from 'vitest';
import { explainReworded } from '../../src/cli/explain-reworded.ts';
import { openSentenceIndex } from '../../src/corpus/open-sentences.ts';
import { shippedIndex } from '../bench/engine-parts.ts';
import passages from '../fixtures/passages.json' with { type: 'json' };

const index = shippedIndex();
const explained = (text: string): string[] => explainReworded(text, [openSentenceIndex(index)]).split('\n');

test('a reworded essay shows its chain, the threshold and each pair with its worth', () => {
  const [head, chain, ...pairs] = explained(passages['pb-15']);
  expect(head).toMatch(/^\d+ sentences, 1 chains shown$/);
  expect(chain).toMatch(/^chain of sentences along essay shipped:004\/\d+ .* worth \d\.\d\d \(needs 0\.75\)$/);
  expect(pairs.length).toBeGreaterThan(8);
  for (const pair of pairs) expect(pair).toMatch(/^ {2}\d+–\d+ ↔ \d+–\d+: 0\.\d\d alike, worth -?0\.\d\d$/);
});

test('an unrelated text shows no chain', () => {
  expect(explained(passages['own-08'])).toEqual([expect.stringMatching(/, 0 chains shown$/)]);
});
