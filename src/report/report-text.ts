import type { Span } from '../text/span.ts';
import type { ComparedWith } from './compared.ts';

/** A stretch of the page's text as it was checked, for the report. */
export interface ReportPiece {
  readonly text: string;
  /** The stretches of `text` that belong to the page's main text, in order and disjoint; `null` where that is not known. */
  readonly main: readonly Span[] | null;
  /** All matches, ignored ones among them: the id by which the view names them, UTF-16 units of `text`; in order, disjoint. */
  readonly marks: readonly { readonly id: string; readonly page: Span }[];
}

/** What a report needs beside the view: the page's text, its address, and which index it was checked with. */
export interface ReportText {
  readonly url: string;
  /** What the page was compared with. */
  readonly compared: ComparedWith;
  readonly pieces: readonly ReportPiece[];
}
