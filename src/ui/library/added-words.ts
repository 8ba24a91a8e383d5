import { LEAST_ESSAY_LETTERS, MAX_ESSAY_LENGTH } from '../../library/records.ts';
import type { Words } from '../../locale/words.ts';
import type { Added } from '../../store/library/essays.ts';

/** What became of essays that were to be added, in sentences. */
export function addedWords(added: readonly Added[], words: Words): string[] {
  const count = added.filter(({ kind }) => kind === 'added').length;
  const others = added.flatMap((each) => {
    if (each.kind === 'known') return [words.say('libraryKnown', each.essay.title)];
    if (each.kind === 'too-short') {
      return [words.say('libraryTooShort', words.number(each.letters), words.number(LEAST_ESSAY_LETTERS))];
    }
    if (each.kind === 'added') return [];
    return [words.say('libraryTooLong', words.number(each.characters), words.number(MAX_ESSAY_LENGTH))];
  });
  return [...(count > 0 ? [words.count('libraryAdded', count)] : []), ...others];
}
