/*
 * What of a style makes an element, with everything in it, invisible although it has a box.
 */

/** Below this opacity nobody can read a text; pages that hide by opacity use 0 or 0.01. */
const LEAST_OPACITY = 0.05;

const FILTER_OPACITY = /opacity\(\s*([\d.]+)(%?)\s*\)/;

/** The part of an element's ink that its own style lets through, 0–1; that of the elements around it is not looked at. */
export function opacityOf({ opacity, filter }: CSSStyleDeclaration): number {
  const [, amount, percent] = FILTER_OPACITY.exec(filter) ?? [];
  const filtered = amount === undefined ? 1 : Number(amount) / (percent ? 100 : 1);
  return Number(opacity) * filtered;
}

/** Whether so little of the ink is left that the text cannot be read. */
export function isTransparent(opacity: number): boolean {
  return opacity < LEAST_OPACITY;
}

/** A sum of a percentage and a length, the only form in which browsers leave a `calc()` of lengths in computed styles. */
const SUM = /^calc\((-?[\d.]+)% ([+-]) ([\d.]+)px\)$/;

/** A length of a shape in px; percentages refer to `size`. `undefined` for what is computed otherwise. */
function lengthIn(text: string | undefined, size: number): number | undefined {
  const [, percent, sign, px] = SUM.exec(text ?? '') ?? [];
  if (percent !== undefined) return (Number(percent) * size) / 100 + Number(`${sign}${px}`);
  const [, number, unit] = /^(-?[\d.]+)(px|%)?$/.exec(text ?? '') ?? [];
  if (number === undefined) return undefined;
  return unit === '%' ? (Number(number) * size) / 100 : Number(number);
}

/** The values of a list separated by spaces, functions with their arguments as one. */
function valuesIn(list: string): string[] {
  return list.match(/[a-z-]*\([^()]*\)|\S+/g) ?? [];
}

/** The four sides of a box shape: one value is that of all, two are vertical and horizontal, and so on, as in `margin`. */
function sidesOf(words: readonly string[], width: number, height: number): (number | undefined)[] {
  const [top, right = top, bottom = top, left = right] = words;
  return [lengthIn(top, height), lengthIn(right, width), lengthIn(bottom, height), lengthIn(left, width)];
}

function insetIsEmpty(words: readonly string[], width: number, height: number): boolean {
  const [top, right, bottom, left] = sidesOf(words, width, height);
  const isOver = (a: number | undefined, b: number | undefined, size: number) =>
    a !== undefined && b !== undefined && a + b >= size - 1;
  return isOver(top, bottom, height) || isOver(left, right, width);
}

function rectIsEmpty(words: readonly string[], width: number, height: number): boolean {
  const [top, right, bottom, left] = sidesOf(words, width, height);
  const isFlat = (from: number | undefined, to: number | undefined) =>
    from !== undefined && to !== undefined && to - from <= 1;
  return isFlat(top, bottom) || isFlat(left, right);
}

// Twice the area of a polygon, by the shoelace formula.
function polygonIsEmpty(args: string, width: number, height: number): boolean {
  const points = args
    .replace(/^(nonzero|evenodd)\s*,/, '')
    .split(',')
    .map(valuesIn)
    .map(([x, y]) => [lengthIn(x, width), lengthIn(y, height)] as const);
  let sum = 0;
  for (const [i, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(i + 1) % points.length]!;
    if (x === undefined || y === undefined || nextX === undefined || nextY === undefined) return false;
    sum += x * nextY - nextX * y;
  }
  return Math.abs(sum) <= 2;
}

function shapeIsEmpty(name: string, args: string, width: number, height: number): boolean {
  const words = valuesIn(args.split(/\s+(?:round|at)\s+/)[0]!);
  if (name === 'inset') return insetIsEmpty(words, width, height);
  if (name === 'rect') return rectIsEmpty(words, width, height);
  if (name === 'xywh') return words.slice(2).some((word) => lengthIn(word, 1) === 0);
  // A path that is nowhere drawn along encloses nothing.
  if (name === 'path') return !/[LHVCSQTA]/i.test(args.replace(/^(nonzero|evenodd)\s*,/, ''));
  if (name === 'circle' || name === 'ellipse') return words.some((word) => lengthIn(word, 1) === 0);
  return name === 'polygon' && polygonIsEmpty(args, width, height);
}

/** Whether the mask of a style is a gradient of transparent colours alone, which takes everything away. */
export function isMaskedAway({ maskImage }: CSSStyleDeclaration): boolean {
  if (!/^[a-z-]*gradient\(/.test(maskImage ?? '')) return false;
  const colours = maskImage.match(/[a-z]+\([^()]*\)/g) ?? [];
  return colours.length > 0 && colours.every((colour) => /^rgba\(.*, 0\)$/.test(colour));
}

/** Whether an element's own `clip-path`, or its old `clip`, leaves nothing of it. Sizes are those of its border box, in px. */
export function isClippedByStyle(
  { clipPath, clip, position }: CSSStyleDeclaration,
  width: number,
  height: number,
): boolean {
  const [, name, args] = /^([a-z]+)\((.*)\)[^()]*$/s.exec(clipPath) ?? [];
  if (name !== undefined && shapeIsEmpty(name, args ?? '', width, height)) return true;
  if (position !== 'absolute' && position !== 'fixed') return false;
  const rect = /^rect\(([^)]*)\)$/.exec(clip)?.[1];
  // The sides of `clip` are distances from the top and the left; `auto` is the border itself and says nothing here.
  return rect !== undefined && rectIsEmpty(rect.split(/[\s,]+/), width, height);
}
