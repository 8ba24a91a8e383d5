import { type PointerListener, watchPointer } from '../../mark/point.ts';
import type { ShadowOf } from '../../page/tree.ts';
import { type Place, placeAt } from '../marking/match-place.ts';
import type { Parts } from '../sending/parts.ts';
import { makeOpener, type Opener, type OpenerTools } from './opener.ts';
import { nameIn } from './popover-ask.ts';

/** The popover of a running scan. */
export interface TabPopover {
  /** Call when something was found. The listeners for the pointer are added by the first call, not before. */
  found(): void;
  /** Call when the matches of a part were replaced: closes the popover if its match is not among them. */
  replaced(): void;
  /** Opens the popover at a match, with the focus in it. */
  openAt(ref: { readonly part: number; readonly index: number }): void;
}

/** Ms that the pointer may be outside mark and popover before the popover closes; moving from one to the other takes time. */
const LEAVE_MS = 400;

/** Closes a popover that was opened by hovering, some time after the pointer has left, unless `stays` is called. */
function startLeaving(opener: Opener): { readonly moved: () => void; readonly stays: () => void } {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    leaving = undefined;
    if (!opener.isPinned && !opener.isInUse) opener.close();
  };
  return {
    moved() {
      if (opener.isOpen && !opener.isPinned) leaving ??= setTimeout(leave, LEAVE_MS);
    },
    stays() {
      clearTimeout(leaving);
      leaving = undefined;
    },
  };
}

function pointerOver(
  parts: Parts,
  shadowOf: ShadowOf,
  opener: Opener,
  picked: (place: Place) => void,
): PointerListener {
  const { moved, stays } = startLeaving(opener);
  return {
    moved,
    // The focus is not returned: the press moves it itself, and typed keys go to the element that has it.
    pressed: () => opener.close(false),
    typed: () => opener.close(false),
    rested(x, y) {
      // The same holds while a pinned popover waits for its card: a hovered one would replace it, without the focus.
      if (opener.isPinned || opener.isInUse) return;
      const place = placeAt(parts, { x, y }, shadowOf);
      if (!place) return;
      stays();
      if (!opener.isOpenAt(place)) void opener.open({ place, pinned: false, point: { x, y } });
    },
    clicked(x, y) {
      if (opener.isInUse) return;
      const place = placeAt(parts, { x, y }, shadowOf);
      if (!place) return opener.close();
      picked(place);
      void opener.open({ place, pinned: true, point: { x, y } });
    },
  };
}

/** Opens the popover at marks that are hovered or clicked, from the first mark until the signal aborts. */
export function startPopover(
  page: string,
  parts: Parts,
  { wire, shadowOf }: OpenerTools,
  signal: AbortSignal,
): TabPopover {
  const nameOf = nameIn(page);
  const opener = makeOpener(nameOf, { wire, shadowOf }, signal);
  const listener = pointerOver(parts, shadowOf, opener, (place) => void wire.picked(nameOf(place)));
  let isWatching = false;
  return {
    found() {
      if (isWatching) return;
      isWatching = true;
      watchPointer(listener, shadowOf, signal);
    },
    replaced: () => opener.update(),
    openAt({ part, index }) {
      const found = parts.all[part];
      if (found) void opener.open({ place: { part: found, index }, pinned: true });
    },
  };
}
