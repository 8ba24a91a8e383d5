import type { Painter } from '../../mark/paint.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import { parentOf } from '../../page/tree.ts';
import type { PartEntry, Parts } from '../sending/parts.ts';
import { rangeFrom } from './match-place.ts';

/** Where a match stands on the page now. */
export interface ShownMatch {
  readonly ranges: readonly StaticRangeInit[];
  /** The element around its beginning, or the field that it stands in. */
  readonly element: Element;
}

/**
 * Finds a match by what the background calls it. A part that is being checked anew, or was with the same result, still
 * knows its matches by the numbers that they had.
 * @returns `undefined` when the matches are others by now, or the match's text is gone
 */
export function findMatch(parts: Parts, ref: { part: number; scan: number; index: number }): ShownMatch | undefined {
  const part = parts.all[ref.part];
  const match = part?.matches[ref.index];
  if (!part?.answered || !match) return undefined;
  const { sent, since } = part.answered;
  if (ref.scan < since || ref.scan > sent.scan) return undefined;
  const places = flowsOf(sent.page, match.page).filter(({ place, flow }) => isThere(sent.entries[place]!, flow));
  const first = places[0];
  if (!first) return undefined;
  const element = first.flow.field ?? parentOf(first.flow.nodes[0]!);
  return element && { ranges: places.flatMap(rangesOf), element };
}

function isThere(entry: PartEntry, flow: PartEntry['flow']): boolean {
  return !entry.dead && entry.flow === flow;
}

/** Scrolls to a match, in every scrolling box around it, and flashes it. */
export function showMatch({ ranges, element }: ShownMatch, painter: Painter): void {
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const first = ranges[0] && rangeFrom(ranges[0]);
  if (first) {
    // A text node may be as long as the page: the element being in view does not mean the match is.
    const rect = first.getClientRects()[0] ?? first.getBoundingClientRect();
    if (rect.top < 0 || rect.bottom > innerHeight) {
      scrollBy({ top: rect.top - innerHeight / 2, behavior: 'instant' });
    }
  }
  painter.flash(ranges.map((init) => new StaticRange(init)));
}
