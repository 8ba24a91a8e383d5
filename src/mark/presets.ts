/**
 * Colours of one kind of mark, each for light and dark pages. Without an ink the letters keep the page's own colour, transparent
 * ones too, and the ground lets the page's own ground through: on a dark page that does not say so it stays dark.
 */
interface MarkColours {
  readonly ink?: readonly [light: string, dark: string];
  readonly ground: readonly [light: string, dark: string];
  readonly line: readonly [light: string, dark: string];
}

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

function both([light, dark]: readonly [string, string]): string {
  return `light-dark(${light}, ${dark})`;
}

/** The declarations of a mark of this kind in a style such as `amber-solid`; an unknown style looks like the first. */
export function markDeclarations(style: string, kind: 'literal' | 'reworded'): string {
  const [colour = '', underline = 'solid'] = style.split('-');
  const { ink, ground, line } = (PRESETS[colour] ?? PRESETS.amber!)[kind];
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
  return `${elements}::highlight(deja-lu-literal) { ${markDeclarations(style, 'literal')} }
${elements}::highlight(deja-lu-reworded) { ${markDeclarations(style, 'reworded')} }`;
}
