import type { ElementQueries } from './element-queries.ts';
import { flatParentOf } from './flat-tree.ts';

/*
 * Whether letters can be told from their background. Only certain cases count as invisible: with a background image, a
 * half-transparent background or an element in between, the text counts as visible.
 */

/** Steps of 256 by which each channel of two colours may differ without a visible difference. */
const SAME = 8;

/** Number of ancestors of transparent text that are searched for a picture under it, as viewers of scanned pages have one. */
const PICTURE_WITHIN = 6;

const PICTURES = 'canvas, img, svg, video';

interface Colour {
  readonly channels: readonly number[];
  readonly alpha: number;
}

const NUMBERS = /-?[\d.]+(?:e-?\d+)?/g;

let canvas: CanvasRenderingContext2D | null | undefined;

/** A colour as serialised by a drawing context. A context ignores a colour that it cannot parse; then `before` is returned. */
function drawn(colour: string, before: string, context: CanvasRenderingContext2D): string {
  context.fillStyle = before;
  context.fillStyle = `color(from ${colour} srgb r g b / alpha)`;
  return context.fillStyle;
}

/** A colour of any notation as `color(srgb …)`, `#rrggbb` or `rgba(…)`, converted by the browser; empty if it cannot parse it. */
function inSrgb(colour: string): string {
  canvas ??= (document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement).getContext('2d');
  if (!canvas) return '';
  const srgb = drawn(colour, '#000', canvas);
  return srgb === drawn(colour, '#fff', canvas) ? srgb : '';
}

