import type { WordKey, Words } from '../locale/words.ts';
import type { Match } from '../match/match.ts';

/** The kinds of matches for display: the same text, nearly the same text, reworded text. */
export const SHOWN_KINDS = ['same', 'near', 'reworded'] as const;

/** A kind of match for display. */
export type ShownKind = (typeof SHOWN_KINDS)[number];

type Compared = Pick<Match, 'kind' | 'similarity'>;

/** The kind of a match for display: a literal match is the same text only if every letter agrees. */
export function shownKind({ kind, similarity }: Compared): ShownKind {
  if (kind === 'reworded') return 'reworded';
  return similarity === 1 ? 'same' : 'near';
}

/** The kind of a match in words. */
export function kindWords(match: Compared, words: Words): string {
  return words.say(`kind_${shownKind(match)}` satisfies WordKey);
}

/** The similarity of a match in words; none where its kind already implies it. */
export function similarityWords(match: Compared, words: Words): string[] {
  return shownKind(match) === 'same' ? [] : [words.say('similarity', words.percent(match.similarity))];
}
