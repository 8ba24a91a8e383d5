import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { readLibrary, restoreLibrary } from '../../../src/store/library/backup.ts';
import { readBackup, writeBackup } from '../../../src/store/library/backup-file.ts';
import { listCollections, newCollection } from '../../../src/store/library/collections.ts';
import { addEssays, listEssays, textOfEssay } from '../../../src/store/library/essays.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/settings.ts';
import { writeSettingsFile } from '../../../src/store/settings-file.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';

const TEXTS = Object.values(OWN_ESSAYS);
const FACTS = { title: '题', author: '甲', date: '2025', url: '', tags: ['优'], note: '好' };
const SETTINGS = { settings: { ...DEFAULT_SETTINGS, ticks: true }, judgements: [], notes: [] };
const CLASS = newCollection('一班');

async function saved(): Promise<string> {
  await addEssays(
    CLASS,
    TEXTS.slice(0, 2).map((text) => ({ ...FACTS, text })),
  );
  return writeBackup(SETTINGS, await readLibrary());
}

function read(text: string) {
  const backup = readBackup(text);
  if (typeof backup === 'string') throw new Error(backup);
  return backup;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a backup', () => {
  it('restored on another profile gives the same library, which waits for being indexed', async () => {
    const text = await saved();
    const before = await listEssays();
    globalThis.indexedDB = new IDBFactory();
    const { library, settings } = read(text);
    expect(settings.settings.ticks).toBe(true);
    expect(await restoreLibrary(library!, 'merge')).toBe(2);
    expect(await listEssays()).toEqual(before);
    expect(await listCollections()).toEqual([CLASS]);
    const texts = await Promise.all(before.map(({ id }) => textOfEssay(id)));
    expect(texts.toSorted()).toEqual(TEXTS.slice(0, 2).toSorted());
  });

  it('merged adds only what is not there; replacing leaves only what it holds', async () => {
    const { library } = read(await saved());
    await addEssays(newCollection('二班'), [{ ...FACTS, text: TEXTS[2]! }]);
    expect(await restoreLibrary(library!, 'merge')).toBe(0);
    expect(await listEssays()).toHaveLength(3);
    expect(await restoreLibrary(library!, 'replace')).toBe(2);
    expect((await listCollections()).map(({ name }) => name)).toEqual(['一班']);
    expect(await listEssays()).toHaveLength(2);
  });

  it('of settings alone is accepted too', () => {
    expect(readBackup(writeSettingsFile(SETTINGS))).toEqual({ settings: SETTINGS, library: null });
  });

  it.each<[string, (file: Record<string, unknown>) => void]>([
    ['another kind', (file) => Object.assign(file, { kind: 'other' })],
    ['an essay of no collection', (file) => Object.assign(file, { collections: [] })],
    ['damaged settings', (file) => Object.assign(file, { settings: {} })],
    ['one essay twice', (file) => (file.essays as unknown[]).push((file.essays as unknown[])[0])],
    ['one collection twice', (file) => (file.collections as unknown[]).push((file.collections as unknown[])[0])],
    ['an essay without text', (file) => delete (file.essays as Record<string, unknown>[])[1]!.text],
  ])('with %s is refused as a whole', async (_what, damage) => {
    const file = JSON.parse(await saved());
    damage(file);
    expect(readBackup(JSON.stringify(file))).toBe('not-ours');
  });

  it('that is cut off or of a later version is refused', async () => {
    const text = await saved();
    expect(readBackup(text.slice(0, -5))).toBe('not-ours');
    expect(readBackup(JSON.stringify({ ...JSON.parse(text), version: 99 }))).toBe('too-new');
  });
});
