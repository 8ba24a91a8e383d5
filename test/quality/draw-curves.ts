import type { Curve, Point } from './curves.ts';

const WIDTH = 360;
const HEIGHT = 220;
const LEFT = 44;
const RIGHT = 44;
const TOP = 34;
const BOTTOM = 36;
const FALSE_COLOUR = '#b3261e';
const LOST_COLOUR = '#1f5fbf';

type Place = (value: number) => number;

function scale(from: readonly [number, number], to: readonly [number, number]): Place {
  return (value) => to[0] + ((value - from[0]) / Math.max(1e-9, from[1] - from[0])) * (to[1] - to[0]);
}

const fixed = (value: number): string => value.toFixed(1);

function line(points: readonly Point[], x: Place, y: Place, figure: (point: Point) => number, colour: string): string {
  const places = points.map((point) => `${fixed(x(point.value))},${fixed(y(figure(point)))}`);
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
}

function text(x: number, y: number, anchor: string, words: string, colour = '#222'): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" fill="${colour}">${words}</text>`;
}

function panel({ name, unit, chosen, points }: Curve): string {
  const x = scale([points[0]!.value, points.at(-1)!.value], [LEFT, WIDTH - RIGHT]);
  const floor = HEIGHT - BOTTOM;
  const mostFalse = Math.max(1, ...points.map(({ falsePages }) => falsePages));
  const mostLost = Math.max(1, ...points.map(({ lost }) => lost));
  return [
    `<rect x="${LEFT}" y="${TOP}" width="${WIDTH - LEFT - RIGHT}" height="${floor - TOP}" fill="none" stroke="#ccc"/>`,
    `<line x1="${fixed(x(chosen))}" x2="${fixed(x(chosen))}" y1="${TOP}" y2="${floor}" stroke="#888" stroke-dasharray="4 3"/>`,
    line(points, x, scale([0, mostFalse], [floor, TOP]), ({ falsePages }) => falsePages, FALSE_COLOUR),
    line(points, x, scale([0, mostLost], [floor, TOP]), ({ lost }) => lost, LOST_COLOUR),
    text(WIDTH / 2, 20, 'middle', `${name}: ${unit} (chosen: ${chosen})`),
    text(LEFT - 4, TOP + 8, 'end', fixed(mostFalse), FALSE_COLOUR),
    text(WIDTH - RIGHT + 4, TOP + 8, 'start', fixed(mostLost), LOST_COLOUR),
    text(LEFT, HEIGHT - 18, 'middle', `${points[0]!.value}`),
    text(WIDTH - RIGHT, HEIGHT - 18, 'middle', `${points.at(-1)!.value}`),
    text(LEFT, HEIGHT - 4, 'start', 'pages marked wrongly of 1,000', FALSE_COLOUR),
    text(WIDTH - RIGHT, HEIGHT - 4, 'end', 'passages lost of 1,000', LOST_COLOUR),
  ].join('\n');
}

const COLUMNS = 2;

/** The curves as one SVG, a panel each; the dashed line is the value that was chosen. */
export function drawCurves(curves: readonly Curve[]): string {
  const rows = Math.ceil(curves.length / COLUMNS);
  const panels = curves.map((curve, i) => {
    const place = `translate(${(i % COLUMNS) * WIDTH} ${Math.floor(i / COLUMNS) * HEIGHT})`;
    return `<g transform="${place}">\n${panel(curve)}\n</g>`;
  });
  const size = `width="${COLUMNS * WIDTH}" height="${rows * HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
</svg>
`;
}
