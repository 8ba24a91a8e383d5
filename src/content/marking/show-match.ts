import type { Painter } from '../../mark/paint.ts';
import { scrollTo } from '../../mark/scroll-to.ts';
import { selectInField } from '../../mark/select-in-field.ts';
import { flowsOf, rangesOf } from '../../page/locate.ts';
import type { Field } from '../../page/readable.ts';
import { parentOf, type ShadowOf } from '../../page/tree.ts';
import type { Span } from '../../text/span.ts';
import type { PartEntry, Parts } from '../sending/parts.ts';
import { rangeFrom } from './match-place.ts';

/** The present place of a match on the page. */
export interface ShownMatch {
  readonly ranges: readonly StaticRangeInit[];
  /** The parent element of its beginning, or the field whose value contains it. */
  readonly element: Element;
  /** The stretch of the field's value, in UTF-16 units, if the match is in a field. */
  readonly selection: (Span & { readonly field: Field }) | undefined;
}

/**
 * Finds a match by the name that the background uses for it. It is also found while its part is checked anew, and after a check
 * that gave the same matches.
 * @returns `undefined` when the matches have changed or the text of the match has left the page
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

// A text node may be as long as the page, so the first line of the match is brought into view.
function firstLine(init: StaticRangeInit): DOMRect | null {
  const range = rangeFrom(init);
  return range && (range.getClientRects()[0] ?? range.getBoundingClientRect());
}

/**
 * Scrolls every scroll container around a match so that the match is in view, and flashes it. In a field, where there are no
 * ranges, it selects the text.
 */
export function showMatch({ ranges, element, selection }: ShownMatch, painter: Painter, shadowOf: ShadowOf): void {
  const first = ranges[0];
  const place = selection
    ? selectInField(selection.field, selection.start, selection.end)
    : () => (first ? firstLine(first) : element.getBoundingClientRect());
  scrollTo(element, place, shadowOf);
  painter.flash(ranges.map((init) => new StaticRange(init)));
}
