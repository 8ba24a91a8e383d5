import type { Match } from '../../match/match.ts';
import type { CardAct, MatchCard } from '../../report/match-card.ts';
import type { Span } from '../../text/span.ts';
import type { Exchange, PageId } from './exchange.ts';

/**
 * A content script has started, or its page came back from the back/forward cache. The reply tells whether the page is to be
 * checked, and how its marks look.
 */
export interface HandshakeAsk {
  readonly page: PageId;
  /** `document.contentType`: tells the PDF viewer from a page. */
  readonly type?: string;
}

/** Whether the page is to be checked, and how its marks look. */
export interface HandshakeReply {
  readonly on: boolean;
  /** Underline and colour preset of the marks. */
  readonly style: string;
  /** Whether marks are painted: without it the page is checked all the same. */
  readonly paint: boolean;
  /** Whether ticks at the scrollbar show where marks are. */
  readonly ticks: boolean;
}

/** Asks for a check of one part of the page's text. The page has `parts` parts now: results of higher numbers are dropped. */
export interface CheckPart {
  readonly page: PageId;
  /** Grows with every message of this page; the reply carries it, and replies to text that has changed since are dropped. */
  readonly scan: number;
  readonly part: number;
  readonly parts: number;
  /** Position among the page's parts: grows along the page, and need not be a whole number. The default is `part`. */
  readonly order?: number;
  readonly text: string;
  /** Stretches of the text that stand in a block quotation; in order and disjoint. */
  readonly quotes?: readonly Span[];
  /** Stretches of the text that are values of fields, where no mark can be painted; in order and disjoint. */
  readonly fields?: readonly Span[];
  /** Sent along with the first text of a page, which saves a message of its own for the handshake. */
  readonly handshake?: Omit<HandshakeAsk, 'page'>;
}

/** What a tab needs to know of a match: what to mark, and by what to know it again. The rest stays in the background. */
export interface MarkedMatch extends Pick<Match, 'kind' | 'page' | 'best'> {
  /** Rank of its source among those of the tab, from 0, where marks are coloured by it: left out elsewhere, and for sources beyond the colours. */
  readonly source?: number;
}

/** The literal matches of one part; spans are UTF-16 units of its text. */
export interface CheckReply {
  readonly scan: number;
  readonly part: number;
  readonly matches: readonly MarkedMatch[];
}

/** Answer to a part: its matches, and what was answered to the handshake that came with it. */
export interface CheckPartReply extends CheckReply {
  readonly handshake?: HandshakeReply;
}

/** Why a part was not checked. */
export type CheckFailure = 'off' | 'index-unreadable' | 'text-too-long' | 'bad-message';

/**
 * The document of a frame is being left or moved into the back/forward cache; when it comes back it makes the handshake again.
 * Top pages do not send it: the handshake of the next page tells the same.
 */
export interface Gone {
  readonly page: PageId;
}

/** Names a match on the content script's own page. The browser tells the frame. */
export interface OwnMatch {
  readonly page: PageId;
  readonly scan: number;
  readonly part: number;
  readonly index: number;
}

/** A button of the popover was pressed (a trusted event: opening the panel needs the user's gesture). */
export interface Act extends OwnMatch {
  readonly act: Exclude<CardAct, 'copy'>;
  /** The page's words in the match, for the search engine. */
  readonly text: string;
}

/** Where on its page a match stands. */
export interface PassageContext {
  /** Where the match begins in the part's text, in UTF-16 units: by this it is known again. */
  readonly start: number;
  /** The nearest heading before it, cut short; empty where there is none. */
  readonly heading: string;
  /** Whether it stands in the page's main text, and not in navigation, a side bar, a footer or a form. */
  readonly isMain: boolean;
}

/** Where the matches of a part stand. */
export interface PartContext {
  readonly part: number;
  /** The scan in which the matches were found. */
  readonly scan: number;
  /** Han letters of the part that belong to the page's main text; `null` where the page has more matches than it tells of. */
  readonly mainLetters: number | null;
  readonly passages: readonly PassageContext[];
}

/** Tells where matches stand, after they were marked. Pages without a match never send it. */
export interface PassageContexts {
  readonly page: PageId;
  readonly parts: readonly PartContext[];
}

/** Everything a content script may say. */
export interface FromTab {
  readonly handshake: Exchange<HandshakeAsk, HandshakeReply>;
  readonly 'check-part': Exchange<CheckPart, CheckPartReply, CheckFailure>;
  readonly 'passage-contexts': Exchange<PassageContexts, null>;
  readonly gone: Exchange<Gone, null>;
  /** The text whose selection was watched is selected no longer. */
  readonly unselected: Exchange<Gone, null>;
  /** What the popover is to show for a match; `null` when the match is no longer known. */
  readonly describe: Exchange<OwnMatch, MatchCard | null>;
  readonly act: Exchange<Act, null, 'refused'>;
  /** The user has clicked this mark: the panel selects it. */
  readonly picked: Exchange<OwnMatch, null>;
}
