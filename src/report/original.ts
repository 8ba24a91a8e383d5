import { blocksOf, type MatchBlock } from '../match/blocks.ts';
import type { Match, SourcePlace } from '../match/match.ts';
import type { Span } from '../text/span.ts';

/** Whether two spans overlap. */
function meets(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

// The offset in the text of a source offset: counted inside a block, at the nearer end between blocks.
function textOffset(blocks: readonly MatchBlock[], source: number): number {
  const block = blocks.findLast((each) => each.source <= source) ?? blocks[0]!;
  const { start, end } = block.page;
  return Math.min(end, Math.max(start, start + source - block.source));
}

function spanIn(match: Match, place: SourcePlace, wanted: Span): Span {
  // Another essay of the match contains the same letters, counted from the start of its own place.
  const shift = match.best.source.start - place.source.start;
  const blocks = blocksOf(match);
  return { start: textOffset(blocks, wanted.start + shift), end: textOffset(blocks, wanted.end + shift) };
}

/** Punctuation after the last letter, which belongs to the passage. */
const CLOSERS = /^[^\p{Script=Han}\r\n]{0,3}/u;

/**
 * The stretch of a text that is an essay's passage, as far as the text's letters agree with the index; `null` where they do not.
 * @param matches the literal matches of the text, whose letters were verified against the index's letter hashes
 * @param wanted the passage: an essay and UTF-16 units of its document
 */
export function originalPassage(text: string, matches: readonly Match[], wanted: SourcePlace): string | null {
  const spans = matches.flatMap((match) =>
    [match.best, ...match.also]
      .filter(({ essay, source }) => essay === wanted.essay && meets(source, wanted.source))
      .slice(0, 1)
      .filter(() => match.alignment.length > 0)
      .map((place) => spanIn(match, place, wanted.source)),
  );
  if (spans.length === 0) return null;
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return text.slice(start, end) + (CLOSERS.exec(text.slice(end))?.[0] ?? '');
}
