import type { ElementQueries } from './element-queries.ts';
import { flatParentOf } from './flat-tree.ts';
import { isClippedByStyle, isMaskedAway, opacityOf } from './style-hiding.ts';
import { isTurnedAway } from './turned-away.ts';

/*
 * What the elements around a text do to it: fade it, clip it, move it. An element that is placed absolutely leaves the boxes
 * between itself and its containing block, so what clips is told apart by how the inner element is placed.
 */

/** A box that clips or scrolls what does not fit into it. */
export interface ClipBox {
  readonly element: Element;
  readonly style: CSSStyleDeclaration;
  /** The next one around it that clips it. */
  readonly outer: ClipBox | undefined;
}

/** What the boxes do that contain an element. */
interface Containers {
  /** The innermost of them that clips; the window itself is not meant. */
  readonly clip: ClipBox | undefined;
  /** Whether one of them is moved by a transform in a window that cannot be scrolled, as scripted scrolling does. */
  readonly isSlid: boolean;
}

/** What an element and those around it do to everything inside it. */
export interface Surroundings {
  /** The part of the ink that all of them together let through, 0–1. */
  readonly opacity: number;
  /** Whether the style of one of them leaves nothing of what is inside: by a shape, by a mask, or by showing its back. */
  readonly isClipped: boolean;
  /** Whether one of them does not scroll with the page. */
  readonly isFixed: boolean;
  /** The boxes that contain text and elements in it, those that are placed absolutely, and those that are fixed. */
  readonly inFlow: Containers;
  readonly absolute: Containers;
  readonly inWindow: Containers;
}

const NONE: Containers = { clip: undefined, isSlid: false };

const OUTERMOST: Surroundings = {
  opacity: 1,
  isClipped: false,
  isFixed: false,
  inFlow: NONE,
  absolute: NONE,
  inWindow: NONE,
};

/** Displays without a box that could clip; of a table only the cells and the whole have one. */
const NEVER_CLIPS = /^(?:inline|contents|ruby.*|table-(?:row|column|header|footer).*)$/;

/** Values of `contain` that clip like `overflow: clip`. */
const CONTAINS_PAINT = /\b(?:paint|strict|content)\b/;

function clips(element: Element, { overflowX, overflowY, display, contain }: CSSStyleDeclaration): boolean {
  // A marquee moves its text through its box.
  if (NEVER_CLIPS.test(display) || element.localName === 'marquee') return false;
  return overflowX !== 'visible' || overflowY !== 'visible' || CONTAINS_PAINT.test(contain);
}

function isMoved({ transform, translate }: CSSStyleDeclaration): boolean {
  return transform !== 'none' || (translate !== 'none' && translate !== '');
}

function isPage(element: Element): boolean {
  return element === document.documentElement || element === document.body;
}

// With a window that cannot be scrolled, scripts do it by transforms.
function isStillWindow(): boolean {
  const page = [document.documentElement, document.body].filter((each) => each !== null);
  return page.some((each) => /hidden|clip/.test(getComputedStyle(each).overflowY));
}

function containersIn(element: Element, style: CSSStyleDeclaration, outer: Containers, isStill: boolean): Containers {
  const isSlid = outer.isSlid || (isStill && isMoved(style));
  if (!isPage(element) && clips(element, style)) return { clip: { element, style, outer: outer.clip }, isSlid };
  return isSlid === outer.isSlid ? outer : { ...outer, isSlid };
}

function containersOf({ inFlow, absolute, inWindow }: Surroundings, { position }: CSSStyleDeclaration): Containers {
  if (position === 'fixed') return inWindow;
  return position === 'absolute' ? absolute : inFlow;
}

function isShapedAway(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.clipPath === 'none' && style.clip === 'auto') return false;
  const { width, height } = element.getBoundingClientRect();
  return isClippedByStyle(style, width, height);
}

function within(element: Element, outer: Surroundings, isStill: boolean): Surroundings {
  const style = getComputedStyle(element);
  const inFlow = containersIn(element, style, containersOf(outer, style), isStill);
  const moved = isMoved(style);
  return {
    opacity: outer.opacity * opacityOf(style),
    isClipped: outer.isClipped || isShapedAway(element, style) || isMaskedAway(style) || isTurnedAway(element, style),
    isFixed: (style.position === 'fixed' && outer.inWindow === NONE) || outer.isFixed,
    inFlow,
    absolute: moved || style.position !== 'static' ? inFlow : outer.absolute,
    inWindow: moved ? inFlow : outer.inWindow,
  };
}

/**
 * Gives what surrounds elements, the elements themselves included. What was worked out for one element is kept for those
 * inside it, so the returned function is to be used in one turn only.
 */
export function makeSurroundings(shadowOf: ElementQueries['shadowOf']): (element: Element) => Surroundings {
  const done = new Map<Element, Surroundings>();
  const isStill = isStillWindow();
  return (element) => {
    const chain: Element[] = [];
    let at: Element | undefined = element;
    while (at && !done.has(at)) {
      chain.push(at);
      at = flatParentOf(at, shadowOf);
    }
    let surroundings = (at && done.get(at)) ?? OUTERMOST;
    for (const each of chain.reverse()) {
      surroundings = within(each, surroundings, isStill);
      done.set(each, surroundings);
    }
    return surroundings;
  };
}
