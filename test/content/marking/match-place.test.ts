import { expect, test } from 'vitest';
import { initsOf } from '../../../src/content/marking/match-place.ts';
import type { Part, Sent } from '../../../src/content/sending/parts.ts';
import type { Match } from '../../../src/match/match.ts';
import type { Flow } from '../../../src/page/flow.ts';

function flowOf(name: string, text: string): Flow {
  return {
    text,
    nodes: [{ name } as unknown as Text],
    starts: [0],
    from: 0,
    breaks: [],
    field: undefined,
    quoted: false,
  };
}

function sentWith(scan: number, flows: readonly Flow[], starts: readonly number[]): Sent {
  return { scan, page: { flows: [...flows], starts: [...starts] }, entries: [] };
}

test('a match is located in the text in which it was found, also while its part is checked again', () => {
  const [first, known, late] = [flowOf('first', '河边有树'), flowOf('known', '树上有鸟'), flowOf('late', '鸟在唱歌')];
  const answered = { sent: sentWith(3, [first, known], [0, 4]), since: 3 };
  const match = { page: { start: 5, end: 8 } } as unknown as Match;
  const part = { answered, sent: sentWith(4, [first, late, known], [0, 4, 8]), matches: [match] } as unknown as Part;
  const inits = initsOf({ part, index: 0 });
  expect(inits).toEqual([
    { startContainer: known.nodes[0], startOffset: 1, endContainer: known.nodes[0], endOffset: 4 },
  ]);
  expect(initsOf({ part, index: 1 })).toEqual([]);
});
