import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { NewEssay } from '../../../src/library/records.ts';
import { readLibrary, restoreLibrary } from '../../../src/store/library/backup.ts';
import { listCollections, newCollection, putCollection } from '../../../src/store/library/collections.ts';
import {
  changeLibrary,
  LIBRARY_DATABASE,
  LIBRARY_UPGRADES,
  openLibraryDatabase,
} from '../../../src/store/library/database.ts';
import {
  addEssays,
  deleteCollection,
  deleteEssays,
  editEssays,
  listEssays,
  restoreDeleted,
  textOfEssay,
} from '../../../src/store/library/essays.ts';
import { type LibraryError, problemOf } from '../../../src/store/library/failure.ts';
import { checkNotCleared, forgetLibrary, hasLibrary, noteLibrary } from '../../../src/store/library/marker.ts';
import {
  countPending,
  readPending,
  readSearched,
  readSegments,
  replaceSegments,
  storeSegment,
} from '../../../src/store/library/segments.ts';
import { OWN_ESSAYS } from '../../own-essays.ts';

const TEXTS = Object.values(OWN_ESSAYS);
const FACTS = { title: '题', author: '', date: '', url: '', tags: [], note: '' };
const news = (...texts: readonly string[]): NewEssay[] => texts.map((text) => ({ ...FACTS, text }));

const CLASS = newCollection('2025 级·第一次作业');

async function addAll(...texts: readonly string[]): Promise<string[]> {
  const added = await addEssays(CLASS, news(...texts));
  return added.flatMap((each) => (each.kind === 'added' ? [each.essay.id] : []));
}

/** Indexes what waits, with a stand-in for the index's bytes: what is in a segment is not read here. */
async function index(): Promise<void> {
  const batch = await readPending(100);
  const essays = batch.map(({ essay }) => essay);
  const { collection } = essays[0]!;
  await storeSegment({ collection, bytes: new ArrayBuffer(8), essays: essays.length, letters: 1 }, essays);
}

const problemIn = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: LibraryError) => error.problem,
  );

