import type { Popover, PopoverAsk } from '../../mark/popover.ts';

/** How long the popover offers to take a judgement back, in ms; panel and options do so for good. */
const UNDO_MS = 10_000;

/** What was said of a match, and what the popover in which it was said knew of it. */
export interface Said extends Pick<PopoverAsk, 'card' | 'anchor' | 'mark'> {
  readonly judgement: 'dismiss' | 'confirm';
  /** Whether the match is marked now. */
  readonly isMarked: () => boolean;
  /** Takes it back. */
  readonly undo: () => void;
}

/** Offers to take back what was just said of a match. */
export interface UndoOffers {
  /**
   * Opens the offer when the background has taken in what was said, unless `isTaken` says that the popover is needed otherwise or it
   * was taken back meanwhile. Settles when it is open or given up.
   */
  offer(said: Said, done: Promise<unknown>, isTaken: () => boolean): Promise<void>;
  /** The matches are others now: also before the offer is open it has to be known whether its match is gone or back. */
  update(): void;
  /** The popover shows something else from now on. */
  end(): void;
}

/** Tells when something that was gone is there again: "not a match" was taken back in the panel or the options. */
function makeReturned(isThere: () => boolean): () => boolean {
  let wasGone = false;
  return () => {
    const isNow = isThere();
    wasGone ||= !isNow;
    return wasGone && isNow;
  };
}

// The mark may be gone by then: it stays where the match was, by its place in the text.
function askOf({ card, anchor, mark, judgement, isMarked, undo }: Said, close: () => void): PopoverAsk {
  const isBack = makeReturned(isMarked);
  return {
    anchor: () => (isBack() ? null : anchor()),
    mark,
    card: { ...card, title: card.judged[judgement], lines: [], buttons: [{ act: 'undo', label: card.judged.undo }] },
    focus: true,
    act(act) {
      if (act === 'undo') undo();
      close();
    },
  };
}

/** Makes the offers of a page's popover. */
export function makeUndoOffers(popover: Popover): UndoOffers {
  let unanswered: PopoverAsk | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;
  return {
    async offer(said, done, isTaken) {
      const ask = askOf(said, () => popover.close());
      unanswered = ask;
      await done;
      if (unanswered === ask) unanswered = undefined;
      if (popover.isOpen || isTaken() || !ask.anchor()) return;
      popover.open(ask);
      clearTimeout(ending);
      ending = setTimeout(() => popover.close(), UNDO_MS);
    },
    update: () => void unanswered?.anchor(),
    end: () => clearTimeout(ending),
  };
}
