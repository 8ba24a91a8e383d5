import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, makeWords, type Words } from '../../src/locale/words.ts';

/** The messages of a locale file. */
export function messagesIn(language: Language): Record<string, { message: string }> {
  const file = resolve(import.meta.dirname, `../../src/public/_locales/${language}/messages.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
}

/** The interface's words in a language, from its file. */
export function wordsIn(language: Language): Words {
  return makeWords(language, messagesIn(language));
}
