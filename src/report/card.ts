import type { Essay } from '../corpus/essay.ts';
import type { WordKey, Words } from '../locale/words.ts';
import type { Change, Match } from '../match/match.ts';
import { essayName, essayOrigin } from './essay-name.ts';
import { kindWords, similarityWords } from './kinds.ts';
import type { CardButton, MatchCard } from './match-card.ts';

/** The alterations of a match in words, one phrase for each kind that occurs. */
export function changePhrases(changes: readonly Change[], words: Words): string[] {
  return changes
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => words.say(`change_${kind}` satisfies WordKey, words.number(count)));
}

/** The alterations of a match in one line. For a reworded match, whose letters cannot be compared, the line says that. */
export function changeLine({ kind, changes }: Pick<Match, 'kind' | 'changes'>, words: Words): string {
  const phrases = changePhrases(changes, words);
  if (phrases.length > 0) return phrases.join(' · ');
  return words.say(kind === 'reworded' ? 'inOtherWords' : 'noChanges');
}

/** A citation of a match: its text on the page, the essay's name and, where it is known, the essay's origin. */
export function citationOf(
  excerpt: string,
  essay: Pick<Essay, 'title' | 'heading' | 'publisher' | 'date'> & { readonly collection: string },
  words: Words,
): string {
  const origin = essayOrigin(essay);
  return words.say(
    'citation',
    excerpt,
    origin === '' ? essayName(essay) : words.say('inBrackets', essayName(essay), origin),
  );
}

function others(match: Match, words: Words): string[] {
  const count = new Set(match.also.map((place) => place.essay).filter((essay) => essay !== match.best.essay)).size;
  return count === 0 ? [] : [words.count('otherEssays', count)];
}

/** The facts from which a card is made. */
export interface CardFacts {
  readonly match: Match;
  /** The beginning of the matched text on the page. */
  readonly excerpt: string;
  readonly essay: Essay & { readonly collection: string };
  /** Whether the essay is one of the user's own. */
  readonly isOwn: boolean;
  /** Whether the user has confirmed the match. */
  readonly isConfirmed: boolean;
}

// In the order of keyboard navigation: the source first, the judgements together, the steps last.
function buttonsOf({ excerpt, essay, isConfirmed }: CardFacts, words: Words): CardButton[] {
  const citation = {
    text: citationOf(excerpt, essay, words),
    done: words.say('copied'),
    failed: words.say('copyFailed'),
  };
  return [
    { act: 'panel', label: words.say('openPanel') },
    { act: 'copy', label: words.say('copyCitation'), ...citation },
    { act: 'search', label: words.say('searchWeb') },
    { act: 'dismiss', label: words.say('notAMatch') },
    ...(isConfirmed ? [] : [{ act: 'confirm', label: words.say('confirm') } as const]),
    { act: 'previous', label: words.say('previous') },
    { act: 'next', label: words.say('next') },
  ];
}

/** The contents of the popover for a match. */
export function cardOf(facts: CardFacts, words: Words): MatchCard {
  const { match, essay, isOwn, isConfirmed } = facts;
  return {
    language: words.tag,
    kind: match.kind,
    title: words.say('alsoInEssay', essayName(essay)),
    lines: [
      essayOrigin(essay),
      [kindWords(match, words), words.count('letters', match.letters), ...similarityWords(match, words)].join(' · '),
      changeLine(match, words),
      ...others(match, words),
      isOwn ? words.say('ownMatch') : '',
      isConfirmed ? `✓ ${words.say('confirmed')}` : '',
    ].filter((line) => line !== ''),
    buttons: buttonsOf(facts, words),
    judged: { dismiss: words.say('dismissedMatch'), confirm: words.say('confirmed'), undo: words.say('undo') },
    close: words.say('close'),
  };
}
