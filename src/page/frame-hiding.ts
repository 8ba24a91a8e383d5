import { flatParentOf } from './flat-tree.ts';
import { PIXEL } from './reach.ts';
import { isClippedByStyle, isTransparent, opacityOf } from './style-hiding.ts';

/*
 * Whether the frame around a document keeps all of it off the screen. Documents of another origin cannot be queried; then only
 * the size of the document's own window is known.
 */

const WITH_VISIBILITY = { visibilityProperty: true };

function frameOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    return null;
  }
}

// A page cannot be scrolled to what is above its beginning or to the left of it. Pages from right to left begin at the right.
function isBeforePage({ right, bottom }: DOMRect, view: Window): boolean {
  const { direction, writingMode } = view.getComputedStyle(view.document.documentElement);
  const growsRight = direction === 'ltr' && !writingMode.endsWith('-rl');
  return bottom + view.scrollY <= 0 || (growsRight && right + view.scrollX <= 0);
}

function hasNoRoom({ width, height }: DOMRect): boolean {
  return width <= PIXEL || height <= PIXEL;
}

function cutsOff({ overflowX, overflowY, display }: CSSStyleDeclaration): boolean {
  if (display === 'inline' || display === 'contents') return false;
  return [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
}

/** Whether a box around a frame cuts all of it off; those of the root and the body are the window's. */
function isCutOff(frame: Element, at: Element, view: Window): boolean {
  if (at === frame || at === view.document.body || at === view.document.documentElement) return false;
  // What is placed absolutely may leave the box.
  if (/absolute|fixed/.test(view.getComputedStyle(frame).position)) return false;
  return cutsOff(view.getComputedStyle(at)) && hasNoRoom(at.getBoundingClientRect());
}

function isHiddenFrame(frame: Element, view: Window): boolean {
  const box = frame.getBoundingClientRect();
  if (!frame.checkVisibility(WITH_VISIBILITY) || hasNoRoom(box)) return true;
  let opacity = 1;
  for (let at: Element | undefined = frame; at; at = flatParentOf(at, (element) => element.shadowRoot)) {
    const style = view.getComputedStyle(at);
    const { width, height } = at.getBoundingClientRect();
    opacity *= opacityOf(style);
    if (isTransparent(opacity) || isClippedByStyle(style, width, height) || isCutOff(frame, at, view)) return true;
  }
  return isBeforePage(box, view);
}

/** Whether the frame around this document, or an outer one, is hidden, transparent, without size or outside its page. */
export function isFrameHidden(): boolean {
  if (window === window.top) return false;
  if (innerWidth <= PIXEL || innerHeight <= PIXEL) return true;
  for (let frame = frameOf(window); frame; ) {
    const view = frame.ownerDocument.defaultView;
    if (!view) return false;
    if (isHiddenFrame(frame, view)) return true;
    frame = frameOf(view);
  }
  return false;
}
