import type { PopoverAsk } from '../../mark/popover.ts';
import type { Act, MarkedMatch, OwnMatch } from '../../messages/protocol/from-tab.ts';
import type { MatchCard } from '../../report/match-card.ts';
import { anchorFor, initsOf, type Place, type Point } from '../marking/match-place.ts';
import type { GivenJudgement } from './undo-offer.ts';

/** A popover that is open or about to open. */
export interface Opening {
  readonly place: Place;
  /** Whether it was opened by a click or a key. It then gets the focus and stays until it is closed. */
  readonly pinned: boolean;
  /** Where the pointer was, if it was opened by the pointer. */
  readonly point?: Point;
}

/** Returns the name that the background uses for a match of this page. */
export type NameOf = (place: Place) => OwnMatch;

/** Handlers for the buttons of a popover. */
export interface PressHandlers {
  readonly nameOf: NameOf;
  /** Sends the action to the background. Resolves with whether the background has done it. */
  act(ask: Act): Promise<boolean>;
  /** A button was pressed: the popover is to be closed. */
  close(): void;
  /** The button gave a judgement, which can be undone. */
  judged(given: GivenJudgement, done: Promise<boolean>): void;
}

/** Makes the function that names the matches of a page. */
export function nameIn(page: string): NameOf {
  return ({ part, index }) => ({ page, part: part.number, scan: part.answered?.sent.scan ?? 0, index });
}

/** Makes a function that returns the node in which a match begins, or `null` when that has left the page. */
function markOf(place: Place): () => Node | null {
  const node = initsOf(place)[0]?.startContainer;
  return () => (node?.isConnected ? node : null);
}

function identityOf({ kind, page, best }: MarkedMatch): string {
  return JSON.stringify([kind, page.start, page.end, best.essay, best.source.start, best.source.end]);
}

/**
 * Makes a function that finds a match again by kind, place and source, also when its index has changed; it returns `undefined`
 * when the text was checked anew and the match has moved, vanished or changed.
 */
function followMatch({ part, index }: Place): () => Place | undefined {
  const match = part.matches[index];
  const before = match && identityOf(match);
  return () => {
    const now = part.matches.findIndex((each) => identityOf(each) === before);
    return now < 0 ? undefined : { part, index: now };
  };
}

/** The request for the popover of a match. The popover stays open while the match is marked and its text is on the page. */
export function askFor({ place, pinned, point }: Opening, card: MatchCard, on: PressHandlers): PopoverAsk {
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
      const done = on.act({ ...on.nameOf(placeNow() ?? place), act });
      on.close();
      if (act !== 'dismiss' && act !== 'confirm') return;
      const undo = () => void on.act({ ...on.nameOf(place), act: 'undo' });
      on.judged({ card, anchor, mark, judgement: act, isMarked, undo }, done);
    },
  };
}
