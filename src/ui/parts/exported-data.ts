import type { Words } from '../../locale/words.ts';
import { askAgain } from '../../messages/channel.ts';
import type { Judgements } from '../../report/judgement.ts';
import { addJudgements, loadJudgements } from '../../store/judgements.ts';
import { changeSettings, loadSettings, MOST_SITES, type Settings } from '../../store/settings.ts';
import type { ImportFailure, SettingsFile } from '../../store/settings-file.ts';

/*
 * Settings, judgements and notes on their way to a file and back. Pages read and write the stores themselves, as a message of the
 * browser holds 64 MB.
 */

/** All judgements and notes; `null` if they cannot be read. */
export async function loadSaid(): Promise<Judgements | null> {
  return loadJudgements().catch(() => null);
}

/** What the user is told of a file that is not imported. */
export function refusalWords(failure: ImportFailure, words: Words, notOurs: 'importNotOurs' | 'backupNotOurs'): string {
  if (failure === 'too-many-sites') return words.say('tooManySites', words.number(MOST_SITES));
  return words.say(failure === 'not-ours' ? notOurs : 'importTooNew');
}

/** Stores judgements and notes, then the rest of a file. Takes them out again where that fails, and resolves with whether all is stored. */
async function storeSaid(said: Judgements, rest: () => Promise<boolean>): Promise<boolean> {
  const takeBack = await addJudgements(said).catch(() => null);
  if (!takeBack) return false;
  if (await rest()) return true;
  await takeBack().catch(console.error);
  return false;
}

/**
 * Stores what an export holds: all of it or, where a part cannot be stored, nothing. Resolves with the settings before; with `null`
 * where it failed.
 * @param rest stores what else the file holds; resolves with whether it could
 */
export async function takeOver(
  { settings, judgements, notes }: SettingsFile,
  rest: () => Promise<boolean> = async () => true,
): Promise<Settings | null> {
  const before = await loadSettings();
  if (!(await changeSettings(settings).catch(() => null))) return null;
  if (await storeSaid({ judgements, notes }, rest)) {
    await askAgain('judgements-changed', {});
    return before;
  }
  await changeSettings(before).catch(console.error);
  return null;
}
