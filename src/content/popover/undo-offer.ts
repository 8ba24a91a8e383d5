import type { Popover, PopoverAsk } from '../../mark/popover.ts';

/** Ms for which the popover offers to undo a judgement; panel and options page offer it without a time limit. */
const UNDO_MS = 10_000;

/** A judgement that was given in the popover, and what that popover was opened with. */
export interface GivenJudgement extends Pick<PopoverAsk, 'card' | 'anchor' | 'mark'> {
  readonly judgement: 'dismiss' | 'confirm';
  /** Whether the match is marked at present. */
  readonly isMarked: () => boolean;
  /** Undoes the judgement. */
  readonly undo: () => void;
}

/** Offers to undo the judgement that was just given. */
export interface UndoOffers {
  /**
   * Opens the offer when `done` has resolved with whether the background has stored the judgement: not if it has not, if the popover is
   * in use for something else (`isTaken`), or if the judgement was undone elsewhere. Resolves when the offer is open or was dropped.
   */
  offer(given: GivenJudgement, done: Promise<boolean>, isTaken: () => boolean): Promise<void>;
  /**
   * Call when matches were replaced. If the match is marked again, the judgement was undone elsewhere, and the offer ends, even
   * before it is open.
   */
  update(): void;
  /** Call when the popover is opened for something else: the time limit of the offer no longer applies. */
  end(): void;
}

/**
 * Makes a function that tells whether a condition holds again after it did not hold: the match is marked again after its
 * judgement was undone in the panel or the options page. The function has to be called while the condition does not hold.
 */
function makeReturned(isThere: () => boolean): () => boolean {
  let wasGone = false;
  return () => {
    const isNow = isThere();
    wasGone ||= !isNow;
    return wasGone && isNow;
  };
}

// The mark may be removed by then, so the popover is anchored at the place of the match in the text.
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

/** Makes the undo offers of a page's popover. */
export function makeUndoOffers(popover: Popover): UndoOffers {
  let unanswered: PopoverAsk | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;
  return {
    async offer(given, done, isTaken) {
      const ask = askOf(given, () => popover.close());
      unanswered = ask;
      const isDone = await done;
      if (unanswered === ask) unanswered = undefined;
      if (!isDone || popover.isOpen || isTaken() || !ask.anchor()) return;
      popover.open(ask);
      clearTimeout(ending);
      ending = setTimeout(() => popover.close(), UNDO_MS);
    },
    update: () => void unanswered?.anchor(),
    end: () => clearTimeout(ending),
  };
}
