import { expect, test } from 'vitest';
import { loadEssay } from '../../src/corpus/essay-row.ts';
import { blockRange } from '../../src/corpus/loaded-index.ts';
import { openIndex } from '../../src/corpus/read-index.ts';
import { findMatches, matchesWith } from '../../src/match/find-matches.ts';
import { essaysToLoad } from '../../src/match/literal-check.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, ownIndex, ownIndexBytes } from '../own-essays.ts';

test('an index whose blocks are read on request gives the same matches as one in memory', async () => {
  const bytes = ownIndexBytes();
  const read = async (start: number, end: number) => bytes.slice(start, end);
  const index = await openIndex({ byteLength: bytes.length, read }, 'own');
  const text = Object.values(OWN_ESSAYS)
    .map((essay, i) => essay.slice(60, 200) + OTHER_SENTENCES[i])
    .join('\n');
  const wanted = essaysToLoad(text, [index]);
  const loaded = await Promise.all(
    wanted.flatMap(({ essays }) =>
      essays.map(async (essay) => {
        const { start, end } = blockRange(index, essay);
        const block = await read(start, end);
        return loadEssay(index, essay, () => block);
      }),
    ),
  );
  expect(matchesWith(text, loaded, [index]).length).toBeGreaterThan(2);
  expect(matchesWith(text, loaded, [index])).toEqual(findMatches(text, ownIndex()));
});
