import type { Essay } from '../corpus/essay.ts';
import type { WordKey, Words } from '../locale/words.ts';
import type { Change, Match } from '../match/match.ts';
import type { MatchCard } from '../messages/protocol/from-tab.ts';

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

/** An essay's name as people are told of it: the document's title and, after a dot, the essay's own heading. */
export function essayName(essay: Pick<Essay, 'title' | 'heading'>): string {
  return essay.heading === '' ? essay.title : `${essay.title} · ${essay.heading}`;
}

// Documents state the hour as well; nobody asks for it.
function dayOf(date: string): string {
  return date.replace(/[ T]\d{1,2}:\d{2}.*$/, '');
}

/** Where an essay stands: publisher and date as far as they are known, and the document. */
export function essayOrigin(essay: Pick<Essay, 'publisher' | 'date' | 'document'>): string {
  return [essay.publisher, dayOf(essay.date), essay.document].filter((part) => part !== '').join(' · ');
}

/** A citation of a match: the page's words, the essay's name and origin. */
export function citationOf(excerpt: string, essay: Essay, words: Words): string {
  return words.say('citation', excerpt, essayName(essay), essayOrigin(essay));
}

function others(match: Match, words: Words): string[] {
  const count = new Set(match.also.map((place) => place.essay).filter((essay) => essay !== match.best.essay)).size;
  return count === 0 ? [] : [words.count('otherEssays', count)];
}

/** What the popover on the page says of a match. */
export function cardOf(match: Match, excerpt: string, essay: Essay, words: Words): MatchCard {
  const kind = words.say(match.kind);
  return {
    language: words.tag,
    kind: match.kind,
    title: words.say('alsoInEssay', essayName(essay)),
    lines: [
      essayOrigin(essay),
      [kind, words.count('letters', match.letters), words.say('similarity', words.percent(match.similarity))].join(
        ' · ',
      ),
      changeLine(match, words),
      ...others(match, words),
    ],
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
