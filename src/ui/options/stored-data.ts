import type { WordKey, Words } from '../../locale/words.ts';
import { askAgain } from '../../messages/channel.ts';
import { loadSettings, resetSettings } from '../../store/settings.ts';
import { readSettingsFile, writeSettingsFile } from '../../store/settings-file.ts';
import { loadSaid, refusalWords, takeOver } from '../parts/exported-data.ts';
import { saveFile } from '../parts/save-file.ts';

/*
 * Actions of the options page on stored data. Each returns a sentence about its outcome, also on failure.
 */

/** A sentence about an outcome, in the language of the interface. */
export type Sentence = (words: Words) => string;

/** Largest file that is imported, in bytes: twice what 20,000 judgements and as many notes take with long excerpts. */
const MAX_IMPORT_BYTES = 24_000_000;

const saying =
  (key: WordKey): Sentence =>
  (words) =>
    words.say(key);

/** Downloads a file with the settings, judgements and notes. If these cannot be read, no file is made and a sentence tells so. */
export async function exportAll(): Promise<Sentence | null> {
  const said = await loadSaid();
  if (!said) return saying('exportFailed');
  const file = { settings: await loadSettings(), ...said };
  saveFile('deja-lu-settings.json', 'application/json', writeSettingsFile(file));
  return null;
}

/** Adds the judgements and notes of an exported file to those stored, and replaces the settings by its own. */
export async function importFrom(file: Blob): Promise<Sentence> {
  if (file.size > MAX_IMPORT_BYTES) return saying('importTooLarge');
  const read = readSettingsFile(await file.text());
  if (typeof read === 'string') return (words) => refusalWords(read, words, 'importNotOurs');
  const before = await takeOver(read);
  if (!before) return saying('importFailed');
  const { search } = read.settings;
  return search === before.search ? saying('imported') : (words) => words.say('importedSearch', search);
}

/** Deletes the settings, judgements and notes. */
export async function resetAll(): Promise<Sentence> {
  const cleared = await askAgain('clear-judgements', {});
  const reset = await resetSettings().then(
    () => true,
    () => false,
  );
  return saying(cleared.ok && reset ? 'resetDone' : 'resetFailed');
}
