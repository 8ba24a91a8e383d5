import type { Essay } from '../corpus/essay.ts';
import type { EssayRef } from '../corpus/essay-ref.ts';
import type { Change, MatchKind, SourcePlace } from '../match/match.ts';
import type { Span } from '../text/span.ts';
import type { ComparedWith } from './compared.ts';
import type { Figures } from './figures.ts';
import type { Verdict } from './judgement.ts';
import type { UnreadPart } from './unread.ts';

/** An essay as people are told of it. */
export interface EssayCard extends Omit<Essay, 'family'> {
  /** Its durable name, by which matches name it. */
  readonly ref: EssayRef;
  /** The essays of its index that are variants of it. */
  readonly family: readonly EssayRef[];
}

/** A match as the panel lists it. */
export interface MatchView extends Verdict {
  /** Names the match among those of the tab. */
  readonly id: string;
  readonly kind: MatchKind;
  readonly letters: number;
  readonly similarity: number;
  readonly essay: EssayRef;
  readonly source: Span;
  readonly also: readonly SourcePlace[];
  readonly changes: readonly Change[];
  /** The page's words, cut short. */
  readonly excerpt: string;
  /** The nearest heading before it on the page, cut short; empty where there is none, or the page has not told. */
  readonly heading: string;
  /** Whether it stands in the page's main text; `null` as long as the page has not told. */
  readonly isMain: boolean | null;
  /** Where it stands in the page: Han letters before it and after its end, of all that were counted. */
  readonly from: number;
  readonly to: number;
  /** Whether it stands in a typed-in field, where no mark can be painted. */
  readonly inField: boolean;
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
  /** Names the document of the top frame: another one has another name. `null` where nothing is known of it. */
  readonly page: string | null;
  readonly state: PageState;
  readonly title: string;
  /** Host or `file:`; `null` where there is no site. */
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
  /** The match whose source the user last asked for on the page, and when (ms since 1970): the panel shows it beside its source. */
  readonly asked: { readonly id: string; readonly time: number } | null;
}

/** What checking a text of no tab gave. */
export interface TextView {
  readonly figures: Figures;
  readonly compared: ComparedWith;
  /** What of the text could not be compared with anything. */
  readonly unread: readonly UnreadPart[];
  /** In order, disjoint; UTF-16 units of the text. */
  readonly marks: readonly {
    readonly page: Span;
    readonly kind: MatchKind;
    readonly title: string;
    readonly heading: string;
  }[];
}
