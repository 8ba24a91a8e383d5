import { describe, expect, test } from 'vitest';
import { moveMarks } from '../../../src/content/marking/marks.ts';

/** Marks are drawn as [ ] in the text before and after. */
const MOVED: readonly [what: string, before: string, text: string, after: string][] = [
  ['typing before it moves it', '河[边有]树', '大河边有树', '大河[边有]树'],
  ['typing behind it leaves it', '河[边有]树', '河边有树风', '河[边有]树风'],
  ['typing inside lets it grow', '河[边有]树', '河边没有树', '河[边没有]树'],
  ['deleting inside lets it shrink', '河[边没有]树', '河边有树', '河[边有]树'],
  ['deleting its end cuts it', '河[边有]树', '河边', '河[边]'],
  ['deleting it takes it away', '河[边有]树', '河树', '河树'],
  ['the same text keeps it', '河[边有]树', '河边有树', '河[边有]树'],
  ['two of them', '[河边]有[树]', '河边没有树', '[河边]没有[树]'],
];

function parse(drawn: string): { text: string; marks: { start: number; end: number; name: 'literal' }[] } {
  const marks: { start: number; end: number; name: 'literal' }[] = [];
  let text = '';
  let start = 0;
  for (const sign of drawn) {
    if (sign === '[') start = text.length;
    else if (sign === ']') marks.push({ start, end: text.length, name: 'literal' });
    else text += sign;
  }
  return { text, marks };
}

describe('marks move with the text', () => {
  test.each(MOVED)('%s', (_what, before, text, after) => {
    const { text: old, marks } = parse(before);
    expect(moveMarks(marks, old, text)).toEqual(parse(after).marks);
  });
});
