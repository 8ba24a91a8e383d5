import { readFileSync } from 'node:fs';
import { type Language, makeWords, type Words } from '../locale/words.ts';

/** The interface's words in a language, from its file. */
export function openWords(language: Language): Words {
  const file = new URL(`../public/_locales/${language}/messages.json`, import.meta.url);
  return makeWords(language, JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof makeWords>[1]);
}
