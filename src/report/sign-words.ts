import type { Words } from '../locale/words.ts';
import { type SameAuthor, type SignedFile, sameAuthors, sameTemplates, sharedRevisions } from './file-signs.ts';

function fileLine({ name, signs }: SignedFile, words: Words): string[] {
  const said = signs.map(({ kind, count }) => words.say(`sign_${kind}`, words.number(count)));
  return said.length === 0 ? [] : [words.say('labelled', name, words.list(said))];
}

function authorLine({ author, files }: SameAuthor, words: Words, named: boolean): string {
  const list = words.list(files);
  return named ? words.say('signAuthor', author, list) : words.say('signAuthorUnnamed', list);
}

/**
 * The facts of files that are worth a look, one in each line; none where there are none.
 * @param named whether authors may be named
 */
export function signLines(files: readonly SignedFile[], words: Words, named = true): string[] {
  return [
    ...files.flatMap((file) => fileLine(file, words)),
    ...sameAuthors(files).map((one) => authorLine(one, words, named)),
    ...sameTemplates(files).map((one) => words.say('signTemplate', one.template, words.list(one.files))),
    ...sharedRevisions(files).map((one) => words.say('signRevisions', words.list(one.files), words.number(one.ids))),
  ];
}