const segmentsNow = async () => (await readSegments()).segments;

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('essays of the library', () => {
  it('are stored with their collection, apart from their texts, and wait for being indexed', async () => {
    const [id] = await addAll(TEXTS[0]!);
    expect(await listCollections()).toEqual([CLASS]);
    const [essay] = await listEssays();
    expect(essay).toMatchObject({ id, title: '题', collection: CLASS.id, segment: null, pending: 1 });
    expect(JSON.stringify(essay)).not.toContain('老槐树');
    expect(await textOfEssay(id!)).toBe(TEXTS[0]);
    expect(await countPending()).toBe(1);
  });

  it('are known again by their letters, in any script and with other punctuation, also in one batch', async () => {
    const [first, again] = [TEXTS[0]!, TEXTS[0]!.replaceAll('。', '!').replaceAll('来', '來')];
    const added = await addEssays(CLASS, news(first, again, TEXTS[1]!));
    expect(added.map(({ kind }) => kind)).toEqual(['added', 'known', 'added']);
    expect((await addEssays(CLASS, news(again)))[0]).toMatchObject({ kind: 'known', essay: { title: '题' } });
    expect(await listEssays()).toHaveLength(2);
  });

  it('that are too short or too long are refused with their size', async () => {
    const added = await addEssays(CLASS, news('一二三', '长'.repeat(200_001)));
    expect(added).toEqual([
      { kind: 'too-short', letters: 3 },
      { kind: 'too-long', characters: 200_001 },
    ]);
    expect(await listCollections()).toEqual([]);
  });

  it('are found where they were until they are indexed under their new facts; a note alone needs no indexing', async () => {
    const [id] = await addAll(TEXTS[0]!);
    await index();
    await editEssays([id!], { note: '优' });
    expect(await countPending()).toBe(0);
    await editEssays([id!], { title: '新题' });
    const [before] = await segmentsNow();
    expect(before!.dead).toEqual([]);
    await index();
    const [old, made] = await segmentsNow().then((all) => all.sort((a, b) => b.dead.length - a.dead.length));
    expect([old!.dead, made!.dead]).toEqual([[id], []]);
    expect(await listEssays()).toMatchObject([{ title: '新题', note: '优', segment: made!.key, pending: 0 }]);
  });

  it('that are deleted are found no longer, and come back as they were', async () => {
    const ids = await addAll(TEXTS[0]!, TEXTS[1]!);
    await index();
    const all = await listEssays();
    const deleted = await deleteEssays([ids[0]!, 'gone']);
    expect((await segmentsNow())[0]!.dead).toEqual([ids[0]]);
    expect(await textOfEssay(ids[0]!)).toBeNull();
    await restoreDeleted(deleted);
    expect((await segmentsNow())[0]!.dead).toEqual([]);
    expect(await listEssays()).toEqual(all);
    expect(await textOfEssay(ids[0]!)).toBe(TEXTS[0]);
  });

  it('that come back after their segment was merged are indexed anew', async () => {
    const [id] = await addAll(TEXTS[0]!, TEXTS[1]!);
    await index();
    const deleted = await deleteEssays([id!]);
    const before = await segmentsNow();
    const merged = { collection: CLASS.id, bytes: new ArrayBuffer(4), essays: 1, letters: 1 };
    expect(await replaceSegments(before, merged)).toBe(true);
    await restoreDeleted(deleted);
    expect(await countPending()).toBe(1);
    const [segment] = await segmentsNow();
    const other = (await listEssays()).find((essay) => essay.id !== id);
    expect(other!.segment).toBe(segment!.key);
  });

  it('that change while they are indexed are not found as they were', async () => {
    const ids = await addAll(TEXTS[0]!, TEXTS[1]!);
    const batch = await readPending(10);
    await editEssays([ids[0]!], { title: '改' });
    await deleteEssays([ids[1]!]);
    const segment = { collection: CLASS.id, bytes: new ArrayBuffer(8), essays: 2, letters: 1 };
    await storeSegment(
      segment,
      batch.map(({ essay }) => essay),
    );
    expect((await segmentsNow())[0]!.dead.toSorted()).toEqual(ids.toSorted());
    expect(await countPending()).toBe(1);
  });

  it('that are in the library again when they are to come back are there once', async () => {
    const [id] = await addAll(TEXTS[0]!);
    await index();
    const backup = await readLibrary();
    const deleted = await deleteEssays([id!]);
    await restoreLibrary(backup, 'replace');
    await index();
    const all = [await listEssays(), await segmentsNow()];
    await restoreDeleted(deleted);
    expect([await listEssays(), await segmentsNow()]).toEqual(all);

    const again = await deleteEssays([id!]);
    await addAll(TEXTS[0]!);
    await restoreDeleted(again);
    expect(await listEssays()).toHaveLength(1);
  });

  it('that come back after their collection was deleted bring it with them; none is moved into one that is gone', async () => {
    const [id, other] = await addAll(TEXTS[0]!, TEXTS[1]!);
    const deleted = await deleteEssays([id!]);
    const gone = await deleteCollection(CLASS);
    await restoreDeleted(deleted);
    expect(await listCollections()).toEqual([CLASS]);
    await restoreDeleted(gone);
    expect((await listEssays()).map((essay) => essay.id).toSorted()).toEqual([id!, other!].toSorted());
    await editEssays([id!], { collection: 'gone', note: '优' });
    expect(new Set((await listEssays()).map(({ collection, note }) => collection + note))).toEqual(new Set([CLASS.id]));
  });

  it('of a deleted collection go with it, and come back with it', async () => {
    await addAll(TEXTS[0]!);
    const deleted = await deleteCollection(CLASS);
    expect([await listCollections(), await listEssays()]).toEqual([[], []]);
    await restoreDeleted(deleted);
    expect([await listCollections(), (await listEssays()).length]).toEqual([[CLASS], 1]);
  });
});

describe('what is searched', () => {
  it('are the segments of collections that are on', async () => {
    await addAll(TEXTS[0]!);
    await index();
    expect((await readSearched()).segments).toHaveLength(1);
    await putCollection({ ...CLASS, on: false });
    expect((await readSearched()).segments).toEqual([]);
  });

  it('is not replaced by a merge of segments that have changed since', async () => {
    const [id] = await addAll(TEXTS[0]!);
    await index();
    const before = await segmentsNow();
    await deleteEssays([id!]);
    expect(await replaceSegments(before, null)).toBe(false);
    expect(await segmentsNow()).toHaveLength(1);
    expect(await replaceSegments(await segmentsNow(), null)).toBe(true);
    expect(await segmentsNow()).toEqual([]);
  });

  it('is not replaced either where another essay was deleted meanwhile, and the first one came back', async () => {
    const [first, second] = await addAll(TEXTS[0]!, TEXTS[1]!);
    await index();
    const deleted = await deleteEssays([first!]);
    const before = await segmentsNow();
    await restoreDeleted(deleted);
    await deleteEssays([second!]);
    const merged = { collection: CLASS.id, bytes: new ArrayBuffer(4), essays: 1, letters: 1 };
    expect(await replaceSegments(before, merged)).toBe(false);
    expect(await segmentsNow()).toMatchObject([{ dead: [second] }]);
  });
});

