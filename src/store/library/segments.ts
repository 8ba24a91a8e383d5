import type { Collection, LibraryEssay, NewSegment, Segment } from '../../library/records.ts';
import { changeLibrary, inLibrary, type LibraryChange } from './database.ts';
import type { StoredEssay } from './essays.ts';

/** What is searched of the library: its collections, and the segments of those that are on. */
export interface SearchedLibrary {
  readonly collections: readonly Collection[];
  readonly segments: readonly Segment[];
}

type Database = Parameters<Parameters<typeof inLibrary>[0]>[0];

/** Reads segments one by one: `null` for those that the browser cannot read, which would fail a request for all. */
function readEach(db: Database, keys: readonly string[]): Promise<(Segment | null)[]> {
  const read = async (key: string) => (await db.get('segments', key)) ?? null;
  return Promise.all(
    keys.map((key) =>
      read(key).catch((error) => {
        console.error(error);
        return null;
      }),
    ),
  );
}

/**
 * What pages are compared with. It loads no text. A segment that cannot be read is left out: the library page has it made anew. Rejects
 * with a LibraryError.
 */
export function readSearched(): Promise<SearchedLibrary> {
  return inLibrary(async (db) => {
    const collections = await db.getAll('collections');
    const on = collections.filter((collection) => collection.on);
    const keys = await Promise.all(on.map(({ id }) => db.getAllKeysFromIndex('segments', 'collection', id)));
    const segments = await readEach(db, keys.flat());
    return { collections, segments: segments.filter((segment) => segment !== null) };
  });
}

/** Every segment that can be read, and the keys of the others. Rejects with a LibraryError. */
export function readSegments(): Promise<{ readonly segments: Segment[]; readonly unreadable: string[] }> {
  return inLibrary(async (db) => {
    const keys = await db.getAllKeys('segments');
    const read = await readEach(db, keys);
    const unreadable = keys.filter((_, i) => read[i] === null);
    return { segments: read.filter((segment) => segment !== null), unreadable };
  });
}

/** How many essays still have to be indexed. Rejects with a LibraryError. */
export function countPending(): Promise<number> {
  return inLibrary((db) => db.countFromIndex('essays', 'pending', 1));
}

/** Some essays of one collection that still have to be indexed, at most `most`; none where none is left. Rejects with a LibraryError. */
export function readPending(most: number): Promise<StoredEssay[]> {
  return inLibrary(async (db) => {
    const reading = db.transaction(['essays', 'texts']);
    const pending = await reading.objectStore('essays').index('pending').getAll(1, most);
    const ofOne = pending.filter(({ collection }) => collection === pending[0]?.collection);
    const texts = await Promise.all(ofOne.map(({ id }) => reading.objectStore('texts').get(id)));
    return ofOne.flatMap((essay, i) => (texts[i] ? [{ essay, text: texts[i].text }] : []));
  });
}

/** Whether an essay is as it was when it was read: one that was deleted or changed since is not in the segment that was made of it. */
function isSame(now: LibraryEssay | undefined, read: LibraryEssay): now is LibraryEssay {
  return now !== undefined && JSON.stringify(now) === JSON.stringify(read);
}

async function buryIn(change: LibraryChange, key: string, id: string): Promise<void> {
  const segments = change.objectStore('segments');
  const segment = await segments.get(key);
  if (segment) await segments.put({ ...segment, dead: [...segment.dead, id] });
}

/**
 * Stores a segment that was made of these essays, which have been indexed then: in one change with the end of what was found of
 * them before. Rejects with a LibraryError.
 */
export function storeSegment(segment: NewSegment, indexed: readonly LibraryEssay[]): Promise<void> {
  const storeIn = async (change: LibraryChange) => {
    const [essays, segments] = [change.objectStore('essays'), change.objectStore('segments')];
    const now = await Promise.all(indexed.map(({ id }) => essays.get(id)));
    const dead = indexed.filter((essay, i) => !isSame(now[i], essay)).map(({ id }) => id);
    const key = crypto.randomUUID();
    await segments.add({ ...segment, key, dead });
    for (const essay of indexed.filter(({ id }) => !dead.includes(id))) {
      if (essay.segment !== null) await buryIn(change, essay.segment, essay.id);
      await essays.put({ ...essay, segment: key, pending: 0 });
    }
  };
  return changeLibrary(['essays', 'segments'], storeIn, segment.bytes.byteLength);
}

/**
 * Puts a merged segment in the place of those that it was made of; `null` where nothing was left of them. `false`, and nothing was
 * changed, where one of them has changed since. Rejects with a LibraryError.
 */
export function replaceSegments(before: readonly Segment[], merged: NewSegment | null): Promise<boolean> {
  const replaceIn = async (change: LibraryChange) => {
    const [essays, segments] = [change.objectStore('essays'), change.objectStore('segments')];
    for (const { key, dead } of before) {
      const now = await segments.get(key);
      if (now?.dead.join() !== dead.join()) return false;
    }
    const key = merged && crypto.randomUUID();
    if (merged && key) await segments.add({ ...merged, key, dead: [] });
    for (const replaced of before) {
      await segments.delete(replaced.key);
      for (const essay of await essays.index('segment').getAll(replaced.key))
        await essays.put({ ...essay, segment: key });
    }
    return true;
  };
  return changeLibrary(['essays', 'segments'], replaceIn, merged?.bytes.byteLength);
}
