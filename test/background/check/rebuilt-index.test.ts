import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lineHash } from '../../../corpus-index/line-hash.ts';
import { tagWords } from '../../../corpus-index/tag-words.ts';
import { type CheckedText, makeChecks } from '../../../src/background/check/checker.ts';
import { makeRewordedMatcher } from '../../../src/background/check/reworded.ts';
import { openTogether } from '../../../src/background/indexes/registry.ts';
import { openVerdicts } from '../../../src/background/views/verdicts.ts';
import type { Index } from '../../../src/corpus/loaded-index.ts';
import { readIndex } from '../../../src/corpus/read-index.ts';
import { buildIndex } from '../../../src/indexing/build-index.ts';
import { findMatches } from '../../../src/match/find-matches.ts';
import { judgementId } from '../../../src/report/judgement.ts';
import { confirm, dismiss } from '../../../src/store/judgements.ts';
import { readWording } from '../../../src/wording/wording-file.ts';
import { shippedIndex } from '../../bench/engine-parts.ts';
import passages from '../../fixtures/passages.json' with { type: 'json' };
import { OTHER_SENTENCES, OWN_ESSAYS, ownIndexBytes } from '../../own-essays.ts';

const checks = makeChecks((text, { all }) => findMatches(text, all), makeRewordedMatcher());

/** What both tiers find, as the background remembers it. */
async function check(text: string, index: Index): Promise<CheckedText> {
  const turn = { tab: 1, isWanted: () => true };
  return (await checks.reworded(
    { text, quotes: [], indexes: openTogether([{ index, collection: '', own: false }]), sensitivity: 'balanced' },
    turn,
  ))!;
}

const keysOf = ({ found }: CheckedText): string[] => found.map(({ key }) => key);

const opened = (bytes: Uint8Array): Index => readIndex(new Uint8Array(bytes).buffer, 'shipped');

/** The same essays, other ones before and after them, with the surprisals of the shipped model. */
function rebuiltBytes(): Uint8Array {
  const own = Object.entries(OWN_ESSAYS).map(([name, text]) => ({ name, text }));
  const more = ['0_first.txt', '9_last.txt'].map((name, i) => ({ name, text: OTHER_SENTENCES.slice(i + 2).join('') }));
  const documents = [more[0]!, ...own.toReversed(), more[1]!];
  const wording = readWording(readFileSync('corpus-index/built/wording.bin'));
  return buildIndex(documents, { sources: {}, wording, tagWords, lineHash });
}

const paragraphs = (essay: string): string[] => essay.split('\n').slice(1);
const PAGE = [
  OTHER_SENTENCES[0],
  paragraphs(OWN_ESSAYS['2_garden.txt'])[1]!.replace('七月', '八月'),
  OTHER_SENTENCES[1],
  paragraphs(OWN_ESSAYS['3_reading.txt'])[1],
].join('\n');

describe('judgements after the index was rebuilt', () => {
  test('still apply: ignored matches stay ignored, confirmed ones stay confirmed', {
    timeout: 30_000,
  }, async () => {
    const before = await check(PAGE, opened(ownIndexBytes()));
    const [ignored, confirmed] = before.found;
    const label = 'label';
    const subject = { key: ignored!.key, essay: ignored!.match.best.essay, site: null };
    await dismiss({ id: judgementId('match', subject)!, scope: 'match', label, made: 1 });
    await confirm(confirmed!.key, { id: confirmed!.key, text: 'note', label, made: 2 });

    const rebuilt = opened(rebuiltBytes());
    expect(rebuilt.checksum).not.toBe(opened(ownIndexBytes()).checksum);
    const after = await check(PAGE, rebuilt);
    const verdictOf = await openVerdicts().at(null, false);
    expect(after.found.map(verdictOf)).toEqual([
      { dismissed: 'match', judgement: `match:${ignored!.key}`, note: null },
      { dismissed: null, judgement: null, note: 'note' },
    ]);
  });

  // The keys that the index gave which was shipped before its surprisals came from the shipped model.
  test.each([
    ['pa-01', ['shipped:8ccec645f3b6f4b6673efd2d', 'shipped:36fa5099dbb63d13f3b46f1b']],
    ['pa-05', ['shipped:f07df15702a6f2153b09e8bc']],
    ['pb-11', ['shipped:7fc433ffbfb304b41cf49687', 'shipped:06219380d273e2983f6f55b3']],
    ['pa-07', ['shipped:4018b648ede5385858085756']],
    ['pb-15', ['shipped:4daf88eb129205ff6e1ce6bc', 'shipped:924796d743afbf42251b817b']],
  ])('in the shipped index: passage %s has the keys it had', async (name, keys) => {
    expect(keysOf(await check(passages[name as keyof typeof passages], shippedIndex()))).toEqual(keys);
  });
});
