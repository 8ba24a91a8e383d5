import { type EssayRef, essayRef } from '../corpus/essay-ref.ts';
import { type EssayRow, sourceOffset } from '../corpus/essay-row.ts';
import { SURPRISAL_MASK } from '../corpus/format.ts';
import type { Index } from '../corpus/loaded-index.ts';
import { type Alignment, boundsOf, similarityOf } from '../match/alignment.ts';
import type { Evidence, Thresholds } from '../match/evidence.ts';
import { checkLiterally, type LiteralCheck } from '../match/literal-check.ts';
import type { GradedCandidate } from '../match/select.ts';

/**
 * Number of bits below which a letter counts as stock wording: it could be guessed from the preceding letters in more than one of
 * four cases.
 */
const STOCK_BITS = 2;
/** Most candidates below the threshold that are shown, strongest first. They suffice to see why a page is not marked. */
const NEAR_MISSES = 10;
/** Longest excerpt of the page for a candidate, in UTF-16 units. */
const EXCERPT = 60;

const plain = ({ bits, letters }: Evidence): string => `${Math.round(bits)} bits, ${letters} letters`;

function excerpt({ text, letters }: LiteralCheck, alignment: Alignment): string {
  const { page, pageEnd } = boundsOf(alignment);
  const whole = text.slice(letters.at[page]!, letters.at[pageEnd - 1]! + 1).replace(/\s+/g, ' ');
  return whole.length <= EXCERPT ? whole : `${whole.slice(0, EXCERPT / 2)} … ${whole.slice(-EXCERPT / 2)}`;
}

function stockShare({ letterFacts }: EssayRow, alignment: Alignment): number {
  let stock = 0;
  let all = 0;
  for (const { corpus, length } of alignment) {
    for (let i = corpus; i < corpus + length; i++) if ((letterFacts[i]! & SURPRISAL_MASK) < STOCK_BITS) stock++;
    all += length;
  }
  return stock / all;
}

/** The runs of shared shingles inside an alignment, as `letters@page→corpus`. */
function seedsOf({ runs }: LiteralCheck, alignment: Alignment): string[] {
  const b = boundsOf(alignment);
  return runs.page.flatMap((page, i) => {
    const corpus = runs.corpus[i]!;
    const inside = page >= b.page && page < b.pageEnd && corpus >= b.corpus && corpus < b.corpusEnd;
    return inside ? [`${runs.length[i]}@${page}→${corpus}`] : [];
  });
}

function chainOf(alignment: Alignment): string {
  return alignment.map(({ page, corpus, length }) => `${length}@${page}→${corpus}`).join(' ');
}

function reasonOf({ grade, evidence, group }: GradedCandidate, { alone, together, beside }: Thresholds): string {
  if (grade === 'alone') return `kept: enough alone (needs ${plain(alone)})`;
  const beneath = `its group of the same essay close by has ${plain(group)} (needs ${plain(together)}, each ${plain(beside)})`;
  return grade === 'together'
    ? `kept: ${beneath}`
    : `not kept: ${plain(evidence)} of ${plain(alone)} alone; ${beneath}`;
}

function refOf({ essays }: EssayRow, place: number): EssayRef {
  const { index, record } = essays[place]!;
  return essayRef(index.name, record.id);
}

function explainOne(check: LiteralCheck, one: GradedCandidate): string {
  const { row, letters } = check;
  const { page, pageEnd, corpus, corpusEnd } = boundsOf(one.alignment);
  const essay = row.essays[one.essay]!.record;
  return [
    `${one.grade === 'weak' ? 'near miss' : 'match'} ${letters.at[page]}–${letters.at[pageEnd - 1]! + 1} «${excerpt(check, one.alignment)}»`,
    `  essay ${refOf(row, one.essay)} ${essay.heading}, ${sourceOffset(row, corpus)}–${sourceOffset(row, corpusEnd - 1) + 1} of ${essay.document}`,
    `  seeds (letters@page→corpus): ${seedsOf(check, one.alignment).join(' ')}`,
    `  aligned blocks: ${chainOf(one.alignment)}; similarity ${similarityOf(one.alignment).toFixed(2)}`,
    `  evidence ${plain(one.evidence)}; stock share ${stockShare(row, one.alignment).toFixed(2)}`,
    `  ${reasonOf(one, check.thresholds)}`,
    ...(one.also.length > 0 ? [`  also in ${one.also.map((other) => refOf(row, other.essay)).join(', ')}`] : []),
  ].join('\n');
}

/**
 * Explains why a text is marked as it is: for each match, and for the strongest candidates below the threshold, the seeds, the
 * alignment, the evidence, the share of stock wording and the threshold that decided. Letters are counted from 0, in the page and
 * in the row of the corpus.
 */
export function explain(id: string, text: string, indexes: readonly Index[]): string {
  const check = checkLiterally(text, indexes);
  const misses = check.graded.filter(({ grade }) => grade === 'weak');
  const shown = new Set(misses.sort((a, b) => b.evidence.bits - a.evidence.bits).slice(0, NEAR_MISSES));
  const parts = check.graded
    .filter((one) => one.grade !== 'weak' || shown.has(one))
    .map((one) => explainOne(check, one));
  const head = `${id}: ${check.runs.page.length} seeds, ${check.candidates.length} candidates, ${parts.length} shown`;
  return [head, ...parts].join('\n');
}
