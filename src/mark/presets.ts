/** Colours of one kind of mark: letters, ground and line, each for light and dark pages. */
interface MarkColours {
  readonly ink: readonly [light: string, dark: string];
  readonly ground: readonly [light: string, dark: string];
  readonly line: readonly [light: string, dark: string];
}

interface Preset {
  readonly literal: MarkColours;
  readonly reworded: MarkColours;
}

const AMBER: MarkColours = {
  ink: ['#1f1300', '#fff3d6'],
  ground: ['#ffe9a8', '#5a4300'],
  line: ['#b45309', '#fbbf24'],
};
const BLUE: MarkColours = { ink: ['#06183a', '#e3edff'], ground: ['#d6e6ff', '#17345f'], line: ['#1d4ed8', '#93c5fd'] };
const VIOLET: MarkColours = {
  ink: ['#260a3d', '#f3e8ff'],
  ground: ['#ecdcff', '#43246b'],
  line: ['#7e22ce', '#d8b4fe'],
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
 * and green alone. Letters keep 7 : 1 on their ground.
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
  return `color: ${both(ink)}; background-color: ${both(ground)}; text-decoration: underline 2px ${drawn} ${both(line)};`;
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
