import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Collection, LibraryEssay, Segment } from '../../library/records.ts';
import { LibraryError, problemOf } from './failure.ts';

/** What the library's database holds. Texts stand apart from what searches and lists read: neither ever loads them. */
export interface LibrarySchema extends DBSchema {
  essays: {
    key: string;
    value: LibraryEssay;
    indexes: { digest: string; collection: string; pending: number; segment: string };
  };
  texts: { key: string; value: { readonly id: string; readonly text: string } };
  collections: { key: string; value: Collection };
  segments: { key: string; value: Segment; indexes: { collection: string } };
  /** `made`: when the first essay was added, in ms since 1970. It tells an empty library from one that was cleared. */
  facts: { key: string; value: number };
}

/** A store of the library. */
export type LibraryStore = StoreNames<LibrarySchema>;

/** A change of the library, all or nothing. */
export type LibraryChange = IDBPTransaction<LibrarySchema, LibraryStore[], 'readwrite'>;

type Upgrading = IDBPTransaction<LibrarySchema, LibraryStore[], 'versionchange'>;

/** A step of an upgrade. It may only await requests of its transaction: awaiting anything else ends the transaction early. */
type Upgrade = (db: IDBPDatabase<LibrarySchema>, change: Upgrading) => void | Promise<void>;

/** One step for each version, never changed once it was shipped: a database of version n has seen the first n. */
export const LIBRARY_UPGRADES: readonly Upgrade[] = [
  (db) => {
    const essays = db.createObjectStore('essays', { keyPath: 'id' });
    essays.createIndex('digest', 'digest');
    essays.createIndex('collection', 'collection');
    essays.createIndex('pending', 'pending');
    essays.createIndex('segment', 'segment');
    db.createObjectStore('texts', { keyPath: 'id' });
    db.createObjectStore('collections', { keyPath: 'id' });
    db.createObjectStore('segments', { keyPath: 'key' }).createIndex('collection', 'collection');
    db.createObjectStore('facts');
  },
  // Collections know whether their essays are the user's own.
  async (_db, change) => {
    const collections = change.objectStore('collections');
    for (const collection of await collections.getAll()) await collections.put({ ...collection, mine: false });
  },
];

/** Name of the library's database: apart from that of judgements, so that neither takes the other down. */
export const LIBRARY_DATABASE = 'deja-lu-library';

/** How long to wait for other windows to let an older version go, in ms. They do so at once unless they hang. */
const BLOCKED_MS = 5_000;

type Database = IDBPDatabase<LibrarySchema>;

function orBlocked(opening: Promise<Database>, isBlocked: () => boolean): Promise<Database> {
  const { promise, resolve, reject } = Promise.withResolvers<Database>();
  const giveUp = () => {
    if (!isBlocked()) return;
    reject(new LibraryError('blocked'));
    // The request cannot be cancelled: a database that opens later is closed.
    opening.then((db) => db.close()).catch(() => {});
  };
  const timer = setTimeout(giveUp, BLOCKED_MS);
  opening.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}

/** Opens the library's database and brings it to `version`: the newest, but in tests of the upgrades. Rejects with a LibraryError. */
export async function openLibraryDatabase(
  version: number = LIBRARY_UPGRADES.length,
): Promise<IDBPDatabase<LibrarySchema>> {
  if (typeof indexedDB === 'undefined') throw new LibraryError('missing');
  let blocked = false;
  try {
    const opening = openDB<LibrarySchema>(LIBRARY_DATABASE, version, {
      async upgrade(db, from, _to, change) {
        for (const upgrade of LIBRARY_UPGRADES.slice(from, version)) await upgrade(db, change);
      },
      blocked() {
        blocked = true;
      },
      // A newer version waits for the older one to let go.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return await orBlocked(opening, () => blocked);
  } catch (error) {
    throw new LibraryError(problemOf(error), error);
  }
}

/** Runs work on the open library. Rejects with a LibraryError. */
export async function inLibrary<T>(work: (db: IDBPDatabase<LibrarySchema>) => Promise<T>): Promise<T> {
  const db = await openLibraryDatabase();
  try {
    return await work(db);
  } catch (error) {
    throw new LibraryError(problemOf(error), error);
  } finally {
    db.close();
  }
}

/**
 * Changes the library: all of `work` or nothing of it. When this resolves the change is on the disk (strict durability), and a browser
 * that is killed later does not lose it. `work` may wait for requests of its transaction alone. Rejects with a LibraryError.
 */
export function changeLibrary<T>(stores: LibraryStore[], work: (change: LibraryChange) => Promise<T>): Promise<T> {
  return inLibrary(async (db) => {
    const change = db.transaction(stores, 'readwrite', { durability: 'strict' });
    // What ends the transaction rejects `done` too; `work` tells it first where it waits for a request.
    change.done.catch(() => {});
    try {
      const result = await work(change);
      await change.done;
      return result;
    } catch (error) {
      try {
        change.abort();
      } catch {
        // It has ended already.
      }
      throw error;
    }
  });
}
