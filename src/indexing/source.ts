/** A line of a document, named by its number and a hash of its words, so that a document that has changed is noticed. */
export interface LineAnchor {
  /** Counts from 1; blank lines count. */
  readonly line: number;
  /** `LineHash` of the line. */
  readonly hash: string;
}

/** How a document is cut into essays. A pattern is the source of a regular expression (flag `u`) that is tested on a trimmed line. */
export interface Cut {
  /** A line that fits one of these patterns heads the essay below it. */
  readonly headings: readonly string[];
  /** The first lines of essays that have no heading. */
  readonly starts: readonly LineAnchor[];
  /** A line that fits one of these patterns belongs to no essay and ends the essay above it. */
  readonly boilerplate: readonly string[];
  /** In each of these lines the essay ends before the words `from`; they and the rest of the line are boilerplate. */
  readonly tails: readonly (LineAnchor & { readonly from: string })[];
}

/** What is known of one document, and how it is cut into essays. Facts that nobody knows are `''`. */
export interface Source {
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly date: string;
  /** What kind of text its essays are, in words for people. */
  readonly kind: string;
  /** The year the essays are from, where the date is that of a later copy or missing; else 0. */
  readonly year: number;
  /** The number of essays that a careful reader finds; the cut must give as many. */
  readonly essays: number;
  readonly cut: Cut;
}

/** Sources by the file name of their document. */
export type Sources = Readonly<Record<string, Source>>;

/** Eight hexadecimal digits of the SHA-256 of a line's trimmed text. Passed in, because Node and browsers compute it differently. */
export type LineHash = (text: string) => string;
