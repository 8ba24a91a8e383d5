import type { Essay } from '../../corpus/essay.ts';
import type { GapKind } from '../../match/blocks.ts';
import type { Change, MatchKind } from '../../match/match.ts';
import type { Figures } from '../../report/figures.ts';
import type { JudgementScope, Judgements, Verdict } from '../../report/judgement.ts';
import type { Span } from '../../text/span.ts';
import type { Exchange, MatchRef } from './exchange.ts';

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
