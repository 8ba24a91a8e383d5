import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readLibrary, restoreLibrary } from '../../../src/store/library/backup.ts';
import { readBackup, writeBackup } from '../../../src/store/library/backup-file.ts';
import { listCollections, newCollection } from '../../../src/store/library/collections.ts';
import { changeLibrary, type LibraryStore } from '../../../src/store/library/database.ts';
import { addEssays, listEssays, textOfEssay } from '../../../src/store/library/essays.ts';
import { hasLibrary, noteLibrary } from '../../../src/store/library/marker.ts';
import { deleteLibrary, dropSegments, rescueLibrary } from '../../../src/store/library/rescue.ts';
import {
  countPending,
  readPending,
  readSearched,
  readSegments,
  storeSegment,
} from '../../../src/store/library/segments.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/settings.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';

const TEXTS = Object.values(OWN_ESSAYS).slice(0, 3);
const FACTS = { title: '题', author: '甲', date: '2025', url: '', tags: ['优'], note: '好' };
const CLASS = newCollection('一班');
const SETTINGS = { settings: DEFAULT_SETTINGS, judgements: [], notes: [] };

async function addAll(): Promise<string[]> {
  const added = await addEssays(
    CLASS,
    TEXTS.map((text) => ({ ...FACTS, text })),
  );
  return added.map((each) => (each.kind === 'added' ? each.essay.id : ''));
}

/** Damages a record: writes another in its place, or deletes it where that is `null`. */
function damage(store: LibraryStore, key: string, record: object | null): Promise<void> {
  return changeLibrary([store], async (change) => {
    const records = change.objectStore(store);
    if (record === null) await records.delete(key);
    else await records.put(record as never);
  });
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(console, 'error').mockReturnValue();
  globalThis.indexedDB = new IDBFactory();
});

describe('a damaged library', () => {
  it('is told by a record that is no essay, and all that can be read of it is saved and restored elsewhere', async () => {
    const [whole, noText, noFacts] = await addAll();
    await damage('texts', noText!, null);
    await damage('essays', noFacts!, { id: noFacts, pending: 0, segment: null, collection: CLASS.id });
    await expect(listEssays()).rejects.toMatchObject({ problem: 'corrupt' });
    const { library, lost } = await rescueLibrary('名字');
    expect([library.essays.map(({ id }) => id), lost]).toEqual([[whole], 2]);
    const backup = readBackup(writeBackup(SETTINGS, library));
    globalThis.indexedDB = new IDBFactory();
    if (typeof backup === 'string') throw new Error(backup);
    expect(await restoreLibrary(backup.library!, 'merge')).toBe(1);
    expect(await listEssays()).toMatchObject([{ ...FACTS, id: whole, collection: CLASS.id }]);
    expect(await textOfEssay(whole!)).toBe(TEXTS[0]);
  });

  it('loses the name of a collection alone where that cannot be read', async () => {
    await addAll();
    await damage('collections', CLASS.id, { id: CLASS.id });
    const { library, lost } = await rescueLibrary('名字');
    expect([library.essays.length, lost]).toEqual([3, 0]);
    expect(library.collections).toMatchObject([{ id: CLASS.id, name: '名字' }]);
    expect(typeof readBackup(writeBackup(SETTINGS, library))).toBe('object');
  });

  it('can be deleted, and is not missed then', async () => {
    await addAll();
    await noteLibrary();
    await deleteLibrary();
    expect([await hasLibrary(), await listEssays(), await listCollections()]).toEqual([false, [], []]);
  });

  it('that is whole is rescued as it is', async () => {
    await addAll();
    const { library, lost } = await rescueLibrary('名字');
    expect([library, lost]).toEqual([await readLibrary(), 0]);
  });
});

describe('segments that are damaged', () => {
  it('are dropped, and their essays wait for being indexed', async () => {
    await addAll();
    const essays = (await readPending(2)).map(({ essay }) => essay);
    await storeSegment({ collection: CLASS.id, bytes: new ArrayBuffer(8), essays: 2, letters: 1 }, essays);
    const rest = (await readPending(9)).map(({ essay }) => essay);
    await storeSegment({ collection: CLASS.id, bytes: new ArrayBuffer(8), essays: 1, letters: 1 }, rest);
    const { segments } = await readSegments();
    await dropSegments([segments.find(({ essays: count }) => count === 2)!.key]);
    expect((await readSearched()).segments.map(({ essays: count }) => count)).toEqual([1]);
    expect(await countPending()).toBe(2);
    expect((await readPending(9)).map(({ essay }) => essay.segment)).toEqual([null, null]);
  });
});
