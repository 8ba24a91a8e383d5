/**
 * Colours of one kind of mark, each for light and dark pages. Without an ink the letters keep the page's own colour, transparent
 * ones too, and the ground lets the page's own ground through: on a dark page that does not say so it stays dark.
 */
interface MarkColours {
  readonly ink?: readonly [light: string, dark: string];
  readonly ground: readonly [light: string, dark: string];
  readonly line: readonly [light: string, dark: string];
}

type Kind = 'literal' | 'reworded';

interface Preset {
  readonly literal: MarkColours;
  readonly reworded: MarkColours;
}

const AMBER: MarkColours = {
  ground: ['rgb(255 191 0 / 0.34)', 'rgb(255 191 0 / 0.3)'],
  line: ['#b45309', '#fbbf24'],
};
const BLUE: MarkColours = {
  ground: ['rgb(59 130 246 / 0.22)', 'rgb(59 130 246 / 0.34)'],
  line: ['#2563eb', '#93c5fd'],
};
const VIOLET: MarkColours = {
  ground: ['rgb(168 85 247 / 0.2)', 'rgb(168 85 247 / 0.36)'],
  line: ['#9333ea', '#d8b4fe'],
};
const BLACK: MarkColours = {
  ink: ['#ffffff', '#000000'],
  ground: ['#000000', '#ffff00'],
  line: ['#ffbf00', '#000000'],
};
const WHITE: MarkColours = {
  ink: ['#000000', '#ffffff'],
  ground: ['#ffff00', '#000000'],
  line: ['#000000', '#00ffff'],
};

/**
 * Pairs that stay apart for protan, deutan and tritan eyes: they differ along blue and yellow or in lightness, never in red
 * and green alone. Black letters on white keep 12 : 1 on each of these grounds, white ones on black 7 : 1. The letters of `contrast`
 * have a colour of their own.
 */
const PRESETS: Readonly<Record<string, Preset>> = {
  amber: { literal: AMBER, reworded: BLUE },
  blue: { literal: BLUE, reworded: AMBER },
  violet: { literal: VIOLET, reworded: AMBER },
  contrast: { literal: BLACK, reworded: WHITE },
};

/** Reworded marks never have the underline of literal ones: none of the choices for these is dotted. */
const REWORDED_LINE = 'dotted';

function coloursOf(line: readonly [string, string], ground: readonly [string, string]): MarkColours {
  return { line, ground };
}

/**
 * Colours of marks by the rank of their source, those of strips and lists (`--source-0` to `--source-6` in tokens.css), after Okabe
 * and Ito's set. The ground is the line's colour, thinned so far that black letters on white keep 9 : 1 and white ones on black 7 : 1.
 */
const SOURCES: readonly MarkColours[] = [
  coloursOf(['#c46a00', '#e69f00'], ['rgb(196 106 0 / 0.24)', 'rgb(230 159 0 / 0.3)']),
  coloursOf(['#0072b2', '#56b4e9'], ['rgb(0 114 178 / 0.2)', 'rgb(86 180 233 / 0.32)']),
  coloursOf(['#00805f', '#2fc49a'], ['rgb(0 128 95 / 0.22)', 'rgb(47 196 154 / 0.3)']),
  coloursOf(['#a8457c', '#e08fbd'], ['rgb(168 69 124 / 0.2)', 'rgb(224 143 189 / 0.32)']),
  coloursOf(['#7a6a00', '#f0e442'], ['rgb(200 180 0 / 0.3)', 'rgb(240 228 66 / 0.24)']),
  coloursOf(['#b33e00', '#ff8a4c'], ['rgb(179 62 0 / 0.2)', 'rgb(255 138 76 / 0.3)']),
  coloursOf(['#5a5fae', '#a5a9ee'], ['rgb(90 95 174 / 0.22)', 'rgb(165 169 238 / 0.32)']),
];

/** Of sources beyond those. */
const REST = coloursOf(['#76766f', '#9aa19f'], ['rgb(118 118 111 / 0.2)', 'rgb(154 161 159 / 0.3)']);

function both([light, dark]: readonly [string, string]): string {
  return `light-dark(${light}, ${dark})`;
}

function coloursIn(style: readonly string[], kind: Kind, source: number | undefined): MarkColours {
  const [colour = '', , by] = style;
  if (by === 'source') return SOURCES[source ?? SOURCES.length] ?? REST;
  return (PRESETS[colour] ?? PRESETS.amber!)[kind];
}

/**
 * The declarations of a mark of this kind in a style such as `amber-solid`, or `amber-solid-source` where the rank of its source, from
 * 0, colours it; an unknown style looks like the first.
 */
export function markDeclarations(style: string, kind: Kind, source?: number): string {
  const words = style.split('-');
  const underline = words[1] ?? 'solid';
  const { ink, ground, line } = coloursIn(words, kind, source);
  const drawn = kind === 'reworded' ? REWORDED_LINE : underline;
  const letters = ink ? `color: ${both(ink)}; ` : '';
  return `${letters}background-color: ${both(ground)}; text-decoration: underline 2px ${drawn} ${both(line)};`;
}

/** The style of the content script's own sheet: it needs no other. */
export const BUILT_IN_STYLE = 'amber-solid';

/**
 * The rules of a style, for pages whose marks are to look so.
 * @param elements selects the elements that are given the highlights: `:root` where these inherit, nothing where not
 */
export function markRules(style: string, elements: ':root' | ''): string {
  const rule = (kind: Kind, source?: number) => {
    const name = source === undefined ? kind : `${kind}-${source}`;
    return `${elements}::highlight(deja-lu-${name}) { ${markDeclarations(style, kind, source)} }`;
  };
  const ranks = style.endsWith('-source') ? [...SOURCES.keys()] : [];
  const kinds = ['literal', 'reworded'] as const;
  return kinds.flatMap((kind) => [rule(kind), ...ranks.map((source) => rule(kind, source))]).join('\n');
}
