import { flatParentOf } from '../page/flat-tree.ts';
import type { ShadowOf } from '../page/tree.ts';

interface HitHighlight {
  readonly highlight: Highlight;
  readonly ranges: readonly AbstractRange[];
}

/** The registry with a method that is missing in TypeScript's types; Chromium and Firefox have it since 2025. */
interface PointedRegistry {
  highlightsFromPoint?(x: number, y: number, options?: { shadowRoots?: ShadowRoot[] }): readonly HitHighlight[];
}

/** The elements at a point of the viewport and the shadow roots between them, from the document inwards. */
export interface Hit {
  readonly elements: readonly Element[];
  readonly roots: readonly ShadowRoot[];
}

/** Looks through all shadow trees at a point of the viewport, in CSS pixels. */
export function hitAt(x: number, y: number, shadowOf: ShadowOf): Hit {
  const elements: Element[] = [];
  const roots: ShadowRoot[] = [];
  let at = document.elementFromPoint(x, y);
  while (at && !elements.includes(at)) {
    elements.push(at);
    const root = shadowOf(at);
    if (!root) break;
    roots.push(root);
    at = root.elementFromPoint(x, y);
  }
  return { elements, roots };
}

function boxAround(node: Node, shadowOf: ShadowOf): Element | undefined {
  let at = flatParentOf(node, shadowOf);
  while (at && getComputedStyle(at).display === 'contents') at = flatParentOf(at, shadowOf);
  return at;
}

function* textsIn(range: AbstractRange): Generator<Node, void, void> {
  const { startContainer, endContainer } = range;
  yield startContainer;
  if (startContainer === endContainer) return;
  const whole = document.createRange();
  whole.setStart(startContainer, 0);
  whole.setEnd(endContainer, 0);
  const walker = document.createTreeWalker(whole.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  walker.currentNode = startContainer;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    yield node;
    if (node === endContainer) return;
  }
}

// Firefox also returns ranges whose text is covered or clipped at the point, so the element around the text has to be hit too.
function isHit(range: AbstractRange, { elements }: Hit, shadowOf: ShadowOf): boolean {
  if (!range.startContainer.isConnected || !range.endContainer.isConnected) return false;
  for (const text of textsIn(range)) {
    const box = boxAround(text, shadowOf);
    if (elements.includes(text.parentNode as Element) || (box && elements.includes(box))) return true;
  }
  return false;
}

/** The painted ranges whose text is visible at a point of the viewport (CSS pixels), topmost first. */
export function rangesAt(x: number, y: number, shadowOf: ShadowOf): AbstractRange[] {
  const registry = CSS.highlights as unknown as PointedRegistry;
  const hit = hitAt(x, y, shadowOf);
  const hits = registry.highlightsFromPoint?.(x, y, { shadowRoots: [...hit.roots] }) ?? [];
  return hits.flatMap(({ ranges }) => [...ranges]).filter((range) => isHit(range, hit, shadowOf));
}
