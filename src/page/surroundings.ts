import type { ElementQueries } from './element-queries.ts';
import { flatParentOf } from './flat-tree.ts';
import { isClippedByStyle, opacityOf } from './style-hiding.ts';

/*
 * What the elements around a text do to it: fade it, clip it, move it. An element that is placed absolutely leaves the boxes
 * between itself and its containing block, so what clips is told apart by how the inner element is placed.
 */

/** A box that is no larger lets nothing be read; those for screen readers alone are one pixel wide and high. */
const PIXEL = 1;

/** What the boxes do that contain an element. Lengths in px. */
interface Containers {
  /** Whether one of them is so small that it clips everything away. */
  readonly isCut: boolean;
  /** Whether one of them clips or scrolls at all; the window itself is not meant. */
  readonly isInClip: boolean;
  /** Whether one of them is moved by a transform inside another that clips, as sliders and scripted scrolling do. */
  readonly isSlid: boolean;
  /** How far they are scrolled, the window not included. */
  readonly scrolledX: number;
  readonly scrolledY: number;
}

/** What an element and those around it do to everything inside it. */
export interface Surroundings {
  /** The part of the ink that all of them together let through, 0–1. */
  readonly opacity: number;
  /** Whether the style of one of them clips everything away. */
  readonly isClipped: boolean;
  /** The nearest one that does not scroll with the page. */
  readonly fixed: Element | undefined;
  /** The boxes that contain text and elements in it, those that are placed absolutely, and those that are fixed. */
  readonly inFlow: Containers;
  readonly absolute: Containers;
  readonly inWindow: Containers;
}

const NONE: Containers = { isCut: false, isInClip: false, isSlid: false, scrolledX: 0, scrolledY: 0 };

const OUTERMOST: Surroundings = {
  opacity: 1,
  isClipped: false,
  fixed: undefined,
  inFlow: NONE,
  absolute: NONE,
  inWindow: NONE,
};

/** Whether a box clips or scrolls what does not fit into it. */
export function clips({ overflowX, overflowY, display }: CSSStyleDeclaration): boolean {
  return display !== 'inline' && display !== 'contents' && (overflowX !== 'visible' || overflowY !== 'visible');
}

function isMoved({ transform, translate }: CSSStyleDeclaration): boolean {
  return transform !== 'none' || (translate !== 'none' && translate !== '');
}

function isPage(element: Element): boolean {
  return element === document.documentElement || element === document.body;
}

// With a window that cannot be scrolled, scripts do it by transforms.
function isStillWindow(element: Element, { overflowY }: CSSStyleDeclaration): boolean {
  return isPage(element) && (overflowY === 'hidden' || overflowY === 'clip');
}

function containersIn(element: Element, style: CSSStyleDeclaration, outer: Containers): Containers {
  const isSlid = outer.isSlid || (outer.isInClip && isMoved(style));
  if (isStillWindow(element, style)) return { ...outer, isSlid, isInClip: true };
  if (isPage(element) || !clips(style)) return isSlid === outer.isSlid ? outer : { ...outer, isSlid };
  return {
    isCut: outer.isCut || element.clientWidth <= PIXEL || element.clientHeight <= PIXEL,
    isInClip: true,
    isSlid,
    scrolledX: outer.scrolledX + element.scrollLeft,
    scrolledY: outer.scrolledY + element.scrollTop,
  };
}

function containersOf({ inFlow, absolute, inWindow }: Surroundings, { position }: CSSStyleDeclaration): Containers {
  if (position === 'fixed') return inWindow;
  return position === 'absolute' ? absolute : inFlow;
}

function within(element: Element, outer: Surroundings): Surroundings {
  const style = getComputedStyle(element);
  const inFlow = containersIn(element, style, containersOf(outer, style));
  const moved = isMoved(style);
  const hasShape = style.clipPath !== 'none' || style.clip !== 'auto';
  const { width, height } = hasShape ? element.getBoundingClientRect() : { width: 0, height: 0 };
  return {
    opacity: outer.opacity * opacityOf(style),
    isClipped: outer.isClipped || (hasShape && isClippedByStyle(style, width, height)),
    fixed: style.position === 'fixed' && outer.inWindow === NONE ? element : outer.fixed,
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
  return (element) => {
    const chain: Element[] = [];
    let at: Element | undefined = element;
    while (at && !done.has(at)) {
      chain.push(at);
      at = flatParentOf(at, shadowOf);
    }
    let surroundings = (at && done.get(at)) ?? OUTERMOST;
    for (const each of chain.reverse()) {
      surroundings = within(each, surroundings);
      done.set(each, surroundings);
    }
    return surroundings;
  };
}
