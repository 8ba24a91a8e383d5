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

/**
 * A page has at most this many parts: so many as a page of 100 million characters has when its parts are only half filled, which
 * is when no paragraph fits into what is left of one. Beyond that it is no page, and the rest is not checked.
 */
export const MAX_PARTS = 8_000;
