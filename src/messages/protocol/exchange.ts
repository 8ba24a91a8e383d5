/** A result that is passed between contexts: failures are values with a closed set of reasons. */
export type Result<T, R extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: R };

/**
 * Reasons that any message may fail for: no context answers (a browser page, an old content script), validation refused it, or its
 * tab has sent too many that are not answered yet.
 */
export type Undelivered = 'unreachable' | 'bad-message' | 'busy';

/** A kind of message: its body, its reply, and the reasons for which it may be refused. */
export interface Exchange<Ask, Reply, Reason extends string = never> {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly reason: Reason;
}

/** Identifies a document in a frame from the start of its content script on: a random id that the script makes. */
export type PageId = string;

/** Names a match: the frame, the part of its text, the scan that found it, and the index of the match in that part. */
export interface MatchRef {
  readonly frame: number;
  readonly part: number;
  readonly scan: number;
  readonly index: number;
}

/** Most UTF-16 units of a part of a page's text: a message with a million blocks its sender for 0.1 s. */
export const MAX_PART_LENGTH = 200_000;

/**
 * Most parts of a page. A page of 100 million characters has this many if its parts are only half filled, which happens when no
 * paragraph fits into the other half. Text beyond that is not checked.
 */
export const MAX_PARTS = 8_000;
