import { SURPRISAL_MASK } from '../../src/corpus/format.ts';
import type { Index } from '../../src/corpus/loaded-index.ts';
import { boundsOf } from '../../src/match/alignment.ts';
import type { Evidence, Thresholds } from '../../src/match/evidence.ts';
import { checkLiterally, type LiteralCheck } from '../../src/match/literal-check.ts';
import type { GradedCandidate } from '../../src/match/select.ts';
import { overlaps, type Span } from '../../src/text/span.ts';
import type { LabelledPage } from './labelled-pages.ts';

/** A disjoint candidate of a labelled page, kept or not. */
export interface Measured {
  readonly page: LabelledPage;
  /** UTF-16 units of the page. */
  readonly span: Span;
  /** Whether it meets a passage that was planted. */
  readonly planted: boolean;
  readonly evidence: Evidence;
  /** The evidence of its group: itself and the candidates of the same essay close by. */
  readonly group: Evidence;
  /** For each block the surprisal of its letters as the index stores it; none where the candidate is a quotation. */
  readonly blocks: readonly Uint8Array[];
}

/** Thresholds that every candidate with any evidence passes. */
const ANY: Evidence = { bits: 1, letters: 1 };
const EVERYTHING: Thresholds = { alone: ANY, together: ANY, beside: ANY };

function measured(page: LabelledPage, { letters, row }: LiteralCheck, graded: GradedCandidate): Measured {
  const bounds = boundsOf(graded.alignment);
  const span = { start: letters.at[bounds.page]!, end: letters.at[bounds.pageEnd - 1]! + 1 };
  return {
    page,
    span,
    planted: page.truth.some((planted) => overlaps(planted, span)),
    evidence: graded.evidence,
    group: graded.group,
    blocks: graded.alignment.map(({ corpus, length }) =>
      row.letterFacts.slice(corpus, corpus + length).map((facts) => facts & SURPRISAL_MASK),
    ),
  };
}

/** Every disjoint candidate of the pages that has any evidence at all. */
export function measure(pages: readonly LabelledPage[], index: Index): Measured[] {
  return pages.flatMap((page) => {
    const check = checkLiterally(page.text, [index], EVERYTHING);
    return check.graded.map((graded) => measured(page, check, graded));
  });
}
