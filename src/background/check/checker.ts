import { essayIdOf, indexOf } from '../../corpus/essay-ref.ts';
import type { Match } from '../../match/match.ts';
import type { Sensitivity } from '../../match/sensitivity.ts';
import { countText } from '../../report/figures.ts';
import { hanCount } from '../../text/han.ts';
import { normalise } from '../../text/normalise.ts';
import type { Span } from '../../text/span.ts';
import type { OpenIndexes } from '../indexes/registry.ts';
import { RecentAnswers } from './recent-answers.ts';

/** A match with all that the interface needs of the page's text, so that the text itself is not stored. */
export interface FoundMatch {
  readonly match: Match;
  /** Letters of the text before it. */
  readonly before: number;
  /** Number of its letters that are inside a quotation. */
  readonly quoted: number;
  /** The beginning of the matched text, at most 90 UTF-16 units and an ellipsis. */
  readonly excerpt: string;
  /**
   * Identifies this passage and this essay on whatever page; a judgement is stored under it. It consists of the name of the
   * essay's index, a colon, and a digest of the essay's id and the passage's letters, which reveals nothing of the text.
   */
  readonly key: string;
  /** Whether its essay is one of the user's own. */
  readonly own: boolean;
}

/** The result of checking a text. Plain JSON. */
export interface CheckedText {
  readonly letters: number;
  readonly found: readonly FoundMatch[];
}

/** A text to check, the spans of block quotations in it, and the options. */
export interface CheckAsk {
  readonly text: string;
  readonly quotes: readonly Span[];
  readonly indexes: OpenIndexes;
  readonly sensitivity: Sensitivity;
}

/** On whose behalf a slow check runs. */
export interface Turn {
  /** The number of the tab, by which checks are queued; `null` where the text belongs to no tab. */
  readonly tab: number | null;
  /** Whether the answer is still wanted; `false` when the page's text has changed or the page was left. */
  readonly isWanted: () => boolean;
}

/** The two ways to check a text. */
export interface Checks {
  /** Finds literal matches only, without a queue. */
  literal(ask: CheckAsk): Promise<CheckedText>;
  /** Finds reworded matches too; resolves with `null` where the answer was no longer wanted. */
  reworded(ask: CheckAsk, turn: Turn): Promise<CheckedText | null>;
}

/** Finds literal matches; they are disjoint and in page order. */
export type LiteralMatcher = (text: string, indexes: OpenIndexes, sensitivity: Sensitivity) => readonly Match[];

/**
 * Adds reworded matches to the literal ones of a text; all are disjoint and in page order. It may be slow. Resolves with `null`
 * where the answer was no longer wanted.
 */
export type RewordedMatcher = (
  text: string,
  indexes: OpenIndexes,
  sensitivity: Sensitivity,
  literal: readonly Match[],
  turn: Turn,
) => Promise<readonly Match[] | null>;

/** Length of an excerpt in UTF-16 units. It fills three lines of a narrow panel. */
const EXCERPT = 90;

/**
 * Number of texts whose answers are cached. A tab has about ten parts and frames; the answers are small, and the texts are not
 * kept.
 */
const REMEMBERED = 200;

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The beginning of a stretch of text in one line, at most `EXCERPT` UTF-16 units and an ellipsis. */
export function excerptOf(text: string, { start, end }: Span): string {
  const words = text.slice(start, Math.min(end, start + EXCERPT)).replace(/\s+/g, ' ');
  return end - start > EXCERPT ? `${words}…` : words;
}

// The name of the index is outside the digest, so that keys made before indexes had names could be upgraded.
async function keyOf(text: string, { page, best: { essay } }: Match): Promise<string> {
  const letters = normalise(text.slice(page.start, page.end)).codes;
  return `${indexOf(essay)}:${await digest(`${essayIdOf(essay)} ${letters.join(' ')}`)}`;
}

async function describe({ text, quotes, indexes }: CheckAsk, matches: readonly Match[]): Promise<CheckedText> {
  const counts = countText(text, matches, quotes);
  const keys = await Promise.all(matches.map((each) => keyOf(text, each)));
  let at = 0;
  let before = 0;
  const found = matches.map((match, i) => {
    before += hanCount(text, at, match.page.start);
    at = match.page.start;
    const { quoted } = counts.matches[i]!;
    const own = indexes.isOwn(match.best.essay);
    return { match, before, quoted, excerpt: excerptOf(text, match.page), key: keys[i]!, own };
  });
  return { letters: counts.letters, found };
}

function keyOfAsk({ text, quotes, indexes, sensitivity }: CheckAsk): Promise<string> {
  return digest(`${indexes.version} ${sensitivity} ${JSON.stringify(quotes)} ${text}`);
}

/**
 * Makes the two checks. The last answers are cached in memory by a digest of the text, and so are answers that are still being
 * computed: a text that several pages send is checked once.
 */
export function makeChecks(matchLiterally: LiteralMatcher, matchReworded: RewordedMatcher): Checks {
  const literals = new RecentAnswers<CheckedText>(REMEMBERED);
  const rewordeds = new RecentAnswers<CheckedText | null>(REMEMBERED);

  const literal = async (ask: CheckAsk) =>
    literals.get(await keyOfAsk(ask), async () =>
      describe(ask, matchLiterally(ask.text, ask.indexes, ask.sensitivity)),
    );

  const addReworded = async (ask: CheckAsk, turn: Turn) => {
    const matches = (await literal(ask)).found.map(({ match }) => match);
    const all = await matchReworded(ask.text, ask.indexes, ask.sensitivity, matches, turn);
    return all && describe(ask, all);
  };
  return {
    literal,
    async reworded(ask, turn) {
      const key = await keyOfAsk(ask);
      return rewordeds.get(key, (isWanted) => addReworded(ask, { tab: turn.tab, isWanted }), turn.isWanted);
    },
  };
}
