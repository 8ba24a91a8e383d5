import { useId } from 'preact/hooks';
import type { FilePair } from '../../comparison/pair-evidence.ts';

/** Members of groups that are drawn: two need no drawing, and of more lines than these make no eye finds one. */
const DRAWN = { least: 3, most: 40 } as const;

/** Room for names beside the circle, and above and below it, in drawing units (CSS pixels where there is room). */
const MARGIN = { x: 130, y: 24 } as const;

/** Distance of two files on the circle at least, and the least radius. */
const APART = 32;
const LEAST_RADIUS = 40;

/** Letters of a name that are drawn; the list beside the drawing has it whole. */
const NAME = 12;

/** Distance of lines from the middle of their files. */
const CLEAR = 9;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Places on a circle around 0, the first on the left. */
function placesOf(count: number): { places: Place[]; radius: number } {
  const radius = Math.max(LEAST_RADIUS, (count * APART) / (2 * Math.PI));
  const places = Array.from({ length: count }, (_, i) => {
    const angle = Math.PI + (2 * Math.PI * i) / count;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  return { places, radius };
}

function shortName(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base.length > NAME ? `${base.slice(0, NAME - 1)}…` : base;
}

function Line({ from, to, arrow }: { readonly from: Place; readonly to: Place; readonly arrow: string | undefined }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [((to.x - from.x) / length) * CLEAR, ((to.y - from.y) / length) * CLEAR];
  return <line x1={from.x + dx} y1={from.y + dy} x2={to.x - dx} y2={to.y - dy} marker-end={arrow} />;
}

function File({ name, place: { x, y } }: { readonly name: string; readonly place: Place }) {
  const isRight = x > 0;
  return (
    <>
      <circle cx={x} cy={y} r="4" />
      <text x={x + (isRight ? 10 : -10)} y={y} dy="0.35em" text-anchor={isRight ? 'start' : 'end'}>
        {shortName(name)}
      </text>
    </>
  );
}

/**
 * The files of a group of three to forty on a circle with a line for each pair, which has an arrow where the text tells the direction. It is decorative:
 * the group's list and the pairs say the same in words.
 */
export function GroupGraph(props: { readonly members: readonly string[]; readonly pairs: readonly FilePair[] }) {
  const arrow = useId();
  const count = props.members.length;
  if (count < DRAWN.least || count > DRAWN.most) return null;
  const { places, radius } = placesOf(count);
  const placeOf = new Map(props.members.map((name, i) => [name, places[i]!]));
  const [x, y] = [radius + MARGIN.x, radius + MARGIN.y];
  const lines = props.pairs.flatMap(({ a, b, from }) => {
    const [placeA, placeB] = [placeOf.get(a), placeOf.get(b)];
    if (!placeA || !placeB) return [];
    const ends = from === 'b' ? { from: placeB, to: placeA } : { from: placeA, to: placeB };
    return [<Line key={`${a}\n${b}`} {...ends} arrow={from === null ? undefined : `url(#${arrow})`} />];
  });
  return (
    <svg class="group-graph" viewBox={`${-x} ${-y} ${2 * x} ${2 * y}`} width={2 * x} aria-hidden="true">
      <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0 8 4 0 8z" />
      </marker>
      {lines}
      {[...placeOf].map(([name, place]) => (
        <File key={name} name={name} place={place} />
      ))}
    </svg>
  );
}
