import { deleteDB, type IDBPDatabase } from 'idb';
import { type BackedUpEssay, type LibraryBackup, readCollection, readEssay } from './backup-file.ts';
import {
  changeLibrary,
  inLibrary,
  LIBRARY_DATABASE,
  type LibraryChange,
  type LibrarySchema,
  type LibraryStore,
} from './database.ts';
import { LibraryError, problemOf } from './failure.ts';
import { forgetLibrary } from './marker.ts';

/*
 * What is done with a library whose data is damaged. Records are read one by one, as one that the browser cannot read fails every request
 * that meets it.
 */

/** What could be read of a damaged library. */
export interface Rescued {
  readonly library: LibraryBackup;
  /** Essays that could not be read, or lack their text. */
  readonly lost: number;
}

type Database = IDBPDatabase<LibrarySchema>;

/** The records of a store by key; `undefined` for those that cannot be read. */
async function readOneByOne(db: Database, store: LibraryStore): Promise<Map<string, unknown>> {
  const records = new Map<string, unknown>();
  for (const key of await db.getAllKeys(store)) records.set(key, await db.get(store, key).catch(() => undefined));
  return records;
}

function essayOf(record: unknown, text: unknown): BackedUpEssay | null {
  return readEssay({ ...(record as object), text: (text as { readonly text?: unknown } | undefined)?.text });
}

/** Collections that essays name and that could not be read, under a name for them. */
function missingCollections({ collections, essays }: LibraryBackup, name: string): LibraryBackup['collections'] {
  const known = new Set(collections.map(({ id }) => id));
  const missing = new Set(essays.map(({ collection }) => collection).filter((id) => !known.has(id)));
  return [...missing].map((id) => ({ id, name, made: 0, on: true, mine: false }));
}

/**
 * Reads all of a library that can be read, for a backup file. Rejects with a LibraryError where its database cannot be opened at all.
 * @param nameForLost the name of a collection whose own name cannot be read
 */
export function rescueLibrary(nameForLost: string): Promise<Rescued> {
  return inLibrary(async (db) => {
    const records = await readOneByOne(db, 'essays');
    const texts = await readOneByOne(db, 'texts');
    const collections = [...(await readOneByOne(db, 'collections')).values()].flatMap(
      (each) => readCollection(each) ?? [],
    );
    const essays = [...records].flatMap(([id, record]) => essayOf(record, texts.get(id)) ?? []);
    const library = { collections, essays };
    const named = [...collections, ...missingCollections(library, nameForLost)];
    const known = new Set([...records.keys(), ...texts.keys()]);
    return { library: { collections: named, essays }, lost: known.size - essays.length };
  });
}

/** Deletes the library, damaged as it is, so that one can be begun anew. Rejects with a LibraryError. */
export async function deleteLibrary(): Promise<void> {
  try {
    await deleteDB(LIBRARY_DATABASE);
  } catch (error) {
    throw new LibraryError(problemOf(error), error);
  }
  await forgetLibrary();
}

async function dropSegment(change: LibraryChange, key: string): Promise<void> {
  await change.objectStore('segments').delete(key);
  const essays = change.objectStore('essays');
  for (const essay of await essays.index('segment').getAll(key))
    await essays.put({ ...essay, segment: null, pending: 1 });
}

/**
 * Deletes segments whose data is damaged; their essays are indexed anew from their texts. Rejects with a LibraryError, and then nothing was
 * changed.
 */
export async function dropSegments(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await changeLibrary(['essays', 'segments'], async (change) => {
    for (const key of keys) await dropSegment(change, key);
  });
}
