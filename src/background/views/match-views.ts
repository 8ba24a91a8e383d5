import type { EssayRef } from '../../corpus/essay-ref.ts';
import type { MatchRef } from '../../messages/protocol/exchange.ts';
import type { MarkedMatch } from '../../messages/protocol/from-tab.ts';
import type { BadgeFacts } from '../../report/badge.ts';
import { essayCoverage } from '../../report/coverage.ts';
import { type Counts, type Figures, figuresOf } from '../../report/figures.ts';
import type { Verdict } from '../../report/judgement.ts';
import type { EssayCard, MatchView, TextView } from '../../report/page-view.ts';
import { unreadInText } from '../../report/unread.ts';
import { overlaps } from '../../text/span.ts';
import type { CheckedText, FoundMatch } from '../check/checker.ts';
import type { OpenIndexes } from '../indexes/registry.ts';
import type { FrameResult, PartResult, TabResult } from '../tabs/results.ts';

/** Looks up the verdict on a match, for the site of one tab. */
export type VerdictOf = (found: FoundMatch) => Verdict;

/** A match where it stands: its name in the tab, its mark (`null` where dismissed), letters of the tab before it. */
export interface PlacedMatch {
  readonly id: string;
  readonly ref: MatchRef | null;
  readonly frame: number;
  readonly part: number;
  readonly scan: number;
  /** The first scan that gave it. */
  readonly since: number;
  readonly found: FoundMatch;
  readonly verdict: Verdict;
  readonly from: number;
  /** Whether it stands in a field. */
  readonly inField: boolean;
  /** Where on its page it stands; `null` as long as the page has not told. */
  readonly context: PartResult['contexts'][number];
}

/** The matches of a part that are marked, in order. */
function markedOf(found: readonly FoundMatch[], verdictOf: VerdictOf): FoundMatch[] {
  return found.filter((each) => verdictOf(each).dismissed === null);
}

/** What the tab is told of the matches of a part: those that are marked, in order, and of each no more than marking needs. */
export function markedMatches(found: readonly FoundMatch[], verdictOf: VerdictOf): MarkedMatch[] {
  return markedOf(found, verdictOf).map(({ match: { kind, page, best } }) => ({ kind, page, best }));
}

// A match keeps its name when its part is checked anew: it is made of the passage, and not of where it stands in the list.
function namesIn(found: readonly FoundMatch[]): string[] {
  const seen = new Map<string, number>();
  return found.map(({ key }) => {
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return `${key}.${nth}`;
  });
}

function placePart(frame: number, part: number, result: PartResult, base: number, verdictOf: VerdictOf): PlacedMatch[] {
  let index = 0;
  const names = namesIn(result.found);
  return result.found.map((found, i) => {
    const verdict = verdictOf(found);
    const ref = verdict.dismissed === null ? { frame, part, scan: result.scan, index: index++ } : null;
    const id = `${frame}.${part}.${names[i]!}`;
    const { scan, since } = result;
    const inField = result.fields.some((field) => overlaps(field, found.match.page));
    const context = result.contexts[i] ?? null;
    return { id, ref, frame, part, scan, since, found, verdict, from: base + found.before, inField, context };
  });
}

/** The answered parts of a frame in page order, each with its number. */
export function inPageOrder(parts: FrameResult['parts']): { readonly result: PartResult; readonly part: number }[] {
  return parts
    .flatMap((result, part) => (result ? [{ result, part }] : []))
    .sort((a, b) => a.result.order - b.result.order);
}

/** All matches of a tab in page order, dismissed ones among them. */
export function placeMatches(tab: TabResult, verdictOf: VerdictOf): PlacedMatch[] {
  let base = 0;
  return tab.frames.flatMap(({ frame, parts }) =>
    inPageOrder(parts).flatMap(({ result, part }) => {
      const placed = placePart(frame, part, result, base, verdictOf);
      base += result.letters;
      return placed;
    }),
  );
}

function countsOf({ found, contexts, letters, mainLetters }: PartResult, verdictOf: VerdictOf): Counts {
  const matches = found.flatMap((each, i) => {
    if (verdictOf(each).dismissed !== null) return [];
    return [{ ...each.match, quoted: each.quoted, isMain: contexts[i]?.isMain ?? false }];
  });
  return { letters, mainLetters, matches, ignored: found.length - matches.length };
}

/** The figures of a tab over all its frames; what the user has dismissed does not count. */
export function figuresOfTab(tab: TabResult, verdictOf: VerdictOf): Figures {
  const parts = tab.frames.flatMap((frame) => frame.parts).filter((part) => part !== null);
  return figuresOf(parts.map((part) => countsOf(part, verdictOf)));
}

/** How much of an essay, 0–1, has to be on a page for the page to hold it as a whole: a title or a last line may be missing. */
const WHOLE = 0.9;

/** What the toolbar shows of a tab. */
export function badgeFactsOf(tab: TabResult, verdictOf: VerdictOf, indexes: OpenIndexes): BadgeFacts {
  const marked = placeMatches(tab, verdictOf)
    .filter(({ ref }) => ref !== null)
    .map(({ found: { match } }) => ({ ...match, essay: match.best.essay, source: match.best.source }));
  // Each essay once, however many matches it has: this runs at every change of a tab.
  const wholeEssay = [...new Set(marked.map(({ essay }) => essay))].some((ref) => {
    const essay = indexes.essay(ref);
    return essay !== undefined && essayCoverage({ ...essay, ref }, marked).share >= WHOLE;
  });
  return { figures: figuresOfTab(tab, verdictOf), compared: indexes.compared, wholeEssay };
}

/** A match as the panel lists it. */
export function viewOf({ id, found, verdict, from, inField, context }: PlacedMatch): MatchView {
  const { match, excerpt } = found;
  return {
    id,
    kind: match.kind,
    letters: match.letters,
    similarity: match.similarity,
    essay: match.best.essay,
    source: match.best.source,
    also: match.also,
    changes: match.changes,
    excerpt,
    heading: context?.heading ?? '',
    isMain: context?.isMain ?? null,
    from,
    to: from + match.letters,
    inField,
    ...verdict,
  };
}

/** What checking a text of no tab gave. */
export function textView(text: string, { letters, found }: CheckedText, indexes: OpenIndexes): TextView {
  const matches = found.map(({ match, quoted }) => ({ ...match, quoted }));
  return {
    figures: figuresOf([{ letters, matches }]),
    compared: indexes.compared,
    unread: unreadInText(text),
    marks: found.map(({ match }) => {
      const { title, heading } = indexes.essay(match.best.essay)!;
      return { page: match.page, kind: match.kind, title, heading };
    }),
  };
}

function cardOfEssay(ref: EssayRef, indexes: OpenIndexes): EssayCard | null {
  const essay = indexes.essay(ref);
  return essay ? { ...essay, ref, family: indexes.variantsOf(ref) } : null;
}

/** The essays that these matches name, and their families, as cards. */
export function cardsOf(placed: readonly PlacedMatch[], indexes: OpenIndexes): EssayCard[] {
  const cards = new Map<EssayRef, EssayCard>();
  // To read an essay's record costs more than all else here: a page may name the same essay a thousand times.
  const add = (ref: EssayRef) => {
    const card = cards.has(ref) ? null : cardOfEssay(ref, indexes);
    if (card) cards.set(ref, card);
  };
  for (const { found } of placed) for (const { essay } of [found.match.best, ...found.match.also]) add(essay);
  for (const { family } of [...cards.values()]) family.forEach(add);
  return [...cards.values()];
}
