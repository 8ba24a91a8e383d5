import { type PointerListener, watchPointer } from '../../mark/point.ts';
import type { ShadowOf } from '../../mark/pointed.ts';
import { makePopover, type PopoverAsk } from '../../mark/popover.ts';
import type { Outcome } from '../../messages/channel.ts';
import type { Act, FromTab, MarkedMatch, OwnMatch } from '../../messages/protocol/from-tab.ts';
import type { MatchCard } from '../../report/match-card.ts';
import { anchorFor, initsOf, type Place, type Point, placeAt, wordsOf } from '../marking/match-place.ts';
import type { Parts } from '../sending/parts.ts';
import { makeUndoOffers } from './undo-offer.ts';

/** How the popover speaks to the background. */
export interface PopoverWire {
  describe(ask: OwnMatch): Promise<Outcome<FromTab['describe']>>;
  act(ask: Act): Promise<unknown>;
  picked(ask: OwnMatch): Promise<unknown>;
}

/** The popover of a running scan. */
export interface TabPopover {
  /** There is something to point at: a page without a match keeps its pointer to itself. */
  found(): void;
  /** The matches of a part are others now: what is open may be about one that has gone. */
  replaced(): void;
  /** Listens anew: `document.open()` takes all listeners off the window. */
  listenAgain(): void;
  /** Opens at a match with the focus in it, as the commands do. */
  openAt(ref: { readonly part: number; readonly index: number }): void;
}

/** How long the pointer may be away from mark and popover before it closes, in ms: the way from one to the other. */
const LEAVE_MS = 400;

/** How many UTF-16 units of a passage go along with what is done to it: a web search uses some 40. */
const MOST_WORDS = 500;

/** The popover as it was opened or is about to be. */
interface Opening {
  readonly place: Place;
  /** Opened by a click or a key, with the focus in it: it stays until it is closed. */
  readonly pinned: boolean;
  /** Where the pointer was. */
  readonly point?: Point;
}

interface Opener {
  open(opening: Opening): Promise<void>;
  /** @param returns whether a focus that is inside goes back to where it came from; it does unless `false` is given */
  close(returns?: boolean): void;
  /** Closes it if its match has gone. */
  update(): void;
  isOpenAt(place: Place): boolean;
  readonly isOpen: boolean;
  readonly isInUse: boolean;
  /** Whether one that is pinned is open or about to open. */
  readonly isPinned: boolean;
}

type NameOf = (place: Place) => OwnMatch;

function nameIn(page: string): NameOf {
  return ({ part, index }) => ({ page, part: part.number, scan: part.answered?.sent.scan ?? 0, index });
}

/** The node in which a match begins, as long as it is on the page. */
function markOf(place: Place): () => Node | null {
  const node = initsOf(place)[0]?.startContainer;
  return () => (node?.isConnected ? node : null);
}

function identityOf({ kind, page, best }: MarkedMatch): string {
  return JSON.stringify([kind, page.start, page.end, best.essay, best.source.start, best.source.end]);
}

/**
 * Finds a match again by what it is now, also when others have come before it; `undefined` when the text was checked anew and the
 * match has moved, gone or become another.
 */
function followMatch({ part, index }: Place): () => Place | undefined {
  const match = part.matches[index];
  const before = match && identityOf(match);
  return () => {
    const now = part.matches.findIndex((each) => identityOf(each) === before);
    return now < 0 ? undefined : { part, index: now };
  };
}

function startOpener(nameOf: NameOf, wire: PopoverWire, signal: AbortSignal): Opener {
  const popover = makePopover(signal);
  // One at a time: what is asked for later takes its place.
  let awaited: Opening | undefined;
  let shown: Opening | undefined;
  const offers = makeUndoOffers(popover);

  const askFor = ({ place, pinned, point }: Opening, card: MatchCard): PopoverAsk => {
    const anchor = anchorFor(place, point);
    const placeNow = followMatch(place);
    const isMarked = () => placeNow() !== undefined;
    const mark = markOf(place);
    return {
      anchor: () => (isMarked() ? anchor() : null),
      mark,
      card,
      focus: pinned,
      act(act) {
        if (act === 'copy') return;
        const done = wire.act({ ...nameOf(placeNow() ?? place), act, text: wordsOf(place).slice(0, MOST_WORDS) });
        popover.close();
        if (act !== 'dismiss' && act !== 'confirm') return;
        const undo = () => void wire.act({ ...nameOf(place), act: 'undo', text: '' });
        shown = undefined;
        const isTaken = () => signal.aborted || awaited !== undefined;
        void offers.offer({ card, anchor, mark, judgement: act, isMarked, undo }, done, isTaken);
      },
    };
  };

  return {
    get isOpen() {
      return popover.isOpen;
    },
    get isInUse() {
      return popover.isInUse;
    },
    get isPinned() {
      return awaited?.pinned || (popover.isOpen && shown?.pinned) || false;
    },
    isOpenAt({ part, index }) {
      return popover.isOpen && shown?.place.part === part && shown.place.index === index;
    },
    async open(opening) {
      awaited = opening;
      // What is pressed while its words are awaited is not meant for the match of the one before.
      if (opening.pinned) popover.close();
      const answer = await wire.describe(nameOf(opening.place));
      if (signal.aborted || awaited !== opening) return;
      awaited = undefined;
      if (!answer.ok || !answer.value) return;
      shown = opening;
      offers.end();
      popover.open(askFor(opening, answer.value));
    },
    close(returns) {
      awaited = undefined;
      popover.close(returns);
    },
    update() {
      offers.update();
      popover.update();
    },
  };
}

/** Closes what was opened by hovering, a while after the pointer has left, unless it `stays`. */
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
    // The press moves the focus itself, and keys that are typed go where it is.
    pressed: () => opener.close(false),
    typed: () => opener.close(false),
    rested(x, y) {
      // Not even while a pinned one waits for its words: it would open without the focus that the user's keys go to.
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

/** Opens the popover over marks that are pointed at or clicked, from the first one on and until the signal aborts. */
export function startPopover(
  page: string,
  parts: Parts,
  { wire, shadowOf }: { readonly wire: PopoverWire; readonly shadowOf: ShadowOf },
  signal: AbortSignal,
): TabPopover {
  const nameOf = nameIn(page);
  const opener = startOpener(nameOf, wire, signal);
  const listener = pointerOver(parts, shadowOf, opener, (place) => void wire.picked(nameOf(place)));
  let watching: AbortController | undefined;
  return {
    found() {
      if (watching) return;
      watching = new AbortController();
      watchPointer(listener, shadowOf, AbortSignal.any([watching.signal, signal]));
    },
    replaced: opener.update,
    listenAgain() {
      watching?.abort();
      watching = undefined;
      this.found();
    },
    openAt({ part, index }) {
      const found = parts.all[part];
      if (found) void opener.open({ place: { part: found, index }, pinned: true });
    },
  };
}
