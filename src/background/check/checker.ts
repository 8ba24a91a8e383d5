import { essayIdOf, indexOf } from '../../corpus/essay-ref.ts';
import type { Index } from '../../corpus/loaded-index.ts';
import type { Match } from '../../match/match.ts';
import type { Sensitivity } from '../../match/sensitivity.ts';
import { countText } from '../../report/figures.ts';
import { hanCount } from '../../text/han.ts';
import { normalise } from '../../text/normalise.ts';
import type { Span } from '../../text/span.ts';

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
  readonly index: Index;
  readonly sensitivity: Sensitivity;
}

/** Checks a text. */
export type CheckText = (ask: CheckAsk) => Promise<CheckedText>;

/** The two ways to check: for literal matches alone, and for reworded ones too. */
export interface Checks {
  readonly literal: CheckText;
  readonly reworded: CheckText;
}

type Matches = readonly Match[] | Promise<readonly Match[]>;

/** How a text is matched literally. */
export type Matcher = (text: string, index: Index, sensitivity: Sensitivity) => Matches;

/** How reworded passages are added to the literal matches of a text, which takes longer. */
export type RewordedMatcher = (
  text: string,
  index: Index,
  sensitivity: Sensitivity,
  literal: readonly Match[],
) => Matches;

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

async function check(ask: CheckAsk, match: (ask: CheckAsk) => Matches): Promise<CheckedText> {
  const { text, quotes } = ask;
  const matches = await match(ask);
  const counts = countText(text, matches, quotes);
  const keys = await Promise.all(matches.map((each) => keyOf(text, each)));
  let at = 0;
  let before = 0;
  const found = matches.map((each, i) => {
    before += hanCount(text, at, each.page.start);
    at = each.page.start;
    return {
      match: each,
      before,
      quoted: counts.matches[i]!.quoted,
      excerpt: excerptOf(text, each.page),
      key: keys[i]!,
    };
  });
  return { letters: counts.letters, found };
}

/**
 * Makes a function that checks texts and remembers the last answers by content, in memory only: unchanged text is not
 * checked twice, across tabs and reloads too.
 */
function makeChecker(match: (ask: CheckAsk) => Matches): CheckText {
  const remembered = new Map<string, CheckedText>();
  return async (ask) => {
    const key = await digest(`${ask.index.checksum} ${ask.sensitivity} ${JSON.stringify(ask.quotes)} ${ask.text}`);
    const checked = remembered.get(key) ?? (await check(ask, match));
    remembered.delete(key);
    remembered.set(key, checked);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return checked;
  };
}

/** The two ways to check with these matchers. A text that was checked literally is not matched again for its reworded passages. */
export function makeChecks(match: Matcher, matchReworded: RewordedMatcher): Checks {
  const literal = makeChecker(({ text, index, sensitivity }) => match(text, index, sensitivity));
  const reworded = makeChecker(async (ask) => {
    const { found } = await literal(ask);
    const matches = found.map((each) => each.match);
    return matchReworded(ask.text, ask.index, ask.sensitivity, matches);
  });
  return { literal, reworded };
}
