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

/** Returns the verdict on a match, for the site of one tab. */
export type VerdictOf = (found: FoundMatch) => Verdict;

/** A match with its place in a tab. */
export interface PlacedMatch {
  /** Its id in the tab. It stays the same when the part is checked again. */
  readonly id: string;
  /** Its name for the content script; `null` where the user has dismissed it. */
  readonly ref: MatchRef | null;
  readonly frame: number;
  readonly part: number;
  readonly scan: number;
  /** The first scan that found it. */
  readonly since: number;
  readonly found: FoundMatch;
  readonly verdict: Verdict;
  /** Letters of the tab before it. */
  readonly from: number;
  /** Whether it is in the value of a field. */
  readonly inField: boolean;
  /** Its heading and whether it is in the main text; `null` until the page has sent them. */
  readonly context: PartResult['contexts'][number];
}

/** The matches of a part that are marked, in order. */
function markedOf(found: readonly FoundMatch[], verdictOf: VerdictOf): FoundMatch[] {
  return found.filter((each) => verdictOf(each).dismissed === null);
}

/** The matches of a part that the tab marks, in order, with only the properties that marking needs. */
export function markedMatches(found: readonly FoundMatch[], verdictOf: VerdictOf): MarkedMatch[] {
  return markedOf(found, verdictOf).map(({ match: { kind, page, best } }) => ({ kind, page, best }));
}

// The id of a match is made from the passage instead of its place in the list, so it stays the same when its part is checked
// again.
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

/** All matches of a tab in page order, including dismissed ones. */
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
    return [{ ...each.match, quoted: each.quoted, own: each.own, isMain: contexts[i]?.isMain ?? false }];
  });
  return { letters, mainLetters, matches, ignored: found.length - matches.length };
}

/** The figures of a tab over all its frames, without dismissed matches. */
export function figuresOfTab(tab: TabResult, verdictOf: VerdictOf): Figures {
  const parts = tab.frames.flatMap((frame) => frame.parts).filter((part) => part !== null);
  return figuresOf(parts.map((part) => countsOf(part, verdictOf)));
}

/**
 * Least share of an essay, 0–1, that a page has to contain to count as containing the whole essay: its title or last line may be
 * missing.
 */
const WHOLE = 0.9;

/** What the toolbar button shows of a tab. */
export function badgeFactsOf(tab: TabResult, verdictOf: VerdictOf, indexes: OpenIndexes): BadgeFacts {
  const marked = placeMatches(tab, verdictOf)
    .filter(({ ref, found }) => ref !== null && !found.own)
    .map(({ found: { match } }) => ({ ...match, essay: match.best.essay, source: match.best.source }));
  // Each essay once, however many matches it has, as this runs at every change of a tab.
  const wholeEssay = [...new Set(marked.map(({ essay }) => essay))].some((ref) => {
    const essay = indexes.essay(ref);
    return essay !== undefined && essayCoverage({ ...essay, ref }, marked).share >= WHOLE;
  });
  return { figures: figuresOfTab(tab, verdictOf), compared: indexes.compared, wholeEssay };
}

/** A match as the panel lists it. */
export function viewOf({ id, found, verdict, from, inField, context }: PlacedMatch): MatchView {
  const { match, excerpt, own } = found;
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
    own,
    heading: context?.heading ?? '',
    isMain: context?.isMain ?? null,
    from,
    to: from + match.letters,
    inField,
    ...verdict,
  };
}

/** The result of checking a text that belongs to no tab. */
export function textView(text: string, { letters, found }: CheckedText, indexes: OpenIndexes): TextView {
  const matches = found.map(({ match, quoted, own }) => ({ ...match, quoted, own }));
  return {
    figures: figuresOf([{ letters, matches }]),
    compared: indexes.compared,
    unread: unreadInText(text),
    marks: found.map(({ match, own }) => {
      const { title, heading } = indexes.essay(match.best.essay)!;
      return { page: match.page, kind: match.kind, title, heading, own };
    }),
  };
}

function cardOfEssay(ref: EssayRef, indexes: OpenIndexes): EssayCard | null {
  const essay = indexes.essay(ref);
  if (!essay) return null;
  return { ...essay, ref, collection: indexes.collectionOf(ref), family: indexes.variantsOf(ref) };
}

/** Cards of the essays that these matches name, and of their families. */
export function cardsOf(placed: readonly PlacedMatch[], indexes: OpenIndexes): EssayCard[] {
  const cards = new Map<EssayRef, EssayCard>();
  // Reading an essay's record is the most expensive step here, and a page may name the same essay a thousand times.
  const add = (ref: EssayRef) => {
    const card = cards.has(ref) ? null : cardOfEssay(ref, indexes);
    if (card) cards.set(ref, card);
  };
  for (const { found } of placed) for (const { essay } of [found.match.best, ...found.match.also]) add(essay);
  for (const { family } of [...cards.values()]) family.forEach(add);
  return [...cards.values()];
}
