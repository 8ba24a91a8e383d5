import { flatParentOf } from '../page/flat-tree.ts';
import type { ShadowOf } from '../page/tree.ts';
import { isEditable } from './page-first.ts';

/*
 * Determines where the popover's host may be inserted. Editors save the contents of their root, so the host is never inserted
 * there. An element in the top layer (a modal dialog, a popover of the page, the fullscreen element) makes everything outside it
 * inert, or closes when something outside it is pressed, so the host is inserted inside it.
 */

const IN_TOP_LAYER = [':modal', ':popover-open', ':fullscreen'];

/** Elements that show none of their children as HTML, or that manage their children themselves. */
const SHOWS_NO_CHILD = 'iframe, video, audio, canvas, img, object, embed, input, textarea, select, svg *, math *';

function isInTopLayer(element: Element): boolean {
  return IN_TOP_LAYER.some((state) => element.matches(state)) && !element.matches(SHOWS_NO_CHILD);
}

function topLayerAround(node: Node, shadowOf: ShadowOf): Element | undefined {
  for (let at = flatParentOf(node, shadowOf); at; at = flatParentOf(at, shadowOf)) {
    if (at !== document.documentElement && isInTopLayer(at)) return at;
  }
  return undefined;
}

/** In SVG an HTML element is only rendered inside a `foreignObject`. */
function foreignObjectAround(node: Node, shadowOf: ShadowOf): Element | undefined {
  for (let at = flatParentOf(node, shadowOf); at; at = flatParentOf(at, shadowOf))
    if (at.localName === 'foreignObject') return at;
  return undefined;
}

function isInEditable(element: Element, shadowOf: ShadowOf): boolean {
  for (let at: Element | undefined = element; at; at = flatParentOf(at, shadowOf)) if (isEditable(at)) return true;
  return false;
}

/**
 * The place into which the popover's host is inserted for a mark in this node: an element, or the shadow root that is shown in
 * place of its children. `undefined` where no place is safe: the document is in design mode, or its body, its root or the
 * top-layer element around the mark is editable.
 */
export function popoverParent(node: Node, shadowOf: ShadowOf): Element | ShadowRoot | undefined {
  const root = document.documentElement;
  if (document.designMode === 'on' || !root) return undefined;
  // An editable body is an editor's document: some editors save the whole of it.
  if (isEditable(root) || (document.body && isEditable(document.body))) return undefined;
  const outer = root.namespaceURI === 'http://www.w3.org/2000/svg' ? foreignObjectAround(node, shadowOf) : undefined;
  const parent = topLayerAround(node, shadowOf) ?? outer ?? document.body ?? root;
  return isInEditable(parent, shadowOf) ? undefined : (shadowOf(parent) ?? parent);
}
