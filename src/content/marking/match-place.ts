import { rangesAt } from '../../mark/point.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import type { Part, Parts } from '../sending/parts.ts';

/** A match of the running scan: the part, and its place among the part's matches. */
export interface Place {
  readonly part: Part;
  readonly index: number;
}

/** Where a match stands, in the text that it was found in; the page may have changed that since. */
export function initsOf({ part, index }: Place): StaticRangeInit[] {
  const match = part.matches[index];
  return match && part.answered ? flowsOf(part.answered.sent.page, match.page).flatMap(rangesOf) : [];
}

function lengthOf(node: Node): number {
  return node instanceof CharacterData ? node.length : node.childNodes.length;
}

function isThere(node: Node, offset: number): boolean {
  return node.isConnected && offset <= lengthOf(node);
}

/** A range that can be measured; `null` where the text is gone or was cut short. */
export function rangeFrom({ startContainer, startOffset, endContainer, endOffset }: StaticRangeInit): Range | null {
  if (!isThere(startContainer, startOffset) || !isThere(endContainer, endOffset)) return null;
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

function rectOf(init: StaticRangeInit): DOMRect | null {
  return rangeFrom(init)?.getBoundingClientRect() ?? null;
}

function isIn(range: AbstractRange, init: StaticRangeInit): boolean {
  return range.startContainer === init.startContainer && range.startOffset === init.startOffset;
}

/** The match whose mark is painted at a place of the viewport, in CSS pixels. */
export function placeAt(parts: Parts, x: number, y: number): Place | undefined {
  for (const range of rangesAt(x, y)) {
    for (const part of parts.all) {
      const index = part.matches.findIndex((_, i) => initsOf({ part, index: i }).some((init) => isIn(range, init)));
      if (index >= 0) return { part, index };
    }
  }
  return undefined;
}

/** The page's words under a match, one after another. */
export function wordsOf(place: Place): string {
  return initsOf(place)
    .map((init) => rangeFrom(init)?.toString() ?? '')
    .join('');
}

function lineAt(inits: readonly StaticRangeInit[], y: number): DOMRect | undefined {
  return inits
    .flatMap((init) => [...(rangeFrom(init)?.getClientRects() ?? [])])
    .find((rect) => rect.top <= y && y <= rect.bottom);
}

/**
 * What the popover of a match hangs on, moving along with the page; `null` when it is gone. The line at the height `y` (of
 * the pointer, in CSS pixels of the viewport) and not the whole of a long passage: it opens where the eye is.
 */
export function anchorFor(place: Place, y: number | undefined): () => DOMRect | null {
  const inits = initsOf(place);
  const first = inits[0];
  const start = first && rectOf(first);
  if (!start) return () => null;
  const line = y === undefined ? undefined : lineAt(inits, y);
  const base = line ?? new DOMRect(start.left, start.top, start.width, Math.min(start.height, innerHeight / 2));
  return () => {
    const now = rectOf(first);
    return now && new DOMRect(base.x + now.left - start.left, base.y + now.top - start.top, base.width, base.height);
  };
}
