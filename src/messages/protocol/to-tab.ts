import type { UnreadInDocument } from '../../report/unread.ts';
import type { Span } from '../../text/span.ts';
import type { Exchange, MatchRef, PageId } from './exchange.ts';
import type { CheckReply, HandshakeReply } from './from-tab.ts';

/** The settings have changed. If `on` is false the page removes its marks and stops, otherwise it starts or continues. */
export interface Switched extends HandshakeReply {
  /** Whether a page that is checked already starts anew, and sends all its text again. */
  readonly anew?: boolean;
}

/** Scrolls to this match and flashes it. */
export interface ShowMatch {
  readonly match: MatchRef;
  /** Whether its popover opens too and takes the focus: `true` for commands, not for a click in the panel. */
  readonly open?: boolean;
}

/**
 * The matches of a part, which replace those that the tab has if the scan is still the last of the part. Sent when reworded
 * matches were found after the reply to `CheckPart`, and when the user has dismissed a match or undone that.
 */
export type Matches = CheckReply;

/** The text of a part as it was last sent, for the report and for the comparison with the source. */
export interface PartText {
  readonly scan: number;
  readonly text: string;
  /**
   * Spans of the text in the page's main text, in UTF-16 units, ascending and disjoint; `null` where nothing was found on the page.
   */
  readonly main: readonly Span[] | null;
}

/** What of a frame's document cannot be read. */
export interface UnreadSurvey extends UnreadInDocument {
  readonly page: PageId;
}

/**
 * The messages of the background to content scripts. Each is sent to one frame or to all frames of a tab. Three of them request
 * data, against the direction in which text travels: `read-part`, as the background keeps no page's text; `who`, as browsers do
 * not report to an extension that a frame was removed; and `survey-unread`, as it needs layout. Checking and marking do not wait
 * for them.
 */
export interface ToTab {
  readonly switched: Exchange<Switched, null>;
  /** Replies `false` if the page no longer has that match. */
  readonly 'show-match': Exchange<ShowMatch, boolean>;
  readonly matches: Exchange<Matches, null>;
  /** Replies `null` if there is no such part. */
  readonly 'read-part': Exchange<{ readonly part: number }, PartText | null>;
  /** Requests the id of the frame's page, which tells whether the frame was removed or has another page. */
  readonly who: Exchange<Record<string, never>, PageId>;
  /** The user has had the selected text checked: the page is to report when that selection ends. */
  readonly 'watch-selection': Exchange<Record<string, never>, null>;
  /**
   * Requests what of the document cannot be read, and has the page tell the contexts of its matches from then on. It is sent when the
   * user opens the results, as it forces a layout. Replies `null` where the extension is off.
   */
  readonly 'survey-unread': Exchange<Record<string, never>, UnreadSurvey | null>;
}
