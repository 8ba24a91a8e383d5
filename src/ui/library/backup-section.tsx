import { useState } from 'preact/hooks';
import type { Words } from '../../locale/words.ts';
import { type RestoreMode, readLibrary, restoreLibrary } from '../../store/library/backup.ts';
import { type LibraryBackup, readBackup, writeBackup } from '../../store/library/backup-file.ts';
import { loadSettings } from '../../store/settings.ts';
import { Choice } from '../parts/choice.tsx';
import { loadSaid, refusalWords, takeOver } from '../parts/exported-data.ts';
import { FileButton } from '../parts/file-button.tsx';
import { saveFile } from '../parts/save-file.ts';
import { Section } from '../parts/section.tsx';
import { useWords } from '../parts/words-context.tsx';
import { restore, withLibrary } from './library-state.ts';

/** Largest backup that is read, in bytes: 50,000 essays of a thousand characters in UTF-8. A JavaScript string can hold it. */
const MAX_BYTES = 256 * 2 ** 20;

/** Saves a backup of this library with judgements and settings. Resolves with whether it succeeded. */
export async function saveBackup(library: LibraryBackup): Promise<boolean> {
  const said = await loadSaid();
  if (!said) return false;
  const text = writeBackup({ settings: await loadSettings(), ...said }, library);
  saveFile('deja-lu-backup.json', 'application/json', text);
  return true;
}

/** Saves a backup of everything. Returns the sentence to show, `''` if it succeeded. */
async function save(words: Words): Promise<string> {
  const library = await withLibrary(readLibrary);
  return library && (await saveBackup(library)) ? '' : words.say('exportFailed');
}

/** Restores a backup. Returns the sentence to show. */
async function restoreFrom(file: File, mode: RestoreMode, words: Words): Promise<string> {
  if (file.size > MAX_BYTES) return words.say('importTooLarge');
  const backup = readBackup(await file.text());
  if (typeof backup === 'string') return refusalWords(backup, words, 'backupNotOurs');
  const { library, settings } = backup;
  let added: number | null = 0;
  const before = await takeOver(settings, async () => {
    if (library) added = await restore(() => restoreLibrary(library, mode));
    return added !== null;
  });
  if (!before || added === null) return words.say('importFailed');
  const { search } = settings.settings;
  const restored = words.count('backupRestored', added);
  return search === before.search ? restored : `${restored} ${words.say('importedSearch', search)}`;
}

/** Saves everything in one file and restores it. */
export function BackupSection() {
  const words = useWords();
  const [mode, setMode] = useState<RestoreMode>('merge');
  const [outcome, setOutcome] = useState('');
  return (
    <Section heading="sectionBackup">
      <p class="quiet">{words.say('backupHint')}</p>
      <p class="row">
        <button type="button" onClick={() => void save(words).then(setOutcome)}>
          {words.say('backupSave')}
        </button>
      </p>
      <Choice
        legend={words.say('backupMode')}
        options={[
          { value: 'merge', label: words.say('backupMode_merge') },
          { value: 'replace', label: words.say('backupMode_replace') },
        ]}
        value={mode}
        change={setMode}
      />
      <p class="row">
        <FileButton
          label={words.say('backupRestore')}
          accept="application/json,.json"
          take={async ([file]) => setOutcome(await restoreFrom(file, mode, words))}
        />
      </p>
      <p role="status">{outcome}</p>
    </Section>
  );
}
