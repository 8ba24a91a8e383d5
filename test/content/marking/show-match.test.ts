import { expect, test } from 'vitest';
import { findMatch } from '../../../src/content/marking/show-match.ts';
import type { Part, PartEntry, Parts, Sent } from '../../../src/content/sending/parts.ts';
import type { Match } from '../../../src/match/match.ts';
import type { Flow } from '../../../src/page/flow.ts';

/** A part with one field in it, whose whole value is one match: answered for scan 7 as for scan 5, sent again as `sentAs`. */
function partsWith(sentAs: number): Parts {
  const field = { localName: 'textarea' } as HTMLTextAreaElement;
  const flow: Flow = { text: '河边有树', nodes: [], starts: [], from: 0, breaks: [], field, quoted: false };
  const entry = { flow, dead: false } as unknown as PartEntry;
  const sent = (scan: number): Sent => ({ scan, page: { flows: [flow], starts: [0] }, entries: [entry] });
  const match = { page: { start: 0, end: 4 }, kind: 'literal' } as unknown as Match;
  const part = { sent: sent(sentAs), matches: [match], answered: { sent: sent(7), since: 5 } } as unknown as Part;
  return { all: [part] } as unknown as Parts;
}

const ASKED: readonly [what: string, scan: number, isFound: boolean][] = [
  ['its last number', 7, true],
  ['a number of the same result', 5, true],
  ['a number of another result', 4, false],
  ['a number that nothing is known of yet', 8, false],
];

test.each(ASKED)('a match named by %s, at rest and while its part is checked again', (_what, scan, isFound) => {
  for (const sentAs of [7, 8]) {
    const found = findMatch(partsWith(sentAs), { part: 0, scan, index: 0 });
    expect(found !== undefined).toBe(isFound);
  }
});

test('a match whose index is beyond the matches of its part is not found', () => {
  expect(findMatch(partsWith(7), { part: 0, scan: 7, index: 1 })).toBeUndefined();
});
