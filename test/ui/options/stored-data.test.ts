import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Handlers, serve } from '../../../src/messages/channel.ts';
import type { FromUi } from '../../../src/messages/protocol/from-ui.ts';
import type { Judgements } from '../../../src/report/judgement.ts';
import { addJudgements, loadJudgements } from '../../../src/store/judgements.ts';
import { changeSettings, DEFAULT_SETTINGS, loadSettings, MOST_SITES } from '../../../src/store/settings.ts';
import { MOST_SAID, writeSettingsFile } from '../../../src/store/settings-file.ts';
import { exportAll, importFrom, resetAll } from '../../../src/ui/options/stored-data.ts';
import { wordsIn } from '../../locale/words-in.ts';

// Lowered, as the stand-in for the database is slow.
vi.mock('../../../src/store/settings-file.ts', async (original) => ({ ...(await original<object>()), MOST_SAID: 30 }));

const words = wordsIn('zh_CN');

const SAID: Judgements = {
  judgements: [{ id: 'site:example.com', scope: 'site', label: 'example.com', made: 1 }],
  notes: [{ id: 'shipped:abc', text: '已核对', label: '一段', made: 2 }],
};

const NOTHING: Judgements = { judgements: [], notes: [] };

type Told = Pick<FromUi, 'judgements-changed' | 'clear-judgements'>;

const REFUSED = { ok: false, reason: 'bad-message' } as const;
const DONE = { ok: true, value: null } as const;

/** A background that answers, with changes for one that does not. */
function serveTold(changed: Partial<Handlers<Told>> = {}): void {
  serve<Told>({ 'judgements-changed': () => DONE, 'clear-judgements': () => DONE, ...changed });
}

/** Leaves a database that a later version of the extension has written: this one can neither read nor write it. */
async function makeUnreadable(): Promise<void> {
  (await openDB('deja-lu', 99)).close();
}

function fileOf(settings: object): Blob {
  return new Blob([writeSettingsFile({ settings: { ...DEFAULT_SETTINGS, ...settings }, ...SAID })]);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  globalThis.indexedDB = new IDBFactory();
});

describe('an import', () => {
  it('adds the judgements and notes of the file, replaces the settings, and tells the background', async () => {
    let told = 0;
    serveTold({
      'judgements-changed': () => {
        told++;
        return DONE;
      },
    });
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('imported'));
    expect(await loadJudgements()).toEqual(SAID);
    expect(await loadSettings()).toMatchObject({ ticks: true });
    expect(told).toBe(1);
  });

  it('names the search engine if it changes', async () => {
    serveTold();
    const search = 'https://search.example/?q=%s';
    expect((await importFrom(fileOf({ search })))(words)).toBe(words.say('importedSearch', search));
  });

  it('reports a file that is too large, without reading it', async () => {
    serveTold();
    const file = new Blob([new Uint8Array(24_000_001)]);
    const read = vi.spyOn(file, 'text');
    expect((await importFrom(file))(words)).toBe(words.say('importTooLarge'));
    expect(read).not.toHaveBeenCalled();
  });

  it('reports a file that is no export of this extension', async () => {
    expect((await importFrom(new Blob(['{}'])))(words)).toBe(words.say('importNotOurs'));
  });

  it('says that it failed where the database cannot be written, and leaves the settings', async () => {
    await makeUnreadable();
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('importFailed'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('says that it failed where the settings cannot be stored, and leaves what was judged', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('importFailed'));
    expect(await loadJudgements()).toEqual(NOTHING);
  });

  it('that would make more judgements than an export may hold changes nothing', async () => {
    const many = Array.from({ length: MOST_SAID }, (_, i) => ({ ...SAID.judgements[0]!, id: `site:${i}` }));
    await addJudgements({ judgements: many, notes: [] });
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('importFailed'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
    const now = await loadJudgements();
    expect([now.judgements.length, now.notes]).toEqual([MOST_SAID, []]);
  });

  it('of more sites than are looked through at each page is refused', async () => {
    const never = Array.from({ length: MOST_SITES + 1 }, (_, i) => `${i}.example`);
    expect((await importFrom(fileOf({ never })))(words)).toBe(words.say('tooManySites', words.number(MOST_SITES)));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });
});

describe('an export', () => {
  it('fails if judgements cannot be read, as it would lack them', async () => {
    await makeUnreadable();
    const offered = vi.spyOn(URL, 'createObjectURL');
    expect((await exportAll())?.(words)).toBe(words.say('exportFailed'));
    expect(offered).not.toHaveBeenCalled();
  });
});

describe('a reset', () => {
  it('reports that everything was deleted', async () => {
    serveTold();
    await changeSettings({ ticks: true });
    expect((await resetAll())(words)).toBe(words.say('resetDone'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('reports a failure if judgements could not be deleted', async () => {
    serveTold({ 'clear-judgements': () => REFUSED });
    expect((await resetAll())(words)).toBe(words.say('resetFailed'));
  });
});