/** Parses a computed colour; its channels are 0–255, its alpha is 0–1. `undefined` if it cannot be parsed. */
function parseColour(text: string): Colour | undefined {
  const srgb = /^rgba?\(|^color\(srgb /.test(text) ? text : inSrgb(text);
  const hex = /^#(..)(..)(..)$/.exec(srgb)?.slice(1);
  if (hex) return { channels: hex.map((pair) => Number.parseInt(pair, 16)), alpha: 1 };
  const [red, green, blue, alpha = 1] = srgb.match(NUMBERS)?.map(Number) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const scale = srgb.startsWith('color(') ? 255 : 1;
  return { channels: [red, green, blue].map((each) => each * scale), alpha };
}

function isSame(a: Colour, b: Colour): boolean {
  return a.channels.every((channel, i) => Math.abs(channel - b.channels[i]!) <= SAME);
}

function isPainted({ textShadow, webkitTextStrokeWidth }: CSSStyleDeclaration): boolean {
  return textShadow !== 'none' || Number.parseFloat(webkitTextStrokeWidth) > 0;
}

/** Whether SVG text is painted at all: its letters have a fill and an outline like shapes. */
function isDrawnSvg({ fill, fillOpacity, stroke, strokeOpacity }: CSSStyleDeclaration): boolean {
  const paints = (paint: string, opacity: string) => paint !== 'none' && Number(opacity) > 0;
  return paints(fill, fillOpacity) || paints(stroke, strokeOpacity);
}

/** The background of letters. */
interface Ground {
  /** The element whose background it is; `undefined` for that of the page. */
  readonly giver: Element | undefined;
  /** `undefined` where it is uncertain. */
  readonly colour: Colour | undefined;
  /** Whether the giver's background is clipped to the shape of its letters. */
  readonly inLetters: boolean;
}

// Made when it is first used, as most pages need none, and only once: making one takes longer than the test of a text.
function mediaQuery(query: string): () => MediaQueryList {
  let made: MediaQueryList | undefined;
  return () => {
    made ??= matchMedia(query);
    return made;
  };
}

const prefersDark = mediaQuery('(prefers-color-scheme: dark)');
const forcesColours = mediaQuery('(forced-colors: active)');

function pageGround(): Colour | undefined {
  // What is behind a frame shows through it.
  if (window !== window.top) return undefined;
  const isDark = prefersDark().matches;
  const { colorScheme } = getComputedStyle(document.documentElement);
  return isDark && colorScheme.includes('dark') ? undefined : { channels: [255, 255, 255], alpha: 1 };
}

/** The background that an element paints behind its contents; `undefined` where that of its ancestors shows through. */
function ownGround(giver: Element): Ground | undefined {
  const { backgroundColor, backgroundImage, backgroundClip, mixBlendMode, boxShadow } = getComputedStyle(giver);
  const inLetters = backgroundClip.includes('text');
  const isDrawnOver = backgroundImage !== 'none' || boxShadow.includes('inset');
  if (inLetters || isDrawnOver || mixBlendMode !== 'normal') return { giver, colour: undefined, inLetters };
  const colour = parseColour(backgroundColor);
  if (colour?.alpha === 0) return undefined;
  return { giver, colour: colour?.alpha === 1 ? colour : undefined, inLetters };
}

/** Makes a function that returns the background of an element. Results are cached for its descendants. */
function makeGrounds(shadowOf: ElementQueries['shadowOf']): (element: Element) => Ground {
  const done = new Map<Element, Ground>();
  return (element) => {
    const passed: Element[] = [];
    let ground: Ground | undefined;
    for (let at: Element | undefined = element; at && !ground; at = flatParentOf(at, shadowOf)) {
      ground = done.get(at) ?? ownGround(at);
      passed.push(at);
    }
    ground ??= { giver: undefined, colour: pageGround(), inLetters: false };
    for (const each of passed) done.set(each, ground);
    return ground;
  };
}

/** The elements from this one up to the one whose background it has. */
function upTo(giver: Element | undefined, element: Element, shadowOf: ElementQueries['shadowOf']): Element[] {
  const around: Element[] = [];
  for (let at: Element | undefined = element; at; at = at === giver ? undefined : flatParentOf(at, shadowOf))
    around.push(at);
  return around;
}

const ELEMENT = 1;
const SHADOW_ROOT = 11;

function hasPicture(around: Node): boolean {
  // Nearly every page has some picture, so in the body only a direct child counts: viewers without a container have their canvas
  // there.
  if (around === document.body) return document.body.querySelector(':scope > canvas') !== null;
  if (around.nodeType !== ELEMENT) return (around as ShadowRoot).querySelector(PICTURES) !== null;
  const element = around as Element;
  return element.querySelector(PICTURES) !== null || getComputedStyle(element).backgroundImage !== 'none';
}

function liesOnPicture(element: Element): boolean {
  let at = element.parentNode;
  for (let i = 0; at && i < PICTURE_WITHIN; i++) {
    if (at.nodeType !== ELEMENT && at.nodeType !== SHADOW_ROOT) return false;
    if (hasPicture(at)) return true;
    at = at === document.body ? null : ((at as Partial<ShadowRoot>).host ?? at.parentNode);
  }
  return false;
}

// Whether an ancestor may have a positioned pseudo-element with a background. Its stacking order relative to the text cannot be
// queried.
function hasGeneratedGround(around: readonly Element[]): boolean {
  return around.some((each) =>
    ['::before', '::after'].some((pseudo) => {
      const { content, position, backgroundColor, backgroundImage } = getComputedStyle(each, pseudo);
      if (content === 'none' || position === 'static') return false;
      return backgroundImage !== 'none' || parseColour(backgroundColor)?.alpha !== 0;
    }),
  );
}

// In normal flow a text lies on the backgrounds of its ancestors. A positioned element may lie on anything.
function mayLieElsewhere(around: readonly Element[], box: DOMRect): boolean {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  const below = document.elementsFromPoint(x, y);
  const last = below.indexOf(around.at(-1)!);
  if (below.length > 0 && (last >= 0 || around.at(-1) === document.documentElement)) {
    const between = last >= 0 ? below.slice(0, last) : below;
    return between.some((each) => !around.includes(each) && !around[0]!.contains(each) && !each.contains(around[0]!));
  }
  return around.slice(0, -1).some((each) => getComputedStyle(each).position !== 'static');
}

/**
 * Whether the letters directly inside an element are transparent or have the colour of their background.
 * @param style the element's computed style
 * @param box rectangle of its text, in px of the viewport
 */
export type InkTest = (element: Element, style: CSSStyleDeclaration, box: DOMRect) => boolean;

/** Makes a test for invisible letters. It caches backgrounds, so use it in one turn only. */
export function makeInkTest(shadowOf: ElementQueries['shadowOf']): InkTest {
  const groundOf = makeGrounds(shadowOf);
  return (element, style, box) => {
    // The shapes behind SVG letters cannot be queried.
    if (element.namespaceURI?.endsWith('/svg')) return !isDrawnSvg(style);
    const ink = parseColour(style.webkitTextFillColor || style.color);
    // With forced colours the browser ensures a contrast between letters and background.
    if (!ink || forcesColours().matches || isPainted(style)) return false;
    const { giver, colour, inLetters } = groundOf(element);
    if (ink.alpha < 1 / 32) return !inLetters && !liesOnPicture(element);
    if (colour === undefined || ink.alpha < 1 || !isSame(ink, colour)) return false;
    const around = upTo(giver, element, shadowOf);
    return !hasGeneratedGround(around) && !mayLieElsewhere(around, box);
  };
}
