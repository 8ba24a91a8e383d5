import { essayIdOf, indexOf } from '../../corpus/essay-ref.ts';
import type { Match } from '../../match/match.ts';
import type { Sensitivity } from '../../match/sensitivity.ts';
import { countText } from '../../report/figures.ts';
import { hanCount } from '../../text/han.ts';
import { normalise } from '../../text/normalise.ts';
import type { Span } from '../../text/span.ts';
import type { OpenIndexes } from '../indexes/registry.ts';
import { RecentAnswers } from './recent-answers.ts';

/** A match with what the interface needs of the page's text, so that the text itself need not be kept. */
export interface FoundMatch {
  readonly match: Match;
  /** Letters of the text before it. */
  readonly before: number;
  /** How many of its letters stand in a quotation. */
  readonly quoted: number;
  /** The page's words, cut short. */
  readonly excerpt: string;
  /**
   * Names this passage with this essay, on whatever page: by it a judgement is remembered. The
   * name of the essay's index, a colon, and a digest of the essay's id and the passage's letters: tells nothing of the text.
   */
  readonly key: string;
}

/** What checking one text gave. Plain JSON. */
export interface CheckedText {
  readonly letters: number;
  readonly found: readonly FoundMatch[];
}

/** A text to check, the block quotations in it, and how. */
export interface CheckAsk {
  readonly text: string;
  readonly quotes: readonly Span[];
  readonly indexes: OpenIndexes;
  readonly sensitivity: Sensitivity;
}

/** For whom a check is made that may take its time. */
export interface Turn {
  /** The tab, so that tabs can take turns; null where the text belongs to none. */
  readonly tab: number | null;
  /** Whether the answer is still wanted: not, where the page's text has changed or the page has gone. */
  readonly isWanted: () => boolean;
}

/** The two ways to check a text. */
export interface Checks {
  /** For literal matches alone, at once. */
  literal(ask: CheckAsk): Promise<CheckedText>;
  /** For reworded ones too; `null` where nobody wanted the answer any more. */
  reworded(ask: CheckAsk, turn: Turn): Promise<CheckedText | null>;
}

/** Finds literal matches, disjoint and in page order. */
export type LiteralMatcher = (text: string, indexes: OpenIndexes, sensitivity: Sensitivity) => readonly Match[];

/**
 * Adds reworded matches to the literal ones of a text; all are disjoint and in page order. It takes its time, and gives `null`
 * where its answer is no longer wanted.
 */
export type RewordedMatcher = (
  text: string,
  indexes: OpenIndexes,
  sensitivity: Sensitivity,
  literal: readonly Match[],
  turn: Turn,
) => Promise<readonly Match[] | null>;

/** Length of an excerpt in UTF-16 units: three lines of a narrow panel. */
const EXCERPT = 90;

/** Texts whose answer is remembered. A tab has some ten parts and frames; the answers are small, the texts are not kept. */
const REMEMBERED = 200;

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first words of a stretch of text, on one line. */
export function excerptOf(text: string, { start, end }: Span): string {
  const words = text.slice(start, Math.min(end, start + EXCERPT)).replace(/\s+/g, ' ');
  return end - start > EXCERPT ? `${words}…` : words;
}

// The index's name stands before the digest and not in it, so that keys of before indexes had names can be carried over.
async function keyOf(text: string, { page, best: { essay } }: Match): Promise<string> {
  const letters = normalise(text.slice(page.start, page.end)).codes;
  return `${indexOf(essay)}:${await digest(`${essayIdOf(essay)} ${letters.join(' ')}`)}`;
}

async function describe({ text, quotes }: CheckAsk, matches: readonly Match[]): Promise<CheckedText> {
  const counts = countText(text, matches, quotes);
  const keys = await Promise.all(matches.map((each) => keyOf(text, each)));
  let at = 0;
  let before = 0;
  const found = matches.map((match, i) => {
    before += hanCount(text, at, match.page.start);
    at = match.page.start;
    const { quoted } = counts.matches[i]!;
    return { match, before, quoted, excerpt: excerptOf(text, match.page), key: keys[i]! };
  });
  return { letters: counts.letters, found };
}

function keyOfAsk({ text, quotes, indexes, sensitivity }: CheckAsk): Promise<string> {
  return digest(`${indexes.version} ${sensitivity} ${JSON.stringify(quotes)} ${text}`);
}

/**
 * Makes the two checks. The last answers are remembered by the text's digest, in memory only, and so are those that are still
 * being made: a text that several pages send, at once or one after another, is checked once.
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
