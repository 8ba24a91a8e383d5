import { parentOf } from './tree.ts';

/*
 * Cards that turn over: `backface-visibility: hidden` takes away an element whose back is turned to the reader. Which side shows
 * follows from the transforms of the element and of those around it that share its three-dimensional space.
 */

/** The computed value of `rotate` as a transform; `none` for a turn in the plane, which shows no back. */
function turnOf(rotate: string): string {
  const [, axis, angle] = /^(x|y|[-\d.]+ [-\d.]+ [-\d.]+) (\S+)$/.exec(rotate) ?? [];
  if (axis === undefined) return 'none';
  return axis.length === 1
    ? `rotate${axis.toUpperCase()}(${angle})`
    : `rotate3d(${axis.replaceAll(' ', ',')},${angle})`;
}

function transformOf({ rotate, transform }: CSSStyleDeclaration): DOMMatrix {
  return new DOMMatrix(turnOf(rotate)).multiplySelf(new DOMMatrix(transform));
}

/** Whether the style of an element takes it away, with all inside it, because its back is turned to the reader. */
export function isTurnedAway(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.backfaceVisibility !== 'hidden') return false;
  let matrix = transformOf(style);
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const around = getComputedStyle(at);
    if (around.transformStyle !== 'preserve-3d') break;
    matrix = transformOf(around).multiplySelf(matrix);
  }
  return matrix.m33 < 0;
}
