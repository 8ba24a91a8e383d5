/*
 * Which styles make an element, with everything inside it, invisible although it has a box.
 */

/** Opacity below which text is unreadable. Pages that hide by opacity use 0 or 0.01. */
const LEAST_OPACITY = 0.05;

/** Opacity function in the computed value of `filter`. */
const FILTER_OPACITY = /opacity\(\s*([\d.]+)(%?)\s*\)/;

/** The opacity that an element's own style gives it, 0–1, without that of its ancestors. */
export function opacityOf({ opacity, filter }: CSSStyleDeclaration): number {
  const [, amount, percent] = FILTER_OPACITY.exec(filter) ?? [];
  const filtered = amount === undefined ? 1 : Number(amount) / (percent ? 100 : 1);
  return Number(opacity) * filtered;
}

/** Whether the opacity is too low for text to be read. */
export function isTransparent(opacity: number): boolean {
  return opacity < LEAST_OPACITY;
}

/** Sum of a percentage and a length: the only `calc()` of lengths that remains in computed styles. */
const SUM = /^calc\((-?[\d.]+)% ([+-]) ([\d.]+)px\)$/;

/** A length of a shape in px; percentages are of `size`. `undefined` for other expressions. */
function lengthIn(text: string | undefined, size: number): number | undefined {
  const [, percent, sign, px] = SUM.exec(text ?? '') ?? [];
  if (percent !== undefined) return (Number(percent) * size) / 100 + Number(`${sign}${px}`);
  const [, number, unit] = /^(-?[\d.]+)(px|%)?$/.exec(text ?? '') ?? [];
  if (number === undefined) return undefined;
  return unit === '%' ? (Number(number) * size) / 100 : Number(number);
}

/** The values of a list separated by spaces; a function with its arguments is one value. */
function valuesIn(list: string): string[] {
  return list.match(/[a-z-]*\([^()]*\)|\S+/g) ?? [];
}

/** The four sides of a box shape in px, from one to four values as in `margin`. */
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

// Computes twice the area of the polygon, by the shoelace formula.
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
  // A path without a drawing command encloses no area.
  if (name === 'path') return !/[LHVCSQTA]/i.test(args.replace(/^(nonzero|evenodd)\s*,/, ''));
  if (name === 'circle' || name === 'ellipse') return words.some((word) => lengthIn(word, 1) === 0);
  return name === 'polygon' && polygonIsEmpty(args, width, height);
}

/** Whether the mask of a style is a gradient whose colours are all transparent, which hides the whole element. */
export function isMaskedAway({ maskImage }: CSSStyleDeclaration): boolean {
  if (!/^[a-z-]*gradient\(/.test(maskImage ?? '')) return false;
  const colours = maskImage.match(/[a-z]+\([^()]*\)/g) ?? [];
  return colours.length > 0 && colours.every((colour) => /^rgba\(.*, 0\)$/.test(colour));
}

/**
 * Whether an element's own `clip-path` or its legacy `clip` leaves nothing of it visible.
 * @param width of its border box, in px
 * @param height of its border box, in px
 */
export function isClippedByStyle(
  { clipPath, clip, position }: CSSStyleDeclaration,
  width: number,
  height: number,
): boolean {
  const [, name, args] = /^([a-z]+)\((.*)\)[^()]*$/s.exec(clipPath) ?? [];
  if (name !== undefined && shapeIsEmpty(name, args ?? '', width, height)) return true;
  if (position !== 'absolute' && position !== 'fixed') return false;
  const rect = /^rect\(([^)]*)\)$/.exec(clip)?.[1];
  // The sides of `clip` are distances from the top and the left edge. `auto` is the edge itself; it is parsed as `undefined`, so
  // it never makes the shape empty.
  return rect !== undefined && rectIsEmpty(rect.split(/[\s,]+/), width, height);
}
