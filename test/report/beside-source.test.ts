import { describe, expect, it } from 'vitest';
import { type MatchBlock, packBlocks } from '../../src/match/blocks.ts';
import type { Match } from '../../src/match/match.ts';
import { compareSteps } from '../../src/report/beside-source.ts';

function aligned(text: string, blocks: readonly MatchBlock[]): Match {
  const page = { start: blocks[0]!.page.start, end: blocks.at(-1)!.page.end };
  const best: Match['best'] = { essay: 'shipped:a/1', source: { start: 0, end: 99 } };
  const alignment = packBlocks(blocks, page.start, 0);
  return { kind: 'literal', page, letters: text.length, similarity: 1, best, also: [], changes: [], alignment };
}

function block(text: string, words: string, missing: number, before: MatchBlock['before'] = 'replaced'): MatchBlock {
  const start = text.indexOf(words);
  return { page: { start, end: start + words.length }, source: 0, letters: words.length, missing, before };
}

function shown(text: string, blocks: readonly MatchBlock[]): string[] {
  return compareSteps(text, aligned(text, blocks)).map(({ kind, page, source }) => `${kind} ${page} ${source}`);
}

describe('a match beside its source', () => {
  it('shows what is the same, replaced, added and missing', () => {
    const text = '一二三四五六七八九十';
    const blocks = [block(text, '一二', 0), block(text, '四五', 2), block(text, '六七', 3), block(text, '九十', 0)];
    expect(shown(text, blocks)).toEqual([
      'same 一二 2',
      'replaced 三 2',
      'same 四五 2',
      'missing  3',
      'same 六七 2',
      'added 八 0',
      'same 九十 2',
    ]);
  });

  it('leaves punctuation out of differences, and adds it to the equal text', () => {
    const text = '一二，新的。三四';
    expect(shown(text, [block(text, '一二', 0), block(text, '三四', 1)])).toEqual([
      'same 一二， 2',
      'replaced 新的 1',
      'same 。三四 0',
    ]);
  });

  it('names the causes number, name and masked word', () => {
    const text = '一二某三四';
    const steps = compareSteps(text, aligned(text, [block(text, '一二', 0), block(text, '三四', 1, 'names')]));
    expect(steps.map(({ cause }) => cause)).toEqual([null, 'names', null]);
  });

  it('shows every letter of the page once', () => {
    const text = '一二，新的。三四五、六';
    const steps = compareSteps(
      text,
      aligned(text, [block(text, '一二', 0), block(text, '三四', 4), block(text, '六', 2)]),
    );
    expect(steps.map(({ page }) => page).join('')).toBe(text);
  });

  it('has no steps for a reworded match', () => {
    const match = { ...aligned('一二', [block('一二', '一二', 0)]), kind: 'reworded', alignment: [] } as const;
    expect(compareSteps('一二', match)).toEqual([]);
  });
});
