/** What the user says of an essay of the library; `''` for what is not known. */
export interface EssayFacts {
  readonly title: string;
  readonly author: string;
  /** As the user writes it; where it begins with four digits they are the year. */
  readonly date: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly note: string;
}

/** An essay of the library, without its text. Plain JSON. */
export interface LibraryEssay extends EssayFacts {
  /** Never changes, and is never given to another essay: judgements name it. */
  readonly id: string;
  /** The id of its collection. */
  readonly collection: string;
  /** When it was added, in ms since 1970. */
  readonly added: number;
  /** Its Han letters, and all its UTF-16 units. */
  readonly letters: number;
  readonly characters: number;
  /** Names its letters (see `digestOf`): two essays with the same one are the same essay. */
  readonly digest: string;
  /** The segment that searches find it in; `null` before it was indexed. */
  readonly segment: string | null;
  /** 1 where it still has to be indexed, anew or for the first time. A number, as a database cannot index true and false. */
  readonly pending: 0 | 1;
}

/** An essay as it comes in. */
export interface NewEssay extends EssayFacts {
  readonly text: string;
}

/** A named part of the library. Plain JSON. */
export interface Collection {
  readonly id: string;
  readonly name: string;
  /** When it was made, in ms since 1970. */
  readonly made: number;
  /** Whether pages are compared with it. */
  readonly on: boolean;
  /** Whether its essays are the user's own: what they match is listed apart and does not count in the share of a page. */
  readonly mine: boolean;
}

/** A part of a collection's index, as it is stored: an index file, and which of its essays do not count any more. */
export interface Segment {
  readonly key: string;
  readonly collection: string;
  /** Bytes of an index file (src/corpus/format.ts). */
  readonly bytes: ArrayBuffer;
  /** Essays and letters in the file, those that do not count among them. */
  readonly essays: number;
  readonly letters: number;
  /** Ids of essays that were deleted, or stand in a newer segment. */
  readonly dead: readonly string[];
}

/** A segment that is to be stored: all of its essays count. */
export type NewSegment = Omit<Segment, 'key' | 'dead'>;

/** Longest text of an essay, in UTF-16 units: a page's check of it stays within one message (see `MAX_PART_LENGTH`). */
export const MAX_ESSAY_LENGTH = 200_000;

/** Fewest letters of an essay: a match needs 20 letters, so a shorter one can never be found. */
export const LEAST_ESSAY_LETTERS = 20;
