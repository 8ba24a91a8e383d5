import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/ui/parts/phrase.tsx';

describe('a phrase breaks between words', () => {
  it.each([
    ['小镇读书会的心得体会14篇 · 篇4', /心得\|体会\|14篇 · 篇4$/],
    ['小镇读书会的心得体会 · 篇十二', /\|体会 · 篇十二$/],
    ['种菜日记(精选2篇)', /\(精选\|2篇\)$/],
    ['“春天”的来信', /^“春天”\|的/],
    ['Largest single source', /^Largest \|single \|source$/],
    ['', /^$/],
  ])('%s', (text, pieces) => {
    expect(piecesOf(text).join('|')).toMatch(pieces);
    expect(piecesOf(text).join('')).toBe(text);
  });
});
