import { rangesAt, watchPointer } from '../mark/point.ts';
import { makePopover, type Popover } from '../mark/popover.ts';
import type { Outcome } from '../messages/channel.ts';
import type { Act, FromTab, OwnMatch } from '../messages/protocol.ts';
import { flowsOf, rangesOf } from '../page/locate.ts';
import type { Part, Parts } from './tab-parts.ts';

/** How the popover speaks to the background. */
export interface PopoverWire {
  describe(ask: OwnMatch): Promise<Outcome<FromTab['describe']>>;
  act(ask: Act): Promise<unknown>;
  picked(ask: OwnMatch): Promise<unknown>;
}

/** Which match: the part, and its place among the part's matches. */
interface Place {
  readonly part: Part;
  readonly index: number;
}

/** How long the pointer may be away from mark and popover before it closes, in ms: the way from one to the other. */
const LEAVE_MS = 400;

function initsOf({ part, index }: Place): StaticRangeInit[] {
  const match = part.matches[index];
  return match && part.sent ? flowsOf(part.sent.page, match.page).flatMap(rangesOf) : [];
}

function isIn(range: AbstractRange, init: StaticRangeInit): boolean {
  return range.startContainer === init.startContainer && range.startOffset === init.startOffset;
}

function matchAt(parts: Parts, x: number, y: number): Place | undefined {
  for (const range of rangesAt(x, y)) {
    for (const part of parts.all) {
      const index = part.matches.findIndex((_, i) => initsOf({ part, index: i }).some((init) => isIn(range, init)));
      if (index >= 0) return { part, index };
    }
  }
  return undefined;
}

function rectOf(init: StaticRangeInit): DOMRect | null {
  if (!init.startContainer.isConnected || !init.endContainer.isConnected) return null;
  const range = document.createRange();
  range.setStart(init.startContainer, init.startOffset);
  range.setEnd(init.endContainer, init.endOffset);
  return range.getBoundingClientRect();
}

// The line under the pointer, not the whole of a long passage: the popover opens where the eye is.
function lineAt(init: StaticRangeInit, y: number): DOMRect | null {
  const range = document.createRange();
  range.setStart(init.startContainer, init.startOffset);
  range.setEnd(init.endContainer, init.endOffset);
  return [...range.getClientRects()].find((rect) => rect.top <= y && y <= rect.bottom) ?? null;
}

function anchorFor(place: Place, y: number | undefined): () => DOMRect | null {
  const first = initsOf(place)[0];
  const line =
    y === undefined
      ? null
      : initsOf(place)
          .map((init) => lineAt(init, y))
          .find((rect) => rect !== null);
  const start = first && rectOf(first);
  if (!first || !start) return () => null;
  const base = line ?? new DOMRect(start.left, start.top, start.width, Math.min(start.height, innerHeight / 2));
  return () => {
    const now = rectOf(first);
    return now && new DOMRect(base.x + now.left - start.left, base.y + now.top - start.top, base.width, base.height);
  };
}

/** The popover of a running scan. */
export interface TabPopover {
  /** Opens at a match with the focus in it, as the commands do. */
  openAt(ref: { readonly part: number; readonly index: number }): void;
}

/** Opens the popover over marks that are pointed at or clicked, until the signal aborts. */
export function startPopover(page: string, parts: Parts, wire: PopoverWire, signal: AbortSignal): TabPopover {
  const popover: Popover = makePopover(signal);
  let asked = 0;
  let pinned = false;
  let at: Place | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const own = ({ part, index }: Place): OwnMatch => ({ page, part: part.number, scan: part.sent?.scan ?? 0, index });

  const wordsOf = ({ part, index }: Place): string =>
    initsOf({ part, index })
      .map((init) => {
        const range = document.createRange();
        range.setStart(init.startContainer, init.startOffset);
        range.setEnd(init.endContainer, init.endOffset);
        return range.toString();
      })
      .join('')
      .slice(0, 500);

  const open = async (place: Place, focus: boolean, y?: number): Promise<void> => {
    const number = ++asked;
    const answer = await wire.describe(own(place));
    if (signal.aborted || number !== asked || !answer.ok || !answer.value) return;
    pinned = focus;
    at = place;
    popover.open({
      anchor: anchorFor(place, y),
      card: answer.value,
      focus,
      act: (act) => {
        if (act === 'copy') return;
        void wire.act({ ...own(place), act, text: wordsOf(place) });
        popover.close();
      },
    });
  };

  const stay = () => {
    clearTimeout(leaving);
    leaving = undefined;
  };

  const listener = {
    rested(x: number, y: number) {
      if (popover.isOpen && (pinned || popover.isInUse)) return;
      const place = matchAt(parts, x, y);
      if (!place) return;
      stay();
      if (!popover.isOpen || place.part !== at?.part || place.index !== at.index) void open(place, false, y);
    },
    moved() {
      if (!popover.isOpen || pinned || leaving !== undefined) return;
      leaving = setTimeout(() => {
        leaving = undefined;
        if (!pinned && !popover.isInUse) popover.close();
      }, LEAVE_MS);
    },
    clicked(x: number, y: number) {
      if (popover.isInUse) return;
      const place = matchAt(parts, x, y);
      if (!place) return popover.close();
      void wire.picked(own(place));
      void open(place, true, y);
    },
  };
  watchPointer(listener, signal);
  return {
    openAt({ part, index }) {
      const found = parts.all[part];
      if (found) void open({ part: found, index }, true);
    },
  };
}
