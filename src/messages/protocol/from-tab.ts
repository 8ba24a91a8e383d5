import type { Match } from '../../match/match.ts';
import type { CardAct, MatchCard } from '../../report/match-card.ts';
import type { Span } from '../../text/span.ts';
import type { Exchange, PageId } from './exchange.ts';

/**
 * Sent when a content script has started or its page came back from the back/forward cache. The reply tells whether the page is
 * checked, and how its marks look.
 */
export interface HandshakeAsk {
  readonly page: PageId;
  /** `document.contentType`, which distinguishes the PDF viewer from other pages. */
  readonly type?: string;
}

/** Whether the page is checked, and how its marks look. */
export interface HandshakeReply {
  readonly on: boolean;
  /** Colour and underline of the marks, in the form of `styleOf` in store/settings.ts. */
  readonly style: string;
  /** Whether marks are painted. The page is checked in either case. */
  readonly paint: boolean;
  /** Whether ticks beside the scrollbar show where marks are. */
  readonly ticks: boolean;
  /** Whether the user has opened the tab's results, so that the page is to tell the contexts of its matches. */
  readonly isLookedAt?: boolean;
}

/**
 * Requests a check of one part of the page's text. The page has `parts` parts at present: results of higher numbers are dropped.
 */
export interface CheckPart {
  readonly page: PageId;
  /** Grows with every message of this page. The reply repeats it, and a reply for text that has changed since is dropped. */
  readonly scan: number;
  readonly part: number;
  readonly parts: number;
  /** Position among the page's parts. It grows along the page and need not be an integer. The default is `part`. */
  readonly order?: number;
  readonly text: string;
  /** Spans of the text inside block quotations, in UTF-16 units; ascending and disjoint. */
  readonly quotes?: readonly Span[];
  /** Spans of the text that are values of fields, where no mark can be painted, in UTF-16 units; ascending and disjoint. */
  readonly fields?: readonly Span[];
  /** Sent with the first part of a page, which saves a message for the handshake. */
  readonly handshake?: Omit<HandshakeAsk, 'page'>;
}

/** The properties of a match that a tab needs to mark and to identify it. */
export interface MarkedMatch extends Pick<Match, 'kind' | 'page' | 'best'> {
  /**
   * Rank of its source in the tab, from 0, which colours the mark; missing where marks are coloured by kind, and for sources
   * beyond the colours.
   */
  readonly source?: number;
}

/** The literal matches of one part; spans are UTF-16 units of its text. */
export interface CheckReply {
  readonly scan: number;
  readonly part: number;
  readonly matches: readonly MarkedMatch[];
}

/** The reply to a part: its matches, and the reply to a handshake that was sent with it. */
export interface CheckPartReply extends CheckReply {
  readonly handshake?: HandshakeReply;
}

/** Reasons for which a part is not checked. */
export type CheckFailure = 'off' | 'index-unreadable' | 'text-too-long' | 'bad-message';

/**
 * Sent when the document of a frame is left or put into the back/forward cache; when it comes back it makes the handshake again.
 * Top pages do not send it, as the handshake of the next page implies it.
 */
export interface Gone {
  readonly page: PageId;
}

/** Names a match on the content script's own page; the browser adds the frame. */
export interface OwnMatch {
  readonly page: PageId;
  readonly scan: number;
  readonly part: number;
  readonly index: number;
}

/** A button of the popover was pressed by the user, not by a script. */
export interface Act extends OwnMatch {
  readonly act: Exclude<CardAct, 'copy'>;
}

/** The context of a match on its page. */
export interface PassageContext {
  /** Start of the match in the part's text, in UTF-16 units, which identifies the match. */
  readonly start: number;
  /** The nearest heading before it, at most 60 UTF-16 units and an ellipsis; empty if there is none. */
  readonly heading: string;
  /** Whether it is in the page's main text, not in navigation, a side bar, a footer or a form. */
  readonly isMain: boolean;
}

/** The contexts of the matches of a part. */
export interface PartContext {
  readonly part: number;
  /** The scan in which the matches were found. */
  readonly scan: number;
  /** Han letters of the part in the page's main text; `null` where the page has more matches than it sends contexts of. */
  readonly mainLetters: number | null;
  readonly passages: readonly PassageContext[];
}

/** Sent after the user has opened the results, and after changes from then on. Pages without a match never send it. */
export interface PassageContexts {
  readonly page: PageId;
  readonly parts: readonly PartContext[];
}

/** The messages of content scripts to the background. */
export interface FromTab {
  readonly handshake: Exchange<HandshakeAsk, HandshakeReply>;
  readonly 'check-part': Exchange<CheckPart, CheckPartReply, CheckFailure>;
  readonly 'passage-contexts': Exchange<PassageContexts, null>;
  readonly gone: Exchange<Gone, null>;
  /** The selection that was watched has ended. */
  readonly unselected: Exchange<Gone, null>;
  /** Requests the contents of the popover for a match; `null` when the match is no longer known. */
  readonly describe: Exchange<OwnMatch, MatchCard | null>;
  /**
   * `refused`: the background does not know that the match's card was given to the tab, or the tab has sent too many. Then nothing was
   * done.
   */
  readonly act: Exchange<Act, null, 'refused'>;
  /** The user has clicked this mark, so the panel selects the match. */
  readonly picked: Exchange<OwnMatch, null>;
}
