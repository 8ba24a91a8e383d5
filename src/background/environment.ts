import type { EssayRef } from '../corpus/essay-ref.ts';
import type { MatchRef } from '../messages/protocol/exchange.ts';
import type { Matches, PartText, UnreadSurvey } from '../messages/protocol/to-tab.ts';
import type { BadgeFacts } from '../report/badge.ts';
import type { CardFacts } from '../report/card.ts';
import type { MatchCard } from '../report/match-card.ts';
import type { Settings } from '../store/settings.ts';
import type { LiteralMatcher, RewordedMatcher } from './check/checker.ts';
import type { OpenedIndexes } from './indexes/registry.ts';
import type { TabFacts } from './tabs/page-state.ts';

/** What the service needs of the browser and of the stores. The entrypoint supplies it; tests supply a substitute. */
export interface Environment {
  /** Opens the indexes that are searched at present. */
  readonly openIndexes: () => Promise<OpenedIndexes>;
  /** Those of them that are open or are opened at once: the first marks do not wait for a large library. */
  readonly openReadyIndexes: () => Promise<OpenedIndexes>;
  /** The text of an essay where the user has it in the library; `null` for others, and where it cannot be read. */
  readonly textOf: (essay: EssayRef) => Promise<string | null>;
  /** Reads library and packs anew, and has open pages checked anew. */
  readonly libraryChanged: () => Promise<void>;
  /**
   * Opens the library page with a text of a tab's page, or with what is selected on it where `text` is `null`. `false` if that is empty.
   */
  readonly takeToLibrary: (tab: number, text: string | null) => Promise<boolean>;
  /** Begins to look after the subscription to this address; with null after those that are due. */
  readonly updatePacks: (address: string | null) => void;
  readonly matchLiterally: LiteralMatcher;
  readonly matchReworded: RewordedMatcher;
  /** The settings that apply in an ordinary or a private window. */
  readonly settings: (inPrivate: boolean) => Promise<Settings>;
  /** What the browser reports of a tab; `null` if there is no such tab. */
  readonly factsOf: (tab: number) => Promise<TabFacts | null>;
  /** Gives the style of marks to a frame. Does not wait until the frame has it. */
  readonly styleFrame: (tab: number, frame: number, style: string) => void;
  /** Shows a tab's figures on the toolbar button; `null` where the page is not checked. */
  readonly showBadge: (tab: number, facts: BadgeFacts | null) => void;
  /** The texts of the popover for a match. */
  readonly cardOf: (facts: CardFacts) => Promise<MatchCard>;
  /** Opens the panel beside a tab. It has to be called in the turn of the user's gesture. */
  readonly openPanel: (tab: number) => void;
  /**
   * Searches the web for a passage with the user's search engine, in a new tab of this tab's window, so that a private window
   * stays private.
   */
  readonly searchWeb: (tab: number, passage: string) => Promise<void>;
  /**
   * Has all frames of a tab send their text again. Resolves when it has been told so.
   * @param forced whether its page is checked although the extension is off on its site
   */
  readonly recheck: (tab: number, forced: boolean) => Promise<void>;
  /** Has the browser start the background again should it be stopped, even where nothing else happens; with false no longer. */
  readonly wakeUp: (on: boolean) => Promise<void>;
  readonly tellTab: TellTab;
  /** Notifies the extension's open pages that a tab's results have changed. */
  readonly tellPages: (tab: number) => void;
}

/** The messages of the service to content scripts. */
export interface TellTab {
  /**
   * Scrolls to a match. Resolves with whether the page still has it.
   * @param open whether its popover is opened
   */
  readonly show: (tab: number, match: MatchRef, open: boolean) => Promise<boolean>;
  /** The text of a part as the page last sent it; `null` where the page no longer has it. */
  readonly readPart: (tab: number, frame: number, part: number) => Promise<PartText | null>;
  /** Replaces the matches of a part. */
  readonly matches: (tab: number, frame: number, news: Matches) => void;
  /** Has the page report when its present selection ends. */
  readonly watchSelection: (tab: number) => void;
  /** What of the page in this frame cannot be read; `null` where the frame is gone or has another page. */
  readonly survey: (tab: number, frame: number, page: string) => Promise<UnreadSurvey | null>;
  /** Whether the frame still has this page. */
  readonly lives: (tab: number, frame: number, page: string) => Promise<boolean>;
}
