import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Handlers, serve } from '../../../src/messages/channel.ts';
import type { FromUi } from '../../../src/messages/protocol/from-ui.ts';
import type { Judgements } from '../../../src/report/judgement.ts';
import { changeSettings, DEFAULT_SETTINGS, loadSettings } from '../../../src/store/settings.ts';
import { writeSettingsFile } from '../../../src/store/settings-file.ts';
import { exportAll, importFrom, resetAll } from '../../../src/ui/options/stored-data.ts';
import { wordsIn } from '../../locale/words-in.ts';

const words = wordsIn('zh_CN');

const SAID: Judgements = {
  judgements: [{ id: 'site:example.com', scope: 'site', label: 'example.com', made: 1 }],
  notes: [{ id: 'shipped:abc', text: '已核对', label: '一段', made: 2 }],
};

type Stored = Pick<FromUi, 'judgements' | 'add-judgements' | 'clear-judgements'>;

const REFUSED = { ok: false, reason: 'bad-message' } as const;
const DONE = { ok: true, value: null } as const;

/** A background whose store works, with changes for one whose store does not. */
function serveStore(changed: Partial<Handlers<Stored>> = {}): void {
  serve<Stored>({
    judgements: () => ({ ok: true, value: SAID }),
    'add-judgements': () => DONE,
    'clear-judgements': () => DONE,
    ...changed,
  });
}

function fileOf(settings: object): Blob {
  return new Blob([writeSettingsFile({ settings: { ...DEFAULT_SETTINGS, ...settings }, ...SAID })]);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('an import', () => {
  it('adds the judgements and notes of the file, and replaces the settings', async () => {
    const added: Judgements[] = [];
    serveStore({
      'add-judgements': (said) => {
        added.push(said);
        return DONE;
      },
    });
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('imported'));
    expect(added).toEqual([SAID]);
    expect(await loadSettings()).toMatchObject({ ticks: true });
  });

  it('names the search engine if it changes', async () => {
    serveStore();
    const search = 'https://search.example/?q=%s';
    expect((await importFrom(fileOf({ search })))(words)).toBe(words.say('importedSearch', search));
  });

  it('reports a file that is too large, without reading it', async () => {
    serveStore();
    const file = new Blob([new Uint8Array(24_000_001)]);
    const read = vi.spyOn(file, 'text');
    expect((await importFrom(file))(words)).toBe(words.say('importTooLarge'));
    expect(read).not.toHaveBeenCalled();
  });

  it('reports a file that is no export of this extension', async () => {
    expect((await importFrom(new Blob(['{}'])))(words)).toBe(words.say('importNotOurs'));
  });

  it.each([
    ['nobody answers', () => undefined],
    ['the store refuses', () => serveStore({ 'add-judgements': () => REFUSED })],
  ])('says that it failed where %s, and leaves the settings', async (_, prepare) => {
    prepare();
    expect((await importFrom(fileOf({ ticks: true })))(words)).toBe(words.say('importFailed'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });
});

describe('an export', () => {
  it('fails if judgements cannot be read, as it would lack them', async () => {
    serveStore({ judgements: () => REFUSED });
    const offered = vi.spyOn(URL, 'createObjectURL');
    expect((await exportAll())?.(words)).toBe(words.say('exportFailed'));
    expect(offered).not.toHaveBeenCalled();
  });
});

describe('a reset', () => {
  it('reports that everything was deleted', async () => {
    serveStore();
    await changeSettings({ ticks: true });
    expect((await resetAll())(words)).toBe(words.say('resetDone'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('reports a failure if judgements could not be deleted', async () => {
    serveStore({ 'clear-judgements': () => REFUSED });
    expect((await resetAll())(words)).toBe(words.say('resetFailed'));
  });
});
