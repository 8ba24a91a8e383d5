import type { Match } from '../match/match.ts';

/** Across contexts, failure is data: the reasons are a closed set. */
export type Result<T, R extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: R };

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

/** tab → background: a content script has started (or came back from the back/forward cache). Answer: is it on here, and how marks look. */
export interface Hello {
  readonly page: PageId;
}
export interface HelloReply {
  readonly on: boolean;
  /** Underline and colour preset of the marks. */
  readonly style: string;
}

/** tab → background: check this part of the page's text. Parts with a number of `parts` or more no longer exist. */
export interface CheckPart {
  readonly page: PageId;
  /** Grows with every message of this page; the reply carries it, and replies to text that has changed since are dropped. */
  readonly scan: number;
  readonly part: number;
  readonly parts: number;
  readonly text: string;
}
export interface CheckReply {
  readonly scan: number;
  readonly part: number;
  readonly matches: readonly Match[];
}
export type CheckFailure = 'off' | 'index-unreadable' | 'text-too-long' | 'bad-message';

/** tab → background: this document is going away. */
export interface Gone {
  readonly page: PageId;
}

/** background → tab: the switch or the style has changed. Off: unpaint and stop; on: start. */
export interface Switched extends HelloReply {}

/** background → tab: scroll to this match and flash it. */
export interface ShowMatch {
  readonly match: MatchRef;
}

/** background → tab: reworded matches of a part, later than the reply to `CheckPart`, with the same scan number. */
export type Reworded = CheckReply;
