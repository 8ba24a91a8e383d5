import type { Essay } from '../corpus/essay.ts';
import type { WordKey, Words } from '../locale/words.ts';
import type { Change, Match } from '../match/match.ts';
import { essayName, essayOrigin } from './essay-name.ts';
import { kindWords, similarityWords } from './kinds.ts';
import type { MatchCard } from './match-card.ts';

/** The alterations of a match in words, one phrase for each kind. */
export function changePhrases(changes: readonly Change[], words: Words): string[] {
  return changes
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => words.say(`change_${kind}` satisfies WordKey, words.number(count)));
}

/** What was altered in a match, in one line. A reworded match has no letters to compare: it says so. */
export function changeLine({ kind, changes }: Pick<Match, 'kind' | 'changes'>, words: Words): string {
  const phrases = changePhrases(changes, words);
  if (phrases.length > 0) return phrases.join(' · ');
  return words.say(kind === 'reworded' ? 'inOtherWords' : 'noChanges');
}

/** A citation of a match: the page's words, the essay's name and, where it is known, its origin. */
export function citationOf(
  excerpt: string,
  essay: Pick<Essay, 'title' | 'heading' | 'publisher' | 'date'>,
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

/** What the popover on the page says of a match. */
export function cardOf(match: Match, excerpt: string, essay: Essay, words: Words): MatchCard {
  return {
    language: words.tag,
    kind: match.kind,
    title: words.say('alsoInEssay', essayName(essay)),
    lines: [
      essayOrigin(essay),
      [kindWords(match, words), words.count('letters', match.letters), ...similarityWords(match, words)].join(' · '),
      changeLine(match, words),
      ...others(match, words),
    ].filter((line) => line !== ''),
    buttons: [
      { act: 'panel', label: words.say('openPanel') },
      {
        act: 'copy',
        label: words.say('copyCitation'),
        text: citationOf(excerpt, essay, words),
        done: words.say('copied'),
      },
      { act: 'search', label: words.say('searchWeb') },
      { act: 'dismiss', label: words.say('notAMatch') },
    ],
    close: words.say('close'),
  };
}
