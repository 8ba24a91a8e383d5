import '../extension-api.ts';
import { makeVerdictLookup } from '../../../src/report/judgement.ts';
import { type Backup, readBackup, writeBackup } from '../../../src/store/library/backup-file.ts';
import { DEFAULT_SETTINGS, isOnAt, isSearchAddress, type Settings } from '../../../src/store/settings.ts';
import { readSettingsFile, type SettingsFile, writeSettingsFile } from '../../../src/store/settings-file.ts';
import { coveringPattern } from '../../../src/store/sites.ts';
import { mutatedJson, mutatedText } from '../mutate.ts';
import type { Random } from '../random.ts';
import { must, type Target } from '../target.ts';

const SAID: SettingsFile = {
  settings: { ...DEFAULT_SETTINGS, never: ['example.com/news', 'file:', '[::1]:8080'], always: ['例子.cn'] },
  judgements: [
    { id: 'match:shipped:k1', scope: 'match', label: '题', made: 1 },
    { id: 'site:example.com', scope: 'site', label: 'example.com', made: 2 },
  ],
  notes: [{ id: 'shipped:k2', text: '对', label: '题', made: 3 }],
};

const LIBRARY = {
  collections: [{ id: 'c', name: '集', made: 1, on: true, mine: false }],
  essays: ['e1', 'e2'].map((id) => ({
    ...{ id, collection: 'c', title: '题', author: '', date: '2025', url: '', tags: ['甲'], note: '', added: 1 },
    text: '院子里的石榴树今年结了很多果',
  })),
};

function checkSettings(settings: Settings): void {
  must(isSearchAddress(settings.search), 'the search address is one');
  must(typeof isOnAt(settings, 'https://a.example.com/news?x') === 'boolean', 'a page is on or off');
  for (const pattern of [...settings.never, ...settings.always])
    must(coveringPattern(pattern) !== '', 'a pattern is covered');
}

function checkSaid({ judgements, notes, settings }: SettingsFile): void {
  checkSettings(settings);
  for (const { made } of [...judgements, ...notes]) new Date(made).toISOString();
  for (const { id, scope } of judgements)
    must(id.startsWith(`${scope}:`), 'the id of a judgement begins with its scope');
  makeVerdictLookup({ judgements, notes })({ key: 'shipped:k1', essay: 'shipped:000/1', site: null });
}

function checkLibrary({ collections, essays }: NonNullable<Backup['library']>): void {
  const ids = new Set(collections.map(({ id }) => id));
  must(ids.size === collections.length, 'collections have different ids');
  must(new Set(essays.map(({ id }) => id)).size === essays.length, 'essays have different ids');
  must(
    essays.every(({ collection }) => ids.has(collection)),
    'an essay has its collection',
  );
  for (const { added } of essays) new Date(added).toISOString();
}

function hostileFile(random: Random): string {
  const file = random.once(2) ? writeBackup(SAID, LIBRARY) : writeSettingsFile(SAID);
  if (random.once(6)) return mutatedText(random, file, ['{', '}', '[', '"', ',', '\\u0000', '1e400', '"__proto__":1,']);
  let value = JSON.parse(file) as unknown;
  for (let i = random.small(3); i >= 0; i--) value = mutatedJson(random, value);
  return JSON.stringify(value) ?? '';
}

/** Files of settings, judgements and the library: accepted ones can be shown and written again, to the same. */
export const imports: Target = {
  name: 'imports',
  limit: 1_000,
  async open() {
    return (random) => {
      const text = hostileFile(random);
      const settings = readSettingsFile(text);
      if (typeof settings !== 'string') checkSaid(settings);
      const backup = readBackup(text);
      if (typeof backup === 'string') return typeof settings !== 'string';
      checkSaid(backup.settings);
      if (!backup.library) return true;
      checkLibrary(backup.library);
      const again = writeBackup(backup.settings, backup.library);
      must(JSON.stringify(readBackup(again)) === JSON.stringify(backup), 'what was read can be written and read again');
      return true;
    };
  },
};
