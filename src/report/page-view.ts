import type { Essay } from '../corpus/essay.ts';
import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Change, MatchKind, SourcePlace } from '../match/match.ts';
import type { Span } from '../text/span.ts';
import type { ComparedWith } from './compared.ts';
import type { Figures } from './figures.ts';
import type { Verdict } from './judgement.ts';
import type { UnreadPart } from './unread.ts';

/** An essay for display. */
export interface EssayCard extends Omit<Essay, 'family'> {
  /** Its durable reference, by which matches name it. */
  readonly ref: EssayRef;
  /** Name of the library's collection that it belongs to; `''` for shipped essays. */
  readonly collection: string;
  /** Its variants in the same index. */
  readonly family: readonly EssayRef[];
}

/** A match as the panel lists it. */
export interface MatchView extends Verdict {
  /** Identifies the match among those of the tab. */
  readonly id: string;
  readonly kind: MatchKind;
  readonly letters: number;
  readonly similarity: number;
  readonly essay: EssayRef;
  readonly source: Span;
  readonly also: readonly SourcePlace[];
  readonly changes: readonly Change[];
  /** The beginning of the matched text on the page. */
  readonly excerpt: string;
  /** Whether its essay is one of the user's own: then it is listed apart, and no figure but `own` counts it. */
  readonly own: boolean;
  /** The nearest heading before it on the page, shortened; empty if there is none or the page has not sent it yet. */
  readonly heading: string;
  /** Whether it is in the page's main text; `null` until the page has sent that. */
  readonly isMain: boolean | null;
  /** Its position on the page: the number of counted Han letters before it, and before its end. */
  readonly from: number;
  readonly to: number;
  /** Whether it is in a field, where no mark can be painted. */
  readonly inField: boolean;
}

/** The state of a tab. Every state except `checked` has a sentence in the locale files. */
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

/** The result of checking the text that the user had selected. */
export interface SelectionView {
  /** The beginning of the selected text. */
  readonly excerpt: string;
  readonly view: TextView;
}

/** All that popup and panel show of a tab. */
export interface PageView {
  readonly tab: number;
  /** Id of the document in the top frame; `null` if it is not known. */
  readonly page: string | null;
  readonly state: PageState;
  readonly title: string;
  /** Host or `file:`; `null` if the page belongs to no site. */
  readonly site: string | null;
  readonly on: boolean;
  readonly onHere: boolean;
  readonly figures: Figures;
  /** What the page was compared with; `null` where the index cannot be read. */
  readonly compared: ComparedWith | null;
  readonly matches: readonly MatchView[];
  readonly essays: readonly EssayCard[];
  /** What of the page could not be read, and so was compared with nothing. */
  readonly unread: readonly UnreadPart[];
  /** Id of the match that was last shown or pointed at. */
  readonly current: string | null;
  /** The text that was checked from the context menu, until it is closed. */
  readonly selection: SelectionView | null;
  /**
   * The match whose source the user last requested on the page, and the time in ms since 1970; the panel shows it beside its
   * source.
   */
  readonly asked: { readonly id: string; readonly time: number } | null;
}

/** The result of checking a text that belongs to no tab. */
export interface TextView {
  readonly figures: Figures;
  readonly compared: ComparedWith;
  /** What of the text could not be compared with anything. */
  readonly unread: readonly UnreadPart[];
  /** The marks in UTF-16 units of the text, ascending and disjoint. */
  readonly marks: readonly {
    readonly page: Span;
    readonly kind: MatchKind;
    readonly title: string;
    readonly heading: string;
    /** Whether the essay is one of the user's own. */
    readonly own: boolean;
  }[];
}
