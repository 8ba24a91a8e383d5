/** What an index knows of an essay: facts, never its text. Offsets are UTF-16 units in the document's file. */
export interface EssayRecord {
  /** Document number and ordinal, such as `002/7`; no two essays of an index have the same. */
  readonly id: string;
  /** The document's name: of a file its name, of a line of JSON its id. */
  readonly document: string;
  /** The document's title. */
  readonly title: string;
  /** The essay's own heading or, where there is none, 第 n 篇. */
  readonly heading: string;
  /** Publisher and date as the document states them; empty where it does not. */
  readonly publisher: string;
  readonly date: string;
  /** The document's address; empty where it is not known. */
  readonly url: string;
  /** Kind of text, in the words of the builder of the index; empty if it was not given. */
  readonly kind: string;
  /** The year it was published, 0 where it is not known. */
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

/** An essay as a reader of the index sees it. */
export interface Essay extends EssayRecord {
  /** Its number of letters. */
  readonly letters: number;
  /** Ordinals in the index of the essays that are variants of this one. */
  readonly family: readonly number[];
}
