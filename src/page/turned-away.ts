import { parentOf } from './tree.ts';

/*
 * `backface-visibility: hidden` hides an element whose back faces the reader, such as one side of a card that flips. Which side
 * faces the reader follows from the transforms of the element and of the ancestors that share its 3D rendering context.
 */

/** The computed value of `rotate` as a transform; `none` for a rotation in the plane, which never shows the back. */
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

/**
 * Whether an element is hidden, with everything inside it, because its back faces the reader.
 * @param style the element's computed style
 */
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
