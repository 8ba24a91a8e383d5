import type { Span } from '../text/span.ts';
import type { ComparedWith } from './compared.ts';

/** A stretch of the page's text as it was checked, for reports. */
export interface ReportPiece {
  readonly text: string;
  /** Spans of `text` in the page's main text, ascending and disjoint; `null` where the main text is not known. */
  readonly main: readonly Span[] | null;
  /**
   * All matches, including ignored ones: the id of each in the view, and its span in UTF-16 units of `text`; ascending and
   * disjoint.
   */
  readonly marks: readonly { readonly id: string; readonly page: Span }[];
}

/** What a report needs in addition to the view: the page's text, its address, and what it was compared with. */
export interface ReportText {
  readonly url: string;
  /** What the page was compared with. */
  readonly compared: ComparedWith;
  readonly pieces: readonly ReportPiece[];
}