describe('a change', () => {
  it('that fails half way changes nothing', async () => {
    await addAll(TEXTS[0]!);
    const failing = changeLibrary(['essays', 'texts'], async (change) => {
      await change.objectStore('essays').clear();
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await problemIn(failing)).toBe('quota');
    expect(await listEssays()).toHaveLength(1);
  });
});

describe('what is wrong with the library', () => {
  it.each([
    ['QuotaExceededError', 'quota'],
    ['SecurityError', 'missing'],
    ['UnknownError', 'corrupt'],
    ['VersionError', 'newer'],
    ['AbortError', 'failed'],
  ])('%s is told as %s', (name, problem) => {
    expect(problemOf(new DOMException('', name))).toBe(problem);
  });

  it('is a full disk where Chromium names it in the message of an error without a name', () => {
    const message =
      'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE (WritableFileAppend::8)';
    expect(problemOf(new DOMException(message, 'UnknownError'))).toBe('quota');
  });

  it('is a full disk where a database cannot be opened and there is no room', async () => {
    const estimate = vi.fn(async () => ({ quota: 300_000, usage: 220_000 }));
    vi.stubGlobal('navigator', { ...navigator, storage: { estimate } });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    expect(await problemIn(listEssays())).toBe('quota');
    estimate.mockResolvedValue({ quota: 4e9, usage: 220_000 });
    expect(await problemIn(listEssays())).toBe('corrupt');
    open.mockRestore();
    vi.unstubAllGlobals();
  });

  it('is a full disk before anything is written where there might be no room for it', async () => {
    await addAll(TEXTS[0]!);
    const room = (bytes: number) =>
      vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: bytes, usage: 0 }) } });
    room(16 * 2 ** 20 - 1);
    expect(await problemIn(addEssays(CLASS, news(TEXTS[1]!)))).toBe('quota');
    expect(await problemIn(deleteEssays((await listEssays()).map(({ id }) => id)))).toBe('quota');
    room(16 * 2 ** 20 + 100_000);
    expect(await problemIn(addEssays(CLASS, news('长'.repeat(200_000))))).toBe('quota');
    expect(await problemIn(addEssays(CLASS, news(TEXTS[1]!)))).toBeNull();
    expect(await listEssays()).toHaveLength(2);
    vi.unstubAllGlobals();
  });

  it('is what ended the transaction, where a request tells only that it has ended', async () => {
    await addAll(TEXTS[0]!);
    const [essay] = await listEssays();
    const failing = changeLibrary(['essays'], async (change) => {
      const essays = change.objectStore('essays');
      essays.add(essay!).catch(() => {});
      return essays.get('other');
    });
    await expect(failing).rejects.toMatchObject({ cause: { name: 'ConstraintError' } });
  });

  it('is that it was cleared, where its note is left and its database is not', async () => {
    await checkNotCleared();
    await addAll(TEXTS[0]!);
    // As after a browser that was killed before the note was made.
    expect(await hasLibrary()).toBe(false);
    await checkNotCleared();
    expect(await hasLibrary()).toBe(true);
    await deleteDB(LIBRARY_DATABASE);
    expect(await problemIn(checkNotCleared())).toBe('cleared');
    await forgetLibrary();
    expect(await problemIn(checkNotCleared())).toBeNull();
  });

  it('is not that it was cleared where all essays were deleted', async () => {
    const ids = await addAll(TEXTS[0]!);
    await noteLibrary();
    await deleteEssays(ids);
    expect(await problemIn(checkNotCleared())).toBeNull();
  });

  it('is none after an upgrade from the first version, whose collections are not the own', async () => {
    const old = await openLibraryDatabase(1);
    const { mine: _, ...before } = CLASS;
    await old.put('collections', before as typeof CLASS);
    await old.put('facts', 1, 'made');
    old.close();
    expect(await listCollections()).toEqual([{ ...before, mine: false }]);
    expect(await problemIn(checkNotCleared())).toBeNull();
  });

  it('is that a later version has written it', async () => {
    (await openDB(LIBRARY_DATABASE, LIBRARY_UPGRADES.length + 1)).close();
    expect(await problemIn(openLibraryDatabase())).toBe('newer');
  });
});

describe('an upgrade', () => {
  it.each(LIBRARY_UPGRADES.map((_, version) => version))(
    'from version %i gives every store and index',
    async (from) => {
      if (from > 0) (await openLibraryDatabase(from)).close();
      const db = await openLibraryDatabase();
      expect([...db.objectStoreNames]).toEqual(['collections', 'essays', 'facts', 'segments', 'texts']);
      const work = db.transaction(['essays', 'segments']);
      expect([...work.objectStore('essays').indexNames]).toEqual(['collection', 'digest', 'pending', 'segment']);
      expect([...work.objectStore('segments').indexNames]).toEqual(['collection']);
      db.close();
    },
  );
});
