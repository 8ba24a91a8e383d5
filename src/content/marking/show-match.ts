import type { Painter } from '../../mark/paint.ts';
import { scrollTo, selectInField } from '../../mark/scroll-to.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import type { Field } from '../../page/readable.ts';
import { parentOf, type ShadowOf } from '../../page/tree.ts';
import type { Span } from '../../text/span.ts';
import type { PartEntry, Parts } from '../sending/parts.ts';
import { rangeFrom } from './match-place.ts';

/** Where a match stands on the page now. */
export interface ShownMatch {
  readonly ranges: readonly StaticRangeInit[];
  /** The element around its beginning, or the field that it stands in. */
  readonly element: Element;
  /** The stretch of a field's value, in UTF-16 units, where it stands in a field. */
  readonly selection: (Span & { readonly field: Field }) | undefined;
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
  const { field } = first.flow;
  const selection = field && { field, ...first.span };
  return element && { ranges: places.flatMap(rangesOf), element, selection };
}

function isThere(entry: PartEntry, flow: PartEntry['flow']): boolean {
  return !entry.dead && entry.flow === flow;
}

// A text node may be as long as the page: it is the first line of the match that is to be seen.
function firstLine(init: StaticRangeInit): DOMRect | null {
  const range = rangeFrom(init);
  return range && (range.getClientRects()[0] ?? range.getBoundingClientRect());
}

/** Scrolls to a match, in every scrolling box around it, and flashes it; in a field, which has no ranges, it selects it. */
export function showMatch({ ranges, element, selection }: ShownMatch, painter: Painter, shadowOf: ShadowOf): void {
  const first = ranges[0];
  scrollTo(element, () => (first ? firstLine(first) : element.getBoundingClientRect()), shadowOf);
  if (selection) selectInField(selection.field, selection.start, selection.end);
  painter.flash(ranges.map((init) => new StaticRange(init)));
}
