/**
 * Colours of one kind of mark, each for light and dark pages. The letters keep the page's own colour, as they may be transparent
 * text over a picture of it. The ground is translucent, so a dark page that does not declare a dark colour scheme stays dark.
 */
interface MarkColours {
  readonly ground: readonly [light: string, dark: string];
  readonly line: readonly [light: string, dark: string];
  /** Thickness of the line in CSS pixels. */
  readonly thickness?: number;
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
// The lines for light pages are visible on black too, for dark pages that do not declare a dark colour scheme.
const YELLOW: MarkColours = {
  ground: ['rgb(255 255 0 / 0.18)', 'rgb(255 255 0 / 0.18)'],
  line: ['#b45309', '#ffff00'],
  thickness: 4,
};
const CYAN: MarkColours = {
  ground: ['rgb(0 255 255 / 0.15)', 'rgb(0 255 255 / 0.15)'],
  line: ['#2563eb', '#00ffff'],
  thickness: 4,
};
const AMBER_LINE: MarkColours = { ground: ['transparent', 'transparent'], line: AMBER.line };
const BLUE_LINE: MarkColours = { ground: ['transparent', 'transparent'], line: BLUE.line };

/**
 * Pairs of colours that can be told apart with protan, deutan and tritan colour vision: they differ along the blue-yellow axis or
 * in lightness, never in red and green alone; the marks of `none` differ by their lines. A test measures the contrast of letters
 * and lines by WCAG 2.
 */
const PRESETS: Readonly<Record<string, Preset>> = {
  amber: { literal: AMBER, reworded: BLUE },
  blue: { literal: BLUE, reworded: AMBER },
  violet: { literal: VIOLET, reworded: AMBER },
  contrast: { literal: YELLOW, reworded: CYAN },
  none: { literal: AMBER_LINE, reworded: BLUE_LINE },
};

/** Underline of reworded marks. It differs from that of literal ones, whose choices do not include it. */
const REWORDED_LINE = 'dotted';

function coloursOf(line: readonly [string, string], ground: readonly [string, string]): MarkColours {
  return { line, ground };
}

/**
 * Colours of marks by the rank of their source, the same as in strips and lists (`--source-0` to `--source-6` in tokens.css),
 * after the colour set of Okabe and Ito. The ground is the colour of the line, thinned until black letters on white have a
 * contrast of 15 : 1 and white ones on black of 11 : 1; the line has 3 : 1 on it. A test measures all three.
 */
const SOURCES: readonly MarkColours[] = [
  coloursOf(['#b86200', '#e69f00'], ['rgb(184 98 0 / 0.2)', 'rgb(230 159 0 / 0.3)']),
  coloursOf(['#0072b2', '#56b4e9'], ['rgb(0 114 178 / 0.2)', 'rgb(86 180 233 / 0.32)']),
  coloursOf(['#00805f', '#2fc49a'], ['rgb(0 128 95 / 0.22)', 'rgb(47 196 154 / 0.3)']),
  coloursOf(['#a8457c', '#e08fbd'], ['rgb(168 69 124 / 0.2)', 'rgb(224 143 189 / 0.32)']),
  coloursOf(['#7a6a00', '#f0e442'], ['rgb(200 180 0 / 0.3)', 'rgb(240 228 66 / 0.24)']),
  coloursOf(['#b33e00', '#ff8a4c'], ['rgb(179 62 0 / 0.2)', 'rgb(255 138 76 / 0.3)']),
  coloursOf(['#5a5fae', '#a5a9ee'], ['rgb(90 95 174 / 0.22)', 'rgb(165 169 238 / 0.32)']),
];

/** Colours of all further sources. */
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
 * The CSS declarations of a mark of this kind in a style such as `amber-solid`, or `amber-solid-source` where the rank of its
 * source, from 0, determines the colour. For an unknown style the first preset is used.
 */
export function markDeclarations(style: string, kind: Kind, source?: number): string {
  const words = style.split('-');
  const underline = words[1] ?? 'solid';
  const { ground, line, thickness = 2 } = coloursIn(words, kind, source);
  const drawn = kind === 'reworded' ? REWORDED_LINE : underline;
  return `background-color: ${both(ground)}; text-decoration: underline ${thickness}px ${drawn} ${both(line)};`;
}

/**
 * With forced colours the text has the user's colour, which may be any. So marks have no ground, and a line in that colour. Chromium
 * draws every highlight in the pair of colours of a selection instead, whatever a rule says.
 */
const FORCED = 'background-color: transparent; text-decoration-color: CanvasText;';

/**
 * Lines of marks by the rank of their source where no colour can tell it, the first from each other best. They stay inside Chromium's
 * ground, outside of which its colour of lines may be that of the page: so no line above the letters, and no thick double one.
 */
const FORCED_LINES = ['solid 2px', 'dotted 4px', 'wavy 1px', 'dashed 2px', 'double 1px', 'dashed 4px', 'dotted 2px'];

/** Colours of all further sources. */
const FORCED_REST = 'solid 1px';

/**
 * The line of a mark by its source with forced colours, as a value of `text-decoration` without its colour. There are no more lines than
 * sources, so the kind is told by words alone then, in lists and at the mark.
 */
export function forcedLine(source: number | undefined): string {
  return `underline ${FORCED_LINES[source ?? FORCED_LINES.length] ?? FORCED_REST}`;
}

/** The style in src/mark/marks.css. No other sheet is needed for it. */
export const BUILT_IN_STYLE = 'amber-solid';

/**
 * The CSS rules of a style of marks.
 * @param elements selects the elements that get the highlights: `:root` where these are inherited, empty where they are not
 */
export function markRules(style: string, elements: ':root' | ''): string {
  const rule = (kind: Kind, source: number | undefined, declarations: string) => {
    const name = source === undefined ? kind : `${kind}-${source}`;
    return `${elements}::highlight(deja-lu-${name}) { ${declarations} }`;
  };
  const bySource = style.endsWith('-source');
  const ranks = [undefined, ...(bySource ? SOURCES.keys() : [])];
  const marks = (['literal', 'reworded'] as const).flatMap((kind) => ranks.map((source) => ({ kind, source })));
  const rules = marks.map(({ kind, source }) => rule(kind, source, markDeclarations(style, kind, source)));
  const forced = marks.map(({ kind, source }) => {
    const line = bySource ? ` text-decoration: ${forcedLine(source)};` : '';
    return rule(kind, source, line + FORCED);
  });
  return [...rules, '@media (forced-colors: active) {', ...forced, '}'].join('\n');
}
