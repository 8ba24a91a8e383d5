import type { PopoverAsk } from '../../mark/popover.ts';
import type { Act, MarkedMatch, OwnMatch } from '../../messages/protocol/from-tab.ts';
import type { MatchCard } from '../../report/match-card.ts';
import { anchorFor, initsOf, type Place, type Point, wordsOf } from '../marking/match-place.ts';
import type { GivenJudgement } from './undo-offer.ts';

/** How many UTF-16 units of a passage go along with what is done to it: a web search uses some 40. */
const MOST_WORDS = 500;

/** The popover as it was opened or is about to be. */
export interface Opening {
  readonly place: Place;
  /** Opened by a click or a key, with the focus in it: it stays until it is closed. */
  readonly pinned: boolean;
  /** Where the pointer was. */
  readonly point?: Point;
}

/** What the background calls a match of this page. */
export type NameOf = (place: Place) => OwnMatch;

/** Where the presses of a popover's buttons go. */
export interface PressHandlers {
  readonly nameOf: NameOf;
  /** Tells the background. Settles when it has taken it in. */
  act(ask: Act): Promise<unknown>;
  /** Something was pressed: the popover has served. */
  close(): void;
  /** The press was a judgement, and can be taken back. */
  judged(given: GivenJudgement, done: Promise<unknown>): void;
}

/** Names the matches of a page. */
export function nameIn(page: string): NameOf {
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

/** What the popover of a match is asked for: it stays while the match is marked and its text is on the page. */
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
      const done = on.act({ ...on.nameOf(placeNow() ?? place), act, text: wordsOf(place).slice(0, MOST_WORDS) });
      on.close();
      if (act !== 'dismiss' && act !== 'confirm') return;
      const undo = () => void on.act({ ...on.nameOf(place), act: 'undo', text: '' });
      on.judged({ card, anchor, mark, judgement: act, isMarked, undo }, done);
    },
  };
}
