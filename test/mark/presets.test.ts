import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forcedLine, markDeclarations, markRules } from '../../src/mark/presets.ts';
import { SOURCE_COLOURS } from '../../src/report/source-ranks.ts';
import type { Settings } from '../../src/store/settings.ts';

/*
 * Contrast by WCAG 2.2: of the page's own letters on a marked ground, and of the line that is drawn under them.
 * Source of the formulas: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */

type Rgb = readonly number[];

const ALL: Readonly<Record<Settings['colour'], true>> = {
  amber: true,
  blue: true,
  violet: true,
  contrast: true,
  none: true,
};
const COLOURS = Object.keys(ALL);

/** A page: its letters, its ground, and whether it says that it is dark. */
const PAGES: readonly [name: string, letters: Rgb, ground: Rgb, scheme: 0 | 1][] = [
  ['black on white', [0, 0, 0], [255, 255, 255], 0],
  ['dark grey on a tint', [51, 51, 51], [245, 240, 230], 0],
  ['white on black', [255, 255, 255], [0, 0, 0], 1],
  ['light grey on dark grey', [220, 220, 220], [24, 26, 27], 1],
  ['white on black, without saying so', [255, 255, 255], [0, 0, 0], 0],
  ['light grey on dark grey, without saying so', [220, 220, 220], [24, 26, 27], 0],
];

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** `#rrggbb`, `rgb(r g b / a)` or `transparent` over an opaque ground. */
function over(colour: string, ground: Rgb): Rgb {
  if (colour === 'transparent') return ground;
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex) return hex.slice(1).map((pair) => Number.parseInt(pair, 16));
  const [red, green, blue, alpha] = colour.match(/[\d.]+/g)!.map(Number);
  return [red!, green!, blue!].map((channel, i) => channel * alpha! + ground[i]! * (1 - alpha!));
}

/** The two colours of each `light-dark()` in a mark's declarations: of its ground, and of its line. */
function coloursOf(style: string, kind: 'literal' | 'reworded', source?: number): readonly (readonly string[])[] {
  const found = [...markDeclarations(style, kind, source).matchAll(/light-dark\(((?:[^()]|\([^()]*\))*)\)/g)];
  return found.map(([, pair]) => pair!.split(', '));
}

describe.each(COLOURS)('marks in the colours %s', (colour) => {
  describe.each(['literal', 'reworded'] as const)('%s', (kind) => {
    const [grounds, lines] = coloursOf(`${colour}-solid`, kind);

    test.each(PAGES)('letters can be read: %s', (_, letters, ground, scheme) => {
      const least = colour === 'contrast' ? 7 : 4.5;
      expect(contrast(letters, over(grounds![scheme]!, ground))).toBeGreaterThanOrEqual(least);
    });

    test.each(PAGES.filter(([, , , scheme], i) => scheme === 1 || i < 2))(
      'the line can be seen on its ground: %s',
      (_, __, ground, scheme) => {
        const marked = over(grounds![scheme]!, ground);
        expect(contrast(over(lines![scheme]!, marked), marked)).toBeGreaterThanOrEqual(3);
      },
    );

    test('the letters keep the page’s own colour, also if it is transparent', () => {
      expect(markDeclarations(`${colour}-solid`, kind)).not.toMatch(/(?:^|;)\s*(?:color|-webkit-text-fill-color)\s*:/);
    });
  });
});

describe.each(['none', 'contrast'])('marks in the colours %s, whose line is most of the mark', (colour) => {
  test.each(PAGES)('can be seen: %s', (_, __, ground, scheme) => {
    for (const kind of ['literal', 'reworded'] as const) {
      const [, lines] = coloursOf(`${colour}-solid`, kind);
      expect(contrast(over(lines![scheme]!, ground), ground)).toBeGreaterThanOrEqual(3);
    }
  });
});

const TOKENS = readFileSync(resolve(import.meta.dirname, '../../src/ui/parts/tokens.css'), 'utf8');

/** Ranks of sources that have a colour of their own, and the first that shares one with all that follow. */
const RANKS = Array.from({ length: SOURCE_COLOURS + 1 }, (_, rank) => rank);

describe.each(RANKS)('marks of source %i', (rank) => {
  const [grounds, lines] = coloursOf('amber-solid-source', 'literal', rank);

  test.each(PAGES)('letters can be read: %s', (name, letters, ground, scheme) => {
    // What `presets.ts` says of black letters on white pages and white ones on black pages.
    const least = name === 'black on white' ? 15 : name === 'white on black' ? 11 : 4.5;
    expect(contrast(letters, over(grounds![scheme]!, ground))).toBeGreaterThanOrEqual(least);
  });

  test.each(PAGES.filter(([, , , scheme], i) => scheme === 1 || i < 2))(
    'the line can be seen on its ground: %s',
    (_, __, ground, scheme) => {
      const marked = over(grounds![scheme]!, ground);
      expect(contrast(over(lines![scheme]!, marked), marked)).toBeGreaterThanOrEqual(3);
    },
  );

  test('the line has the colour of the source in strips and lists', () => {
    const name = rank < SOURCE_COLOURS ? String(rank) : 'rest';
    expect(TOKENS).toContain(`--source-${name}: light-dark(${lines!.join(', ')});`);
  });

  test('the kind is told by the line', () => {
    const declarations = (kind: 'literal' | 'reworded') => markDeclarations('amber-solid-source', kind, rank);
    expect(declarations('reworded')).not.toBe(declarations('literal'));
  });
});

test('with forced colours each source has a line of its own', () => {
  expect(new Set(RANKS.map(forcedLine)).size).toBe(RANKS.length);
  const [, forced] = markRules('amber-solid-source', ':root').split('@media (forced-colors: active)');
  const drawn = [...forced!.matchAll(/text-decoration: ([^;]*);/g)].map(([, line]) => line);
  expect(drawn).toEqual(['literal', 'reworded'].flatMap(() => [undefined, ...RANKS.slice(0, -1)].map(forcedLine)));
});
