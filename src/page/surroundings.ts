import type { ElementQueries } from './element-queries.ts';
import { flatParentOf } from './flat-tree.ts';
import { isClippedByStyle, isMaskedAway, opacityOf } from './style-hiding.ts';
import { isTurnedAway } from './turned-away.ts';

/*
 * What the ancestors of a text do to it: fade, clip or move it. An absolutely positioned element is not clipped by boxes between
 * itself and its containing block, so clipping boxes are kept apart by the position of the inner element.
 */

/** A box that clips or scrolls its overflow. */
export interface ClipBox {
  readonly element: Element;
  readonly style: CSSStyleDeclaration;
  /** The next ancestor box that clips this one. */
  readonly outer: ClipBox | undefined;
}

/** What the containing boxes of an element do to it. */
interface Containers {
  /** The innermost one that clips; the window is not included. */
  readonly clip: ClipBox | undefined;
  /** Whether one of them is moved by a transform in a window that cannot be scrolled, as scripted scrolling does. */
  readonly isSlid: boolean;
}

/** What an element and its ancestors do to everything inside it. */
export interface Surroundings {
  /** Product of their opacities, 0–1. */
  readonly opacity: number;
  /** Whether the style of one of them hides everything inside it: by a shape, a mask, or `backface-visibility`. */
  readonly isClipped: boolean;
  /** Whether one of them does not scroll with the page. */
  readonly isFixed: boolean;
  /** The containing boxes of text and of elements in normal flow, of absolutely positioned ones, and of fixed ones. */
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

/** Values of `display` without a box that could clip; of a table only the cells and the table itself have one. */
const NEVER_CLIPS = /^(?:inline|contents|ruby.*|table-(?:row|column|header|footer).*)$/;

/** Values of `contain` that clip like `overflow: clip`. */
const CONTAINS_PAINT = /\b(?:paint|strict|content)\b/;

function clips(element: Element, { overflowX, overflowY, display, contain }: CSSStyleDeclaration): boolean {
  // A marquee moves its text through its box, so all of it comes into view.
  if (NEVER_CLIPS.test(display) || element.localName === 'marquee') return false;
  return overflowX !== 'visible' || overflowY !== 'visible' || CONTAINS_PAINT.test(contain);
}

function isMoved({ transform, translate }: CSSStyleDeclaration): boolean {
  return transform !== 'none' || (translate !== 'none' && translate !== '');
}

function isPage(element: Element): boolean {
  return element === document.documentElement || element === document.body;
}

// Whether the window cannot be scrolled. Scripts of such pages scroll by transforms.
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
 * Makes a function that returns the surroundings of an element, its own style included. Results are cached for descendants, so
 * use the function in one turn only.
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
