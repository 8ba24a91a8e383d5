import { rangesAt } from '../../mark/pointed.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import type { ShadowOf } from '../../page/tree.ts';
import type { Part, Parts } from '../sending/parts.ts';

/** A point of the viewport, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A match of the running scan: its part, and its index among the part's matches. */
export interface Place {
  readonly part: Part;
  readonly index: number;
}

/** The ranges of a match in the text in which it was found; the page may have changed since. Empty for an unknown match. */
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

/** A live range that can be measured; `null` where the text has left the page or was shortened. */
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

/** The match whose mark is painted at a point of the viewport; `undefined` if there is none. */
export function placeAt(parts: Parts, { x, y }: Point, shadowOf: ShadowOf): Place | undefined {
  for (const range of rangesAt(x, y, shadowOf)) {
    for (const part of parts.all) {
      const index = part.matches.findIndex((_, i) => initsOf({ part, index: i }).some((init) => isIn(range, init)));
      if (index >= 0) return { part, index };
    }
  }
  return undefined;
}

/** Farthest distance of a line's box from the pointer that rests on it, in CSS pixels: there is a gap between two lines. */
const NEAR_LINE = 30;

function distance(rect: DOMRect, { x, y }: Point): number {
  const beside = Math.max(rect.left - x, x - rect.right, 0);
  const above = Math.max(rect.top - y, y - rect.bottom, 0);
  return beside + above;
}

function lineAt(inits: readonly StaticRangeInit[], point: Point): DOMRect | undefined {
  const lines = inits.flatMap((init) => [...(rangeFrom(init)?.getClientRects() ?? [])]);
  const nearest = lines.toSorted((a, b) => distance(a, point) - distance(b, point))[0];
  return nearest && distance(nearest, point) <= NEAR_LINE ? nearest : undefined;
}

// In vertical text a line is as long as the page is high. Only a square of it around the pointer is used as the anchor.
function atPointer(line: DOMRect, { y }: Point): DOMRect {
  if (line.height <= 2 * line.width || line.height < 100) return line;
  const top = Math.max(line.top, y - line.width / 2);
  return new DOMRect(line.left, top, line.width, Math.min(line.width, line.bottom - top));
}

/**
 * Makes a function that returns the box that the popover of a match is attached to, at its current position on the page; the
 * function returns `null` when the text has left the page. The box is the line at `point` (where the pointer was) and not the
 * whole of a long passage, so that the popover opens where the reader looks.
 */
export function anchorFor(place: Place, point: Point | undefined): () => DOMRect | null {
  const inits = initsOf(place);
  const first = inits[0];
  const start = first && rectOf(first);
  if (!start) return () => null;
  const line = point && lineAt(inits, point);
  const base = line
    ? atPointer(line, point)
    : new DOMRect(start.left, start.top, start.width, Math.min(start.height, innerHeight / 2));
  return () => {
    const now = rectOf(first);
    return now && new DOMRect(base.x + now.left - start.left, base.y + now.top - start.top, base.width, base.height);
  };
}
