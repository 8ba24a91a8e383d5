import type { WordKey, Words } from '../../locale/words.ts';
import { askBackground } from '../../messages/channel.ts';
import type { Judgements } from '../../report/judgement.ts';
import { changeSettings, loadSettings, resetSettings } from '../../store/settings.ts';
import { type ImportFailure, readSettingsFile, writeSettingsFile } from '../../store/settings-file.ts';
import { saveFile } from '../parts/save-file.ts';

/*
 * Actions of the options page on stored data. Each returns a sentence about its outcome, also on failure.
 */

/** A sentence about an outcome, in the language of the interface. */
export type Sentence = (words: Words) => string;

/**
 * Largest file that is imported, in bytes. Browsers refuse messages of 64 MB, with two bytes for each UTF-16 unit. The largest
 * export, of 20,000 judgements, has about 10 MB.
 */
const MAX_IMPORT_BYTES = 24_000_000;

const FAILURES: Readonly<Record<ImportFailure, WordKey>> = { 'not-ours': 'importNotOurs', 'too-new': 'importTooNew' };

const saying =
  (key: WordKey): Sentence =>
  (words) =>
    words.say(key);

/** All judgements and notes; `null` if they cannot be read. */
export async function loadSaid(): Promise<Judgements | null> {
  const answer = await askBackground('judgements', {});
  return answer.ok ? answer.value : null;
}

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
  if (typeof read === 'string') return saying(FAILURES[read]);
  const { settings, judgements, notes } = read;
  const before = await loadSettings();
  const added = await askBackground('add-judgements', { judgements, notes });
  const stored = added.ok && (await changeSettings(settings).catch(() => null)) !== null;
  if (!stored) return saying('importFailed');
  if (settings.search === before.search) return saying('imported');
  return (words) => words.say('importedSearch', settings.search);
}

/** Deletes the settings, judgements and notes. */
export async function resetAll(): Promise<Sentence> {
  const cleared = await askBackground('clear-judgements', {});
  const reset = await resetSettings().then(
    () => true,
    () => false,
  );
  return saying(cleared.ok && reset ? 'resetDone' : 'resetFailed');
}
