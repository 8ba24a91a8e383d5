import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, type Stretch, stretchesOfFiles } from '../../src/report/file-stretches.ts';

const place = (start: number, end: number) => ({ start, end });

test('stretches of a file name the essay or the other file, in the order of the text', () => {
  const explained = [
    { ...place(30, 50), by: 'literal' as const, title: '老井', heading: '篇一' },
    { ...place(60, 70), by: 'given' as const, title: '', heading: '' },
  ];
  const file = (name: string) => ({ file: name, letters: 90, share: 0, largest: null, explained: [] });
  const passage = { kind: 'passage' as const, a: place(5, 25), b: place(45, 65), letters: 20, bits: 300 };
  const direction = {
    kind: 'direction' as const,
    from: 'a' as const,
    bits: 4,
    counts: { common: 1, 'only-a': 0, 'only-b': 1, each: 0 },
    through: [],
  };
  const stretches = stretchesOfFiles({
    files: [{ ...file('1'), explained }, file('2'), file('3')],
    pairs: [{ a: '1', b: '2', letters: 20, from: 'a', evidence: [passage, direction] }],
  });
  expect(stretches.get('1')!.map(({ by, name, start, end }) => `${by} ${name} ${start}-${end}`)).toEqual([
    'shared 2 5-25',
    'literal 老井 · 篇一 30-50',
    'given  60-70',
  ]);
  expect(stretches.get('2')).toEqual([{ ...place(45, 65), by: 'shared', name: '1' }]);
  expect(stretches.get('3')).toEqual([]);
});

const stretch = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }), fc.constantFrom('literal', 'reworded', 'given', 'shared'))
  .map(
    ([start, length, by]): Stretch => ({ start, end: Math.min(50, start + length), by: by as Stretch['by'], name: '' }),
  );

test('pieces cover a text once, and each has just the stretches over it, what everyone was given first', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 6 }), (stretches) => {
      const pieces = piecesOf(stretches, 50);
      expect(pieces.map(({ start }) => start)).toEqual([0, ...pieces.slice(0, -1).map(({ end }) => end)]);
      expect(pieces.at(-1)!.end).toBe(50);
      for (const { start, end, of } of pieces) {
        const over = stretches.filter((one) => one.start <= start && end <= one.end);
        expect(new Set(of)).toEqual(new Set(over));
        if (over.some(({ by }) => by === 'given')) expect(of[0]!.by).toBe('given');
      }
    }),
  );
});
