import type { UnreadInDocument } from '../../report/unread.ts';
import type { Span } from '../../text/span.ts';
import type { Exchange, MatchRef, PageId } from './exchange.ts';
import type { CheckReply, HandshakeReply } from './from-tab.ts';

/** The settings have changed: where `on` is false the page removes its marks and stops, else it starts or goes on. */
export interface Switched extends HandshakeReply {}

/** Scroll to this match, flash it and open its popover. */
export interface ShowMatch {
  readonly match: MatchRef;
  /** Whether the popover opens too and takes the focus: so for the commands, not for a click in the panel. */
  readonly open?: boolean;
}

/**
 * The matches of a part anew: these replace the ones that the tab has, if the scan is still the part's last. Sent when
 * reworded matches were found after the reply to `CheckPart`, and when the user has dismissed a match or taken that back.
 */
export type Matches = CheckReply;

/** The text of a part as it was last sent: for the report and for the source beside the page. */
export interface PartText {
  readonly scan: number;
  readonly text: string;
  /** The stretches of the text that belong to the page's main text, in order and disjoint; `null` where that is not known. */
  readonly main: readonly Span[] | null;
}

/** What of a frame's document cannot be read. */
export interface UnreadSurvey extends UnreadInDocument {
  readonly page: PageId;
}

/**
 * Everything the background may say to a content script. Each is sent to one frame or to all frames of a tab. Three of them ask for
 * something, against the direction in which text travels: `read-part`, as the background keeps no page's text, and `who`, as
 * browsers do not tell an extension that a frame was removed. Checking and marking wait for neither.
 */
export interface ToTab {
  readonly switched: Exchange<Switched, null>;
  /** `false`: that match is no longer there. */
  readonly 'show-match': Exchange<ShowMatch, boolean>;
  readonly matches: Exchange<Matches, null>;
  /** `null`: there is no such part. */
  readonly 'read-part': Exchange<{ readonly part: number }, PartText | null>;
  /** Asks for the id of the frame's page, which tells whether the frame was removed or shows another page. */
  readonly who: Exchange<Record<string, never>, PageId>;
  /** The user has had the selected text checked: say when it is selected no longer. */
  readonly 'watch-selection': Exchange<Record<string, never>, null>;
  /** Asks what of the document cannot be read, when the user looks at the result: it costs the page a layout. `null` where it is off. */
  readonly 'survey-unread': Exchange<Record<string, never>, UnreadSurvey | null>;
}
