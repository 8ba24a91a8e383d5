import { flatParentOf } from './flat-tree.ts';
import { PIXEL } from './reach.ts';
import { isClippedByStyle, isTransparent, opacityOf } from './style-hiding.ts';

/*
 * Whether the frame that a document stands in keeps all of it from the screen. Of documents of another origin nothing can be asked;
 * then only the size of the own window tells.
 */

const WITH_VISIBILITY = { visibilityProperty: true };

function frameOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    return null;
  }
}

// Above the page's beginning, or to the left of it, nothing can be scrolled to. Pages from right to left begin elsewhere.
function isBeforePage({ right, bottom }: DOMRect, view: Window): boolean {
  const { direction, writingMode } = view.getComputedStyle(view.document.documentElement);
  const growsRight = direction === 'ltr' && !writingMode.endsWith('-rl');
  return bottom + view.scrollY <= 0 || (growsRight && right + view.scrollX <= 0);
}

function isHiddenFrame(frame: Element, view: Window): boolean {
  const box = frame.getBoundingClientRect();
  if (!frame.checkVisibility(WITH_VISIBILITY) || box.width <= PIXEL || box.height <= PIXEL) return true;
  let opacity = 1;
  for (let at: Element | undefined = frame; at; at = flatParentOf(at, (element) => element.shadowRoot)) {
    const style = view.getComputedStyle(at);
    const { width, height } = at.getBoundingClientRect();
    opacity *= opacityOf(style);
    if (isTransparent(opacity) || isClippedByStyle(style, width, height)) return true;
  }
  return isBeforePage(box, view);
}

/** Whether the frame around this document, or one around that, is hidden, faded out, without room or outside its page. */
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
