import type { MatchRef } from '../messages/protocol/exchange.ts';
import type { Matches, PartText, UnreadSurvey } from '../messages/protocol/to-tab.ts';
import type { BadgeFacts } from '../report/badge.ts';
import type { CardFacts } from '../report/card.ts';
import type { MatchCard } from '../report/match-card.ts';
import type { Settings } from '../store/settings.ts';
import type { LiteralMatcher, RewordedMatcher } from './check/checker.ts';
import type { OpenedIndexes } from './indexes/registry.ts';
import type { TabFacts } from './tabs/page-state.ts';

/** What the service needs of the browser and of the stores; the entrypoint supplies it, a test stands in for it. */
export interface Environment {
  /** The indexes that are searched now. */
  readonly openIndexes: () => Promise<OpenedIndexes>;
  readonly matchLiterally: LiteralMatcher;
  readonly matchReworded: RewordedMatcher;
  /** The settings as they hold in an ordinary or a private window. */
  readonly settings: (inPrivate: boolean) => Promise<Settings>;
  /** What the browser says of a tab; `null` where there is no such tab. */
  readonly factsOf: (tab: number) => Promise<TabFacts | null>;
  /** Gives a frame that has just made the handshake the marks' style. */
  readonly styleFrame: (tab: number, frame: number, style: string) => void;
  /** Shows a tab's figures at the toolbar; `null` where the page is not checked. */
  readonly showBadge: (tab: number, facts: BadgeFacts | null) => void;
  /** The words of the popover for a match. */
  readonly cardOf: (facts: CardFacts) => Promise<MatchCard>;
  /** Opens the panel beside a tab. Called in the very turn of the user's gesture. */
  readonly openPanel: (tab: number) => void;
  /** Asks the user's search engine for a passage, in a tab of its own in this tab's window: a private one stays so. */
  readonly searchWeb: (tab: number, passage: string) => Promise<void>;
  /** Has all frames of a tab send their text anew. `forced`: although pages are not checked on its site. */
  readonly recheck: (tab: number, forced: boolean) => void;
  readonly tellTab: TellTab;
  /** Tells the extension's open pages that a tab's results have changed. */
  readonly tellPages: (tab: number) => void;
}

/** The few things the service says to content scripts. */
export interface TellTab {
  readonly show: (tab: number, match: MatchRef, open: boolean) => Promise<boolean>;
  /** The text of a part as the page last sent it; `null` where it is gone. */
  readonly readPart: (tab: number, frame: number, part: number) => Promise<PartText | null>;
  /** The matches of a part anew. */
  readonly matches: (tab: number, frame: number, news: Matches) => void;
  /** Has the page say when what is selected in it is selected no longer. */
  readonly watchSelection: (tab: number) => void;
  /** What of the page in this frame cannot be read; `null` where another page is there, or none. */
  readonly survey: (tab: number, frame: number, page: string) => Promise<UnreadSurvey | null>;
  /** Whether the page in this frame is still the one we know. */
  readonly lives: (tab: number, frame: number, page: string) => Promise<boolean>;
}
