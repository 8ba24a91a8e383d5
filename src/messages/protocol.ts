import type { Essay } from '../corpus/essay.ts';
import type { GapKind } from '../match/blocks.ts';
import type { Change, Match, MatchKind } from '../match/match.ts';
import type { Figures } from '../report/figures.ts';
import type { JudgementScope, Judgements, Verdict } from '../report/judgement.ts';
import type { Span } from '../text/span.ts';

/** Across contexts, failure is data: the reasons are a closed set. */
export type Result<T, R extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: R };

/** What can go wrong with any message: nobody answers (a browser page, an old content script), or the door refused it. */
export type Undelivered = 'unreachable' | 'bad-message';

/** One kind of message: what is said, what is answered, and the reasons for which it may be refused. */
export interface Exchange<Ask, Reply, Reason extends string = never> {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly reason: Reason;
}

/** One life of a document in a frame: a random id that its content script makes when it starts. */
export type PageId = string;

/** Which match is meant: the frame, the part of its text, the scan that found it and the match's place in that part. */
export interface MatchRef {
  readonly frame: number;
  readonly part: number;
  readonly scan: number;
  readonly index: number;
}

/** A page's text is checked in parts of at most this many UTF-16 units: a message of a million blocks its sender for 0.1 s. */
export const MAX_PART_LENGTH = 200_000;

// ── tab → background ────────────────────────────────────────────────────────────────────────────────────────────────

/** A content script has started (or came back from the back/forward cache). Answer: is it on here, and how marks look. */
export interface Hello {
  readonly page: PageId;
  /** `document.contentType`: tells the PDF viewer from a page. */
  readonly type?: string;
}

/** Whether the page is to be checked, and how its marks look. */
export interface HelloReply {
  readonly on: boolean;
  /** Underline and colour preset of the marks. */
  readonly style: string;
  /** Whether ticks at the scrollbar show where marks are. */
  readonly ticks: boolean;
}

/** Check this part of the page's text. Parts with a number of `parts` or more no longer exist. */
export interface CheckPart {
  readonly page: PageId;
  /** Grows with every message of this page; the reply carries it, and replies to text that has changed since are dropped. */
  readonly scan: number;
  readonly part: number;
  readonly parts: number;
  /** Where the part stands among the page's parts: grows along the page, need not be whole. Without it: by their numbers. */
  readonly order?: number;
  readonly text: string;
  /** Stretches of the text that stand in a block quotation; in order and disjoint. */
  readonly quotes?: readonly Span[];
  /** Of a page that has not said hello yet: it says so now. */
  readonly hello?: Omit<Hello, 'page'>;
}

/** What a tab needs to know of a match: what to mark, and by what to know it again. The rest stays in the background. */
export type MarkedMatch = Pick<Match, 'kind' | 'page' | 'best'>;

/** The literal matches of one part; spans are UTF-16 units of its text. */
export interface CheckReply {
  readonly scan: number;
  readonly part: number;
  readonly matches: readonly MarkedMatch[];
}

/** Answer to a part: its matches, and what was answered to the hello that came with it. */
export interface CheckPartReply extends CheckReply {
  readonly hello?: HelloReply;
}

/** Why a part was not checked. */
export type CheckFailure = 'off' | 'index-unreadable' | 'text-too-long' | 'bad-message';

/** This frame's document is going away (or into the back/forward cache, from which it says hello again). A top page's goes unsaid. */
export interface Gone {
  readonly page: PageId;
}

/** Which match a content script speaks of: its own page, so the frame need not be told. */
export interface OwnMatch {
  readonly page: PageId;
  readonly scan: number;
  readonly part: number;
  readonly index: number;
}

/** What the popover shows for a match: every line ready to be set as text, in the user's language. */
export interface MatchCard {
  readonly language: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: MatchKind;
  /** Buttons in the order in which they stand. `copy` puts its `text` on the clipboard and says `done` then. */
  readonly buttons: readonly CardButton[];
  readonly close: string;
}

/** A button of the card over a mark. */
export interface CardButton {
  readonly act: CardAct;
  readonly label: string;
  readonly text?: string;
  readonly done?: string;
}
/** What a button of the popover asks for. `copy` is done in the tab, the others by the background. */
export type CardAct = 'panel' | 'dismiss' | 'copy' | 'search';

