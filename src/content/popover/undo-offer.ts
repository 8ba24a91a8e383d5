import type { Popover, PopoverAsk } from '../../mark/popover.ts';

/** How long the popover offers to take a judgement back, in ms; panel and options do so for good. */
const UNDO_MS = 10_000;

/** A judgement that was given in the popover, and what that popover was opened with. */
export interface GivenJudgement extends Pick<PopoverAsk, 'card' | 'anchor' | 'mark'> {
  readonly judgement: 'dismiss' | 'confirm';
  /** Whether the match is marked now. */
  readonly isMarked: () => boolean;
  /** Takes it back. */
  readonly undo: () => void;
}

/** Offers to take back the judgement that was just given. */
export interface UndoOffers {
  /**
   * Opens the offer when `done` has settled (the background has stored the judgement), unless the popover is used otherwise by then
   * (`isTaken`) or the judgement was taken back elsewhere. Settles when the offer is open or given up.
   */
  offer(given: GivenJudgement, done: Promise<unknown>, isTaken: () => boolean): Promise<void>;
  /** The matches were replaced: looks whether the match is marked again, which ends an offer, also one that is not open yet. */
  update(): void;
  /** The popover is opened for something else: the offer's time limit no longer applies. */
  end(): void;
}

/** Tells whether something that was gone is there again: the mark, after the judgement was taken back in the panel or the options. */
function makeReturned(isThere: () => boolean): () => boolean {
  let wasGone = false;
  return () => {
    const isNow = isThere();
    wasGone ||= !isNow;
    return wasGone && isNow;
  };
}

// The mark may be gone by then: it stays where the match was, by its place in the text.
function askOf({ card, anchor, mark, judgement, isMarked, undo }: GivenJudgement, close: () => void): PopoverAsk {
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
    async offer(given, done, isTaken) {
      const ask = askOf(given, () => popover.close());
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
