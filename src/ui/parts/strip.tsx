/** A coloured stretch of a strip, in the unit of the strip's `length`. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly dashed?: boolean;
}

/** Width of the drawing in its own units; it is stretched to the width of its container. */
const WIDTH = 1000;

/** Least width of a bar, in drawing units, so that it is visible in a panel of 280 px. */
const THINNEST = 5;

function pathOf(bars: readonly Bar[], scale: number, top = 0): string {
  return bars
    .map(({ from, to }) => {
      const width = Math.max(THINNEST, (to - from) * scale);
      const x = Math.min(WIDTH - width, from * scale);
      return `M${x.toFixed(1)} ${top}h${width.toFixed(1)}v${10 - top}h-${width.toFixed(1)}z`;
    })
    .join('');
}

// One path for each colour, so that a page of 500 matches needs only a few elements.
function byColour(bars: readonly Bar[]): Map<string, Bar[]> {
  const groups = new Map<string, Bar[]>();
  for (const bar of bars) groups.set(bar.colour, [...(groups.get(bar.colour) ?? []), bar]);
  return groups;
}

/**
 * A strip like a barcode that shows the positions of stretches in a text of `length`. It is decorative: the same facts are given
 * in words beside it.
 */
export function StripDrawing({
  bars,
  length,
  now,
}: {
  readonly bars: readonly Bar[];
  readonly length: number;
  readonly now?: Bar;
}) {
  const scale = WIDTH / Math.max(1, length);
  return (
    <svg class="strip-drawing" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
      {[...byColour(bars)].map(([colour, group]) => (
        <path key={colour} d={pathOf(group, scale)} style={{ fill: colour }} />
      ))}
      {now && <path class="now" d={pathOf([now], scale, 7)} />}
    </svg>
  );
}