/** A button of the popover was pressed (a trusted event: opening the panel needs the user's gesture). */
export interface Act extends OwnMatch {
  readonly act: Exclude<CardAct, 'copy'>;
  /** The page's words in the match, for the search engine. */
  readonly text: string;
}

/** Everything a content script may say. */
export interface FromTab {
  readonly hello: Exchange<Hello, HelloReply>;
  readonly 'check-part': Exchange<CheckPart, CheckPartReply, CheckFailure>;
  readonly gone: Exchange<Gone, null>;
  /** What the popover is to show for a match; `null` when the match is no longer known. */
  readonly describe: Exchange<OwnMatch, MatchCard | null>;
  readonly act: Exchange<Act, null, 'refused'>;
  /** The user has clicked this mark: the panel selects it. */
  readonly picked: Exchange<OwnMatch, null>;
}

// ── background → tab ────────────────────────────────────────────────────────────────────────────────────────────────

/** The switch or the style has changed. Off: unpaint and stop; on: start. */
export interface Switched extends HelloReply {}

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
}

/** Everything the background may say to a content script. Each is sent to one frame or to all frames of a tab. */
export interface ToTab {
  readonly switched: Exchange<Switched, null>;
  /** `false`: that match is no longer there. */
  readonly 'show-match': Exchange<ShowMatch, boolean>;
  readonly matches: Exchange<Matches, null>;
  /** `null`: there is no such part. */
  readonly 'read-part': Exchange<{ readonly part: number }, PartText | null>;
  /** Whose page is this? Tells a living frame from one that was removed. */
  readonly who: Exchange<Record<string, never>, PageId>;
}

// ── the extension's own pages → background ──────────────────────────────────────────────────────────────────────────

/** An essay as people are told of it. `place` is its place in the index, by which matches name it. */
export interface EssayCard extends Essay {
  readonly place: number;
}

/** A match as the panel lists it. */
export interface MatchView extends Verdict {
  /** Names the match among those of the tab. */
  readonly id: string;
  /** Its mark on the page; `null` where it is dismissed and so not marked. */
  readonly ref: MatchRef | null;
  readonly kind: MatchKind;
  readonly letters: number;
  readonly similarity: number;
  readonly essay: number;
  readonly source: Span;
  readonly also: readonly { readonly essay: number; readonly source: Span }[];
  readonly changes: readonly Change[];
  /** The page's words, cut short. */
  readonly excerpt: string;
  /** Where it stands in the page: Han letters before it and after its end, of all that were counted. */
  readonly from: number;
  readonly to: number;
}

/** Why a page shows no result. Closed set: each has its sentence in the locale files. */
export type PageState =
  | 'checked'
  | 'checking'
  | 'off' // switched off everywhere
  | 'off-here' // switched off on this site
  | 'browser-page' // pages of the browser and of extensions
  | 'browser-or-file' // one of those, or a file of this device: without access to files, Chromium does not tell
  | 'no-files' // a file of this device, and the user has not allowed access to files
  | 'store' // the browser's shop for extensions
  | 'pdf' // the built-in PDF viewer
  | 'canvas' // an editor that draws its text
  | 'no-access' // the user has withdrawn access to this site
  | 'reload' // open since before the installation
  | 'index-unreadable'
  | 'gone'; // no such tab

/** What checking the text that the user had selected gave. */
export interface SelectionView {
  /** The selected words, cut short. */
  readonly excerpt: string;
  readonly view: TextView;
}

/** All that popup and panel show of a tab. */
export interface PageView {
  readonly tab: number;
  readonly state: PageState;
  readonly title: string;
  /** Host or `file:`; `null` where there is no site. */
  readonly site: string | null;
  readonly on: boolean;
  readonly onHere: boolean;
  readonly figures: Figures;
  readonly matches: readonly MatchView[];
  readonly essays: readonly EssayCard[];
  /** Id of the match that was last shown or pointed at. */
  readonly current: string | null;
  /** The text that was checked from the context menu, until it is closed. */
  readonly selection: SelectionView | null;
  /** The match whose source the user last asked for on the page, and when (ms since 1970): the panel shows it beside its source. */
  readonly asked: { readonly id: string; readonly time: number } | null;
}

/**
 * One stretch of a match beside its source. `page` is the page's own text, punctuation and all; `source` the essay's
 * letters where their text is at hand, else only how many they are.
 */
export interface CompareStep {
  readonly kind: 'same' | 'replaced' | 'added' | 'missing';
  readonly page: string;
  readonly source: string | number;
  /** What the difference is, where it is known: a number, a name, a covered word. */
  readonly cause: Exclude<GapKind, 'replaced'> | null;
}

/** A match beside its source: letter by letter, or sentence by sentence where letters do not lie on each other. */
export interface Comparison {
  readonly match: MatchView;
  /** Empty where there is no letter-by-letter comparison: reworded passages. */
  readonly steps: readonly CompareStep[];
  /** The page's sentences of the match, in order. */
  readonly sentences: readonly string[];
}

/** A stretch of the page's text as it was checked, for the report. */
export interface ReportPiece {
  readonly text: string;
  /** Marked matches: the id by which the view names them, UTF-16 units of `text`; in order, disjoint. */
  readonly marks: readonly { readonly id: string; readonly page: Span }[];
}

/** What a report needs beside the view: the page's text, its address, and which index it was checked with. */
export interface ReportText {
  readonly url: string;
  /** Checksum of the index, in hexadecimal. */
  readonly index: string;
  readonly pieces: readonly ReportPiece[];
}

/** What checking a text of no tab gave. */
export interface TextView {
  readonly figures: Figures;
  /** In order, disjoint; UTF-16 units of the text. */
  readonly marks: readonly {
    readonly page: Span;
    readonly kind: MatchKind;
    readonly title: string;
    readonly heading: string;
  }[];
}

/** Everything that the popup, the panel, the options and the first-run page may ask of the background. */
export interface FromUi {
  readonly view: Exchange<{ readonly tab: number }, PageView>;
  /** The next or previous match: shown in the tab. `null` where there is none. */
  readonly step: Exchange<{ readonly tab: number; readonly by: 1 | -1 }, MatchRef | null>;
  /** Shows a match on its page; `false` where it is no longer there. */
  readonly show: Exchange<{ readonly tab: number; readonly id: string }, boolean>;
  readonly 'switch-site': Exchange<{ readonly tab: number; readonly on: boolean }, null>;
  /** `changed`: the page's text is no longer the one that was checked. */
  readonly compare: Exchange<{ readonly tab: number; readonly id: string }, Comparison, 'changed'>;
  /** The page's text for a report. `changed`: it is no longer the one that was checked. */
  readonly report: Exchange<{ readonly tab: number }, ReportText, 'changed'>;
  /** The result for the selected text is no longer wanted. */
  readonly 'close-selection': Exchange<{ readonly tab: number }, null>;
  /** Checks a text that the user typed or pasted into a page of ours; at most `MAX_PART_LENGTH` units. */
  readonly 'check-text': Exchange<{ readonly text: string }, TextView, 'index-unreadable'>;
  /** Not a match: this one, all of its essay, or all on its site. */
  readonly dismiss: Exchange<
    { readonly tab: number; readonly id: string; readonly scope: JudgementScope },
    null,
    'changed'
  >;
  /** Takes a judgement back. */
  readonly undo: Exchange<{ readonly judgement: string }, null>;
  /** Confirms a match with a note; `null` takes that back. */
  readonly confirm: Exchange<
    { readonly tab: number; readonly id: string; readonly note: string | null },
    null,
    'changed'
  >;
  /** Everything the user has said, for the options. */
  readonly judgements: Exchange<Record<string, never>, Judgements>;
  /** Adds what an export holds; the settings themselves are written by the options page. */
  readonly 'add-judgements': Exchange<Judgements, null>;
  readonly 'clear-judgements': Exchange<Record<string, never>, null>;
}

// ── background → the extension's own pages ──────────────────────────────────────────────────────────────────────────

/** Everything the background says to whichever of its pages are open. */
export interface ToUi {
  /** The results of this tab have changed: ask for the view again. */
  readonly changed: Exchange<{ readonly tab: number }, null>;
}
